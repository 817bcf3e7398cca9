import type { Confirm } from './needle.ts';

const SPACE = 0x20;
const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;

/** Longest user and password that a rule takes: 256 characters each of ASCII, or 100 and 200 of up to four bytes. */
const MAX_USERINFO_BYTES = 100 * 4 + 1 + 200 * 4;

/** True when `user:password@` may follow: a colon, later an `@`, and no slash or white space before it (RFC 3986, 3.2.1). */
export const hasUserinfo: Confirm = (bytes, at, end) => {
  const limit = Math.min(end, at + MAX_USERINFO_BYTES + 1);
  let hasPassword = false;
  for (let position = at; position < limit; position++) {
    const byte = bytes[position] as number;
    if (byte === AT && hasPassword) return true;
    if (byte === COLON) hasPassword = true;
    if (byte === SLASH || byte <= SPACE) return false;
  }
  return false;
};

const DOT = 0x2e;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;
const MAX_TOKEN_PART = 2_000;

const isBase64Url = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === DASH ||
  byte === UNDERSCORE;

/** True when a JSON Web Token's first part ends here and its second begins like an object, `eyJ` (RFC 7519, 3.1). */
export const hasSecondPart: Confirm = (bytes, at, end) => {
  const limit = Math.min(end, at + MAX_TOKEN_PART);
  let position = at;
  while (position < limit && isBase64Url(bytes[position] as number)) position++;
  return (
    bytes[position] === DOT &&
    bytes[position + 1] === 0x65 &&
    bytes[position + 2] === 0x79 &&
    bytes[position + 3] === 0x4a
  );
};
