import JSON5 from 'json5';

/** Where a JSON5 text may pass from one part to another (JSON5 1.0.0, chapters 5 and 7). Single characters: no text is too long for it. */
const TURN = /[\\"'\n\r\u2028\u2029]|\/(?=[/*])|\*(?=\/)/g;
const ESCAPED: Readonly<Record<string, string>> = { '\u2028': '\\u2028', '\u2029': '\\u2029' };
const LONGER_BY = '\\u2028'.length - 1;

const LINE_END = /[\n\r\u2028\u2029]/;

/** What a place in the text belongs to: a quotation mark stands for the strings that it delimits. */
type Part = 'code' | 'line comment' | 'block comment' | '"' | "'";

const isString = (part: Part): boolean => part === '"' || part === "'";

const openedBy = (turn: string, next: string | undefined): Part => {
  if (turn === '"' || turn === "'") return turn;
  if (turn === '/') return next === '/' ? 'line comment' : 'block comment';
  return 'code';
};

const partAfter = (part: Part, turn: string, next: string | undefined): Part => {
  if (part === 'code') return openedBy(turn, next);
  if (part === 'line comment') return LINE_END.test(turn) ? 'code' : part;
  if (part === 'block comment') return turn === '*' ? 'code' : part;
  return turn === part ? 'code' : part;
};

/** True when the next character belongs to the turn: an escaped one, the second of an opening or a closing. */
const takesTwo = (part: Part, turn: string): boolean =>
  (turn === '\\' && isString(part)) || (turn === '/' && part === 'code') || (turn === '*' && part === 'block comment');

/**
 * The text with U+2028 and U+2029 inside strings as escapes. They mean the same there, but make the json5 library write a
 * warning to the console, past every report.
 * @param onEscape told where each stood
 */
const escapeSeparators = (text: string, onEscape: (offset: number) => void): string => {
  let part: Part = 'code';
  let readTo = 0;
  return text.replace(TURN, (turn, at: number) => {
    if (at < readTo) return turn;
    const before = part;
    part = partAfter(before, turn, text[at + 1]);
    if (takesTwo(before, turn)) readTo = at + 2;
    if (!isString(before) || ESCAPED[turn] === undefined) return turn;
    onEscape(at);
    return ESCAPED[turn];
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
