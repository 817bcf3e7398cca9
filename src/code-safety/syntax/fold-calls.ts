import { MAX_LIST, MAX_TEXT, ref, text, type Value } from './value.ts';

/** First argument as text, number and so on: what folding needs to know of the arguments. */
export type Arguments = readonly (Value | undefined)[];

const textAt = (given: Arguments, index: number): string | undefined => {
  const value = given[index];
  return value?.kind === 'text' ? value.text : undefined;
};
const numberAt = (given: Arguments, index: number): number | undefined => {
  const value = given[index];
  return value?.kind === 'number' ? value.number : undefined;
};

const list = (items: readonly string[]): Value => ({ kind: 'list', items });

/** What a method of a string gives; undefined when it cannot be told. */
export const foldTextMethod = (receiver: string, method: string, given: Arguments): Value | undefined => {
  const [first, second] = [textAt(given, 0), textAt(given, 1)];
  switch (method) {
    case 'concat':
      return given.every((_, index) => textAt(given, index) !== undefined)
        ? text(receiver.concat(...given.map((_, index) => textAt(given, index) ?? '')))
        : undefined;
    case 'slice':
      return text(receiver.slice(numberAt(given, 0), numberAt(given, 1)));
    case 'substring':
      return text(receiver.substring(numberAt(given, 0) ?? 0, numberAt(given, 1)));
    case 'substr': {
      const start = numberAt(given, 0) ?? 0;
      return text(receiver.slice(start, start + (numberAt(given, 1) ?? receiver.length)));
    }
    case 'replace':
      return first === undefined || second === undefined ? undefined : text(receiver.replace(first, () => second));
    case 'replaceAll':
      return first === undefined || second === undefined ? undefined : text(receiver.replaceAll(first, () => second));
    case 'split':
      return first === undefined || receiver.length > MAX_LIST ? undefined : list(receiver.split(first));
    case 'charAt':
    case 'at':
      return text(receiver.at(numberAt(given, 0) ?? 0) ?? '');
    case 'repeat': {
      const times = numberAt(given, 0) ?? 0;
      return times >= 0 && receiver.length * times <= MAX_TEXT ? text(receiver.repeat(times)) : undefined;
    }
    case 'toLowerCase':
      return text(receiver.toLowerCase());
    case 'toUpperCase':
      return text(receiver.toUpperCase());
    case 'trim':
    case 'toString':
    case 'valueOf':
    case 'normalize':
      return text(method === 'trim' ? receiver.trim() : receiver);
    default:
      return undefined;
  }
};

/** What a method of a list of strings gives. */
export const foldListMethod = (items: readonly string[], method: string, given: Arguments): Value | undefined => {
  switch (method) {
    case 'join':
      return text(items.join(given.length === 0 ? ',' : (textAt(given, 0) ?? ',')));
    case 'reverse':
    case 'toReversed':
      return list([...items].reverse());
    case 'slice':
      return list(items.slice(numberAt(given, 0), numberAt(given, 1)));
    case 'concat':
      return list(items.concat(given.flatMap((value) => (value?.kind === 'list' ? value.items : []))));
    default:
      return undefined;
  }
};

const decode = (encoded: string, encoding: string | undefined): string | undefined => {
  switch (encoding) {
    case 'base64':
    case 'base64url':
    case 'hex':
    case 'utf16le':
    case 'latin1':
      return Buffer.from(encoded, encoding).toString();
    case undefined:
    case 'utf8':
    case 'utf-8':
      return encoded;
    default:
      return undefined;
  }
};

const numbersOf = (given: Arguments): number[] =>
  given.flatMap((value) => {
    if (value?.kind === 'number') return [value.number];
    return value?.kind === 'list' ? value.items.map(Number).filter((code) => !Number.isNaN(code)) : [];
  });

/** What a function known by its path gives for these arguments; undefined when it cannot be told. */
export const foldKnownCall = (path: string, given: Arguments): Value | undefined => {
  const first = textAt(given, 0);
  switch (path) {
    case 'String.fromCharCode':
    case 'String.fromCodePoint': {
      const codes = numbersOf(given);
      return codes.length > 0 && codes.every((code) => code >= 0 && code <= 0xffff)
        ? text(codes.map((code) => String.fromCharCode(code)).join(''))
        : undefined;
    }
    case 'atob':
      return first === undefined ? undefined : text(decode(first, 'base64') ?? '');
    case 'Buffer.from':
    case '#buffer.Buffer.from': {
      if (given[0]?.kind === 'list') return text(Buffer.from(numbersOf(given)).toString());
      const decoded = first === undefined ? undefined : decode(first, textAt(given, 1));
      return decoded === undefined ? undefined : text(decoded);
    }
    case 'decodeURIComponent':
    case 'decodeURI':
    case 'unescape':
      return first === undefined
        ? undefined
        : text(first.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))));
    case 'String':
      return first === undefined ? undefined : text(first);
    case '#module.createRequire':
    case '#module.Module.createRequire':
      return ref('require');
    case '#util.promisify':
    case '#util.callbackify':
    case 'Object.freeze':
    case 'Object.create':
    case 'Promise.resolve':
      return given[0];
    default:
      return undefined;
  }
};
