import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseJson5 } from '../context/parse-json5.ts';
import { findMember, type MemberSpan } from './json5-spans.ts';

/** A path of object keys and array indexes. */
export type KeyPath = readonly (string | number)[];

/** A string, or a list of strings: the only values that a fix writes. */
export type NewValue = string | readonly string[];

/** One value to change in one file. */
export type ConfigEdit = {
  /** Path inside the file. */
  readonly keyPath: KeyPath;
  /** The value the file must still hold, as parsed; undefined for a key that must not be there yet. */
  readonly from: unknown;
  readonly to: NewValue;
  /** For a new key: the key of the same object that it is written behind, and whose style it takes. */
  readonly beside?: string;
};

/** What takes an edit back, byte for byte. Holds no value that was not in the config under a key that a fix may change. */
export type EditRevert =
  | { readonly kind: 'replace'; readonly oldText: string; readonly newText: string }
  /** An inserted member: characters before the key, characters after the value, digest of the whole insertion. */
  | { readonly kind: 'insert'; readonly before: number; readonly after: number; readonly sha256: string };

/**
 * `edited`: done. `already`: the file holds the new value. `differs`: it holds neither the old nor the new one, so somebody
 * changed it meanwhile. `no-place`: the key that the new one should stand beside is not there.
 */
export type EditOutcome =
  | { readonly status: 'edited'; readonly revert: EditRevert }
  | { readonly status: 'already' | 'differs' | 'no-place' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const quoted = (value: string, quote: string): string => {
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return quote === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
};

const written = (value: NewValue, quote: string, gap: string): string =>
  typeof value === 'string' ? quoted(value, quote) : `[${value.map((item) => quoted(item, quote)).join(`,${gap}`)}]`;

const quoteOf = (raw: string): string => (raw.startsWith("'") ? "'" : '"');

/** What separates a member from the one before it: line end and indentation, or the white space on the same line. */
const leadOf = (text: string, member: MemberSpan): string => {
  const lead = text.slice(member.after, member.key?.start ?? member.value.start);
  const lastLine = /(\r\n|[\n\r])([^\S\n\r]*)[^\n\r]*$/.exec(lead);
  if (lastLine !== null) return `${lastLine[1]}${lastLine[2]}`;
  return /^\s*$/.test(lead) ? lead : ' ';
};

/** The end of a comment that stands behind a member on its line, or `at`: such a comment belongs to that member. */
const REMARK = /^[^\S\n\r]*(\/\/[^\n\r\u2028\u2029]*|\/\*(?:(?!\*\/)[^\n\r])*\*\/(?=[^\S\n\r]*[\n\r]))/;
const endOfRemark = (text: string, at: number): number => at + (REMARK.exec(text.slice(at))?.[0].length ?? 0);

type Insertion = { readonly at: number; readonly text: string; readonly before: number; readonly after: number };

/** A new member behind `anchor`, written as `anchor` is: quotes of key and value, colon, line and indentation. */
const insertionAfter = (text: string, anchor: MemberSpan, key: string, value: NewValue): Insertion => {
  const keySpan = anchor.key ?? anchor.value;
  const rawKey = text.slice(keySpan.start, keySpan.end);
  const newKey = /^["']/.test(rawKey) ? quoted(key, quoteOf(rawKey)) : key;
  const between = text.slice(keySpan.end, anchor.value.start);
  const colon = /^\s*:\s*$/.test(between) ? between : ': ';
  const quote = quoteOf(text.charAt(anchor.value.start));
  const member = `${newKey}${colon}${written(value, quote, /\s$/.test(colon) ? ' ' : '')}`;
  const lead = leadOf(text, anchor);
  if (anchor.commaEnd === undefined)
    return { at: anchor.value.end, text: `,${lead}${member}`, before: 1 + lead.length, after: 0 };
  const at = endOfRemark(text, anchor.commaEnd);
  // Behind a line comment only a new line keeps the member out of it.
  const safeLead = at > anchor.commaEnd && !/[\n\r]/.test(lead) ? '\n' : lead;
  return { at, text: `${safeLead}${member},`, before: safeLead.length, after: 1 };
};

/** The value at a path; undefined when a step is missing. Own properties only. */
const valueIn = (root: unknown, keyPath: KeyPath): unknown => {
  let value = root;
  for (const step of keyPath) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
};

/** `root` with one value changed, for the comparison with what the edited text parses to. Changes `root` itself. */
const withValue = (root: unknown, keyPath: KeyPath, value: NewValue | undefined): unknown => {
  const parent = valueIn(root, keyPath.slice(0, -1)) as object;
  const key = keyPath.at(-1) as PropertyKey;
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
  return root;
};

/** The edit proves itself: apart from the one key the new text must mean what the old one meant. */
const proved = (before: string, after: string, keyPath: KeyPath, value: NewValue | undefined): string => {
  if (!isDeepStrictEqual(parseJson5(after), withValue(parseJson5(before), keyPath, value))) {
    throw new Error(`The edit of ${keyPath.join('.')} would change more than that key`);
  }
  return after;
};

const splice = (text: string, start: number, end: number, replacement: string): string =>
  text.slice(0, start) + replacement + text.slice(end);

/** The text after one edit, and what became of it. */
export type Edited = { readonly text: string; readonly outcome: EditOutcome };

const unchanged = (text: string, status: 'already' | 'differs' | 'no-place'): Edited => ({ text, outcome: { status } });

const insertKey = (text: string, edit: ConfigEdit): Edited => {
  const key = edit.keyPath.at(-1);
  const anchor = edit.beside === undefined ? undefined : findMember(text, [...edit.keyPath.slice(0, -1), edit.beside]);
  if (typeof key !== 'string' || anchor === undefined) return unchanged(text, 'no-place');
  const insertion = insertionAfter(text, anchor, key, edit.to);
  const { at, before, after } = insertion;
  const revert = { kind: 'insert', before, after, sha256: sha256(insertion.text) } as const;
  return {
    text: proved(text, splice(text, at, at, insertion.text), edit.keyPath, edit.to),
    outcome: { status: 'edited', revert },
  };
};

/**
 * Changes one value in a JSON5 text; every other byte stays. The text must be valid JSON5: throws JSON5's SyntaxError
 * otherwise. Throws an Error when the edit would change the meaning of anything else, which is a bug of ours.
 */
export const editConfig = (text: string, edit: ConfigEdit): Edited => {
  const current = valueIn(parseJson5(text), edit.keyPath);
  if (isDeepStrictEqual(current, edit.to)) return unchanged(text, 'already');
  if (!isDeepStrictEqual(current, edit.from)) return unchanged(text, 'differs');
  const member = findMember(text, edit.keyPath);
  if (member === undefined) return insertKey(text, edit);
  const { start, end } = member.value;
  const oldText = text.slice(start, end);
  const newText = written(edit.to, quoteOf(oldText), ' ');
  return {
    text: proved(text, splice(text, start, end, newText), edit.keyPath, edit.to),
    outcome: { status: 'edited', revert: { kind: 'replace', oldText, newText } },
  };
};

/** True when the text holds what was there before the edit: the edit was never made, or was taken back by hand. */
export const isAsBefore = (text: string, keyPath: KeyPath, revert: EditRevert): boolean => {
  parseJson5(text);
  const member = findMember(text, keyPath);
  if (revert.kind === 'insert') return member === undefined;
  return member !== undefined && text.slice(member.value.start, member.value.end) === revert.oldText;
};

/**
 * Takes one edit back. Undefined when the text no longer holds what the edit wrote: it is left alone then. Throws JSON5's
 * SyntaxError when the text is not valid JSON5, and an Error when `revert` would change anything but that key.
 */
export const revertEdit = (text: string, keyPath: KeyPath, revert: EditRevert): string | undefined => {
  parseJson5(text);
  const member = findMember(text, keyPath);
  if (member === undefined) return undefined;
  if (revert.kind === 'replace') {
    const { start, end } = member.value;
    if (text.slice(start, end) !== revert.newText) return undefined;
    return proved(text, splice(text, start, end, revert.oldText), keyPath, parseJson5(revert.oldText) as NewValue);
  }
  const start = (member.key?.start ?? member.value.start) - revert.before;
  const end = member.value.end + revert.after;
  if (start < 0 || sha256(text.slice(start, end)) !== revert.sha256) return undefined;
  return proved(text, splice(text, start, end, ''), keyPath, undefined);
};
