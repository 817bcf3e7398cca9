import { MAX_LIST, MAX_TEXT, ref, text, type Value } from './value.ts';

/** What each argument of a call stands for, as far as folding wants to know it. */
export type Arguments = readonly (Value | undefined)[];

const textAt = (given: Arguments, index: number): string | undefined => {
  const value = given[index];
  if (value?.kind === 'list') return value.items.join(',');
  return value?.kind === 'text' ? value.text : undefined;
};
const numberAt = (given: Arguments, index: number): number | undefined => {
  const value = given[index];
  return value?.kind === 'number' ? value.number : undefined;
};

type TextMethod = (receiver: string, given: Arguments) => string | readonly string[] | undefined;

const replaced = (given: Arguments, replace: (from: string, to: () => string) => string): string | undefined => {
  const [from, to] = [textAt(given, 0), textAt(given, 1)];
  return from === undefined || to === undefined ? undefined : replace(from, () => to);
};

const concatenated: TextMethod = (receiver, given) => {
  const texts = given.map((_, index) => textAt(given, index)).filter((part) => part !== undefined);
  return texts.length === given.length ? receiver.concat(...texts) : undefined;
};

const substr: TextMethod = (receiver, given) => {
  const start = numberAt(given, 0) ?? 0;
  return receiver.slice(start, start + (numberAt(given, 1) ?? receiver.length));
};

const split: TextMethod = (receiver, given) => {
  const separator = textAt(given, 0);
  return separator === undefined || receiver.length > MAX_LIST ? undefined : receiver.split(separator);
};

const repeated: TextMethod = (receiver, given) => {
  const times = numberAt(given, 0) ?? 0;
  return times >= 0 && receiver.length * times <= MAX_TEXT ? receiver.repeat(times) : undefined;
};

const characterAt: TextMethod = (receiver, given) => receiver.at(numberAt(given, 0) ?? 0) ?? '';
const itself: TextMethod = (receiver) => receiver;

const TEXT_METHODS: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['at', characterAt],
  ['charAt', characterAt],
  ['concat', concatenated],
  ['normalize', itself],
  ['repeat', repeated],
  ['replace', (receiver, given) => replaced(given, (from, to) => receiver.replace(from, to))],
  ['replaceAll', (receiver, given) => replaced(given, (from, to) => receiver.replaceAll(from, to))],
  ['slice', (receiver, given) => receiver.slice(numberAt(given, 0), numberAt(given, 1))],
  ['split', split],
  ['substr', substr],
  ['substring', (receiver, given) => receiver.substring(numberAt(given, 0) ?? 0, numberAt(given, 1))],
  ['toLowerCase', (receiver) => receiver.toLowerCase()],
  ['toString', itself],
  ['toUpperCase', (receiver) => receiver.toUpperCase()],
  ['trim', (receiver) => receiver.trim()],
  ['valueOf', itself],
]);

const asValue = (result: string | readonly string[] | undefined): Value | undefined => {
  if (result === undefined) return undefined;
  return typeof result === 'string' ? text(result) : { kind: 'list', items: result };
};

/** What a method of a string gives; undefined when it cannot be told. */
export const foldTextMethod = (receiver: string, method: string, given: Arguments): Value | undefined =>
  asValue(TEXT_METHODS.get(method)?.(receiver, given));

type ListMethod = (items: readonly string[], given: Arguments) => string | readonly string[];

const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['concat', (items, given) => items.concat(given.flatMap((value) => (value?.kind === 'list' ? value.items : [])))],
  ['join', (items, given) => items.join(textAt(given, 0) ?? ',')],
  ['reverse', (items) => items.toReversed()],
  ['slice', (items, given) => items.slice(numberAt(given, 0), numberAt(given, 1))],
  ['toReversed', (items) => items.toReversed()],
]);

/** What a method of a list of strings gives; undefined when it cannot be told. */
export const foldListMethod = (items: readonly string[], method: string, given: Arguments): Value | undefined =>
  asValue(LIST_METHODS.get(method)?.(items, given));

const DECODED: ReadonlySet<string> = new Set(['base64', 'base64url', 'hex', 'utf16le', 'latin1']);

/** What `Buffer.from(encoded, encoding)` says as text. */
const decode = (encoded: string, encoding = 'utf8'): string | undefined => {
  if (encoding === 'utf8' || encoding === 'utf-8') return encoded;
  return DECODED.has(encoding) ? Buffer.from(encoded, encoding as BufferEncoding).toString() : undefined;
};

const numbersOf = (given: Arguments): number[] =>
  given.flatMap((value) => {
    if (value?.kind === 'number') return [value.number];
    return value?.kind === 'list' ? value.items.map(Number).filter((code) => !Number.isNaN(code)) : [];
  });

type KnownCall = (given: Arguments) => Value | undefined;

const fromCodes: KnownCall = (given) => {
  const codes = numbersOf(given);
  return codes.length > 0 && codes.every((code) => code >= 0 && code <= 0xffff)
    ? text(codes.map((code) => String.fromCharCode(code)).join(''))
    : undefined;
};

const bufferFrom: KnownCall = (given) => {
  if (given[0]?.kind === 'list') return text(Buffer.from(numbersOf(given)).toString());
  const first = textAt(given, 0);
  return asValue(first === undefined ? undefined : decode(first, textAt(given, 1)));
};

const fromBase64: KnownCall = (given) => {
  const first = textAt(given, 0);
  return asValue(first === undefined ? undefined : decode(first, 'base64'));
};

const unescaped: KnownCall = (given) =>
  asValue(textAt(given, 0)?.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))));

const requireItself: KnownCall = () => ref('require');
const firstArgument: KnownCall = (given) => given[0];

const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map<string, KnownCall>([
  ['#buffer.Buffer.from', bufferFrom],
  ['#module.Module.createRequire', requireItself],
  ['#module.createRequire', requireItself],
  ['#util.callbackify', firstArgument],
  ['#util.promisify', firstArgument],
  ['Buffer.from', bufferFrom],
  ['Object.create', firstArgument],
  ['Object.freeze', firstArgument],
  ['Promise.resolve', firstArgument],
  ['String', (given) => asValue(textAt(given, 0))],
  ['String.raw', (given) => (given.length === 1 ? asValue(textAt(given, 0)) : undefined)],
  ['String.fromCharCode', fromCodes],
  ['String.fromCodePoint', fromCodes],
  ['atob', fromBase64],
  ['decodeURI', unescaped],
  ['decodeURIComponent', unescaped],
  ['structuredClone', firstArgument],
  ['unescape', unescaped],
]);

/** What a function known by its path gives for these arguments; undefined when it cannot be told. */
export const foldKnownCall = (path: string, given: Arguments): Value | undefined => KNOWN_CALLS.get(path)?.(given);
