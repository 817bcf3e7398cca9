import { parseJson5 } from '../context/parse-json5.ts';

/** A half-open range of UTF-16 offsets in a text. */
export type Span = { readonly start: number; readonly end: number };

/** Where one member of an object, or one item of an array, stands in the text. */
export type MemberSpan = {
  /** The key as written, quotes included; undefined for an array item and for the whole document. */
  readonly key?: Span;
  readonly value: Span;
  /** End of what stands before it: the opening bracket or the comma. */
  readonly after: number;
  /** End of the comma that follows; undefined when none does. */
  readonly commaEnd?: number;
};

/** The characters that JSON5 reads as line ends (ECMAScript's). */
const LINE_END = /[\n\r\u2028\u2029]/g;
const BLANK = /[\t\v\f \u00a0\ufeff\n\r\u2028\u2029\p{Zs}]/u;
const PUNCTUATION = '{}[]:,';

/** The first offset at or after `at` that is neither white space nor inside a comment. */
const skipBlank = (text: string, at: number): number => {
  let offset = at;
  while (offset < text.length) {
    if (BLANK.test(text.charAt(offset))) offset += 1;
    else if (text.startsWith('//', offset)) {
      LINE_END.lastIndex = offset;
      offset = LINE_END.exec(text)?.index ?? text.length;
    } else if (text.startsWith('/*', offset)) offset = text.indexOf('*/', offset + 2) + 2;
    else break;
  }
  return offset;
};

/** The end of the token that starts at `at`: a bracket, colon or comma, a string, or a bare word or number. */
const tokenEnd = (text: string, at: number): number => {
  const first = text.charAt(at);
  if (PUNCTUATION.includes(first)) return at + 1;
  let offset = at + 1;
  if (first === '"' || first === "'") {
    while (text.charAt(offset) !== first) offset += text.charAt(offset) === '\\' ? 2 : 1;
    return offset + 1;
  }
  while (offset < text.length && !/[/"']/.test(text.charAt(offset))) {
    const character = text.charAt(offset);
    if (PUNCTUATION.includes(character) || BLANK.test(character)) break;
    offset += 1;
  }
  return offset;
};

/** The end of the value that starts at `at`. Counts brackets: no recursion, whatever the depth. */
const valueEnd = (text: string, at: number): number => {
  let depth = 0;
  let offset = at;
  for (;;) {
    const first = text.charAt(offset);
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    offset = tokenEnd(text, offset);
    if (depth === 0) return offset;
    offset = skipBlank(text, offset);
  }
};

/** The name that a key stands for: quotes and escapes resolved. */
const keyName = (raw: string): string => {
  if (raw.startsWith('"') || raw.startsWith("'")) return parseJson5(raw) as string;
  return raw.includes('\\') ? (Object.keys(parseJson5(`{${raw}:0}`) as object)[0] ?? raw) : raw;
};

const findStep = (text: string, container: Span, step: string | number): MemberSpan | undefined => {
  const open = text.charAt(container.start);
  if (open !== '{' && open !== '[') return undefined;
  let found: MemberSpan | undefined;
  let after = container.start + 1;
  let offset = skipBlank(text, after);
  for (let index = 0; offset < container.end - 1; index += 1) {
    let key: Span | undefined;
    if (open === '{') {
      key = { start: offset, end: tokenEnd(text, offset) };
      offset = skipBlank(text, skipBlank(text, key.end) + 1);
    }
    const value = { start: offset, end: valueEnd(text, offset) };
    const next = skipBlank(text, value.end);
    const comma = text.charAt(next) === ',';
    const name = key === undefined ? index : keyName(text.slice(key.start, key.end));
    if (name === step) found = { ...(key && { key }), value, after, ...(comma && { commaEnd: next + 1 }) };
    after = comma ? next + 1 : next;
    offset = skipBlank(text, after);
  }
  return found;
};

/**
 * Where the value at a key path stands in a JSON5 text; undefined when there is none. Of a repeated key the last one counts,
 * as it does for the parser. The text must be valid JSON5 (parse it first): an invalid one gives a meaningless answer.
 *
 * Our own, because the AST of `@humanwhocodes/momoa` 3.3.13 is not faithful to JSON5: it refuses `-.5`, the keys `true`,
 * `null`, `Infinity` and `NaN`, identifiers beyond the basic plane and U+2028 after `//`, and accepts "\1".
 */
export const findMember = (text: string, keyPath: readonly (string | number)[]): MemberSpan | undefined => {
  const start = skipBlank(text, 0);
  let member: MemberSpan | undefined = { value: { start, end: valueEnd(text, start) }, after: 0 };
  for (const step of keyPath) {
    member = findStep(text, member.value, step);
    if (member === undefined) return undefined;
  }
  return member;
};
