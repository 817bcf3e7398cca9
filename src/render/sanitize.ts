/**
 * Making foreign text safe to show. File names, config values and evidence may hold anything: escape sequences that repaint
 * the terminal, bidirectional overrides that turn a name around, characters without width, bytes that are no UTF-8.
 * What cannot be seen is written as an escape; everything else stays as it is.
 *
 * Covered: controls, format characters, lone surrogates, private use and unassigned code points (general category C), line
 * and paragraph separators, and everything Unicode says to ignore in display. The two variation selectors that choose text
 * or emoji style stay: they only follow a visible character and change its looks.
 */
const INVISIBLE = /(?![\ufe0e\ufe0f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** U+DC80..U+DCFF stands for the byte 0x80..0xFF of a name that is no UTF-8 (as in PEP 383). */
const isRawByte = (codePoint: number): boolean => codePoint >= 0xdc80 && codePoint <= 0xdcff;

const escapeCharacter = (character: string): string => {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const codePoint = character.codePointAt(0) as number;
  if (isRawByte(codePoint)) return `\\x${hex(codePoint - 0xdc00, 2)}`;
  if (codePoint < 0x80) return `\\x${hex(codePoint, 2)}`;
  return codePoint <= 0xffff ? `\\u${hex(codePoint, 4)}` : `\\u{${hex(codePoint, 5)}}`;
};

/**
 * Text as one line in which every character can be seen: newline → `\n`, escape → `\x1b`, the raw byte 0xff → `\xff`,
 * U+202E → `\u202e`. For people, not for parsing back: a backslash of the text itself is not doubled.
 */
export const toVisible = (text: string): string => text.replace(INVISIBLE, escapeCharacter);

/** As `toVisible`, but the text's own line breaks (`\n`, `\r\n`) divide it into lines. */
export const toVisibleLines = (text: string): string[] => text.split(/\r?\n/).map(toVisible);

/** JSON text that a terminal shows as it is: invisible characters inside its strings become JSON escapes. Loses nothing. */
export const toVisibleJson = (json: string): string =>
  json.replace(INVISIBLE, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((i) => `\\u${hex(character.charCodeAt(i), 4)}`).join(''),
  );
