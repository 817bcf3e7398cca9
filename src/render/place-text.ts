import type { Place } from '../audit/finding.ts';
import { toVisible } from './sanitize.ts';

/** "~/x" for a path below `home`; other paths stay. A home of "/" or none at all shortens nothing. */
export const shortenHome = (path: string, home: string | undefined): string => {
  if (home === undefined || home.length < 2) return path;
  if (path === home) return '~';
  return path.startsWith(`${home}/`) || path.startsWith(`${home}\\`) ? `~${path.slice(home.length)}` : path;
};

/** As `shortenHome`, for paths inside a sentence. Not after a quote: a shell does not expand a quoted `~`. */
export const shortenHomeIn = (text: string, home: string | undefined): string =>
  home === undefined || home.length < 2
    ? text
    : text.replaceAll(home, (match, at: number) =>
        /^$|[\s(]/.test(text.slice(Math.max(at - 1, 0), at)) &&
        /^(?:$|[/\\\s),;:])/.test(text.slice(at + home.length, at + home.length + 1))
          ? '~'
          : match,
      );

/** "~/.openclaw/openclaw.json:12 gateway.auth.token", made visible. */
export const placeText = ({ file, key, line }: Place, home?: string): string => {
  const where = file === undefined ? '' : toVisible(shortenHome(file, home)) + (line === undefined ? '' : `:${line}`);
  return [where, key === undefined ? '' : toVisible(key)].filter(Boolean).join(' ');
};
