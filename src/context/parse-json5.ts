import JSON5 from 'json5';

/** Where a JSON5 text may pass from one part to another (JSON5 1.0.0, chapters 5 and 7). Single characters: no text is too long for it. */
const TURN = /[\\"'\n\r\u2028\u2029]|\/(?=[/*])|\*(?=\/)/g;
const ESCAPED: Readonly<Record<string, string>> = { '\u2028': '\\u2028', '\u2029': '\\u2029' };
const LONGER_BY = '\\u2028'.length - 1;

/**
 * The text with U+2028 and U+2029 inside strings as escapes. They mean the same there, but make the json5 library write a
 * warning to the console, past every report.
 * @param onEscape told where each stood
 */
const escapeSeparators = (text: string, onEscape: (offset: number) => void): string => {
  let part: 'code' | 'line comment' | 'block comment' | '"' | "'" = 'code';
  /** What stands before this belongs to what was read last: an escaped character, the star of an opening. */
  let readTo = 0;
  return text.replace(TURN, (turn, at: number) => {
    if (at < readTo) return turn;
    if (part === 'code') {
      if (turn === '"' || turn === "'") part = turn;
      else if (turn === '/') {
        part = text[at + 1] === '/' ? 'line comment' : 'block comment';
        readTo = at + 2;
      }
    } else if (part === 'line comment') {
      if (/[\n\r\u2028\u2029]/.test(turn)) part = 'code';
    } else if (part === 'block comment') {
      if (turn === '*') {
        part = 'code';
        readTo = at + 2;
      }
    } else if (turn === '\\') readTo = at + 2;
    else if (turn === part) part = 'code';
    else if (turn in ESCAPED) {
      onEscape(at);
      return ESCAPED[turn] as string;
    }
    return turn;
  });
};

/** As json5 has them on its errors. */
type Located = SyntaxError & { lineNumber?: number; columnNumber?: number };

/** The column in the text as it was; lines are the same, as json5 counts them by line feeds alone. */
const originalColumn = (text: string, escapes: readonly number[], line: number, column: number): number => {
  let lineStart = 0;
  for (let n = 1; n < line; n++) lineStart = text.indexOf('\n', lineStart) + 1;
  let original = column;
  for (const offset of escapes) if (offset >= lineStart && offset + 1 < lineStart + original) original -= LONGER_BY;
  return original;
};

/** Parses JSON5; writes nothing anywhere. Throws json5's SyntaxError, whose `lineNumber` and `columnNumber` count in `text`. */
export const parseJson5 = (text: string): unknown => {
  if (!/[\u2028\u2029]/.test(text)) return JSON5.parse(text);
  const escapes: number[] = [];
  const escaped = escapeSeparators(text, (offset) => escapes.push(offset));
  try {
    return JSON5.parse(escaped);
  } catch (error) {
    const { lineNumber, columnNumber } = error as Located;
    if (lineNumber !== undefined && columnNumber !== undefined)
      Object.assign(error as Located, { columnNumber: originalColumn(text, escapes, lineNumber, columnNumber) });
    throw error;
  }
};
