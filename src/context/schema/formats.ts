/** A kind of text: what it is called in a message, and which texts are of that kind. */
type Format = { readonly meaning: string; readonly accepts: (text: string) => boolean };

const isUrl = (text: string): boolean => URL.canParse(text);

const DURATION = /^\d+(\.\d+)?(ms|s|m|h|d)?$/i;
const SIZE = /^\d+(\.\d+)?([kmgt]?b?)?$/i;
const PATH_LIKE = /^[.~]|[\\/]/;

/** A program name or path without anything a shell would read as more than that. */
const isPlainExecutable = (text: string): boolean => {
  const name = text.trim();
  if (name === '' || /[\0\r\n;&|`$<>"']/.test(name)) return false;
  return PATH_LIKE.test(name) || /^[\w.+][\w.+-]*$/.test(name);
};

const isRelativeModule = (text: string): boolean => {
  const path = text.trim();
  return (
    path !== '' &&
    !path.includes(':') &&
    !/^[~/\\]/.test(path) &&
    !path.split(/[\\/]/).some((segment) => segment === '..')
  );
};

/** The formats that the schema tables name, as OpenClaw 2026.2.17 was seen to accept and refuse them. */
export const FORMATS = {
  duration: {
    meaning: 'a duration such as "30m" (a number and ms, s, m, h or d)',
    accepts: (text) => DURATION.test(text.trim()),
  },
  'duration-or-empty': {
    meaning: 'a duration such as "30m" (a number and ms, s, m, h or d)',
    accepts: (text) => text === '' || DURATION.test(text.trim()),
  },
  size: {
    meaning: 'a size such as "10mb" (a number and b, kb, mb, gb or tb)',
    accepts: (text) => SIZE.test(text.trim()),
  },
  'hex-color': { meaning: 'a color of six hex digits', accepts: (text) => /^#?[0-9a-f]{6}$/i.test(text) },
  slug: { meaning: 'lower-case letters, digits and hyphens', accepts: (text) => /^[a-z0-9-]+$/.test(text) },
  url: { meaning: 'a URL', accepts: isUrl },
  'http-url': {
    meaning: 'a URL that starts with http:// or https://',
    accepts: (text) => /^https?:/i.test(text.trim()) && isUrl(text),
  },
  executable: {
    meaning: 'the name or the path of a program, without quotes, options or anything else a shell would read',
    accepts: isPlainExecutable,
  },
  'relative-module': {
    meaning: 'a relative path without "..", "~" or ":"',
    accepts: isRelativeModule,
  },
} as const satisfies Record<string, Format>;

/** A format that a shape may name: `string duration`. */
export type FormatName = keyof typeof FORMATS;
