/**
 * File names are bytes; JavaScript strings are not. A byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte, the
 * way Python's PEP 383 does it, so that every name has one text form that survives JSON, threads and sorting.
 */
const ESCAPED = /[\uDC80-\uDCFF]/u;

const sequenceLength = (lead: number): number =>
  lead < 0x80
    ? 1
    : lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decodeStrict = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined; // Encoding Standard: `fatal` reports invalid bytes so.
    throw error;
  }
};

/** The text form of a name's bytes. */
export const nameFromBytes = (bytes: Uint8Array): string => {
  const whole = decodeStrict(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const length = sequenceLength(lead);
    const character = length === 0 ? undefined : decodeStrict(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(0xdc00 + lead);
    at += character === undefined ? 1 : length;
  }
  return text;
};

/** True for a text form that holds no escaped bytes: the system takes it as it is. */
export const isPlainName = (text: string): boolean => !ESCAPED.test(text);

/** What the file system calls take for a text form: the text itself, or its bytes where it holds escaped ones. */
export const nativePath = (text: string): string | Buffer => {
  if (isPlainName(text)) return text;
  const parts = text.split(/([\uDC80-\uDCFF])/u);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part, 'utf8'),
    ),
  );
};
