import { createHash, createHmac } from 'node:crypto';
import { entropyOf } from './placeholder.ts';

/** Below this a value can be found by trying: what people choose, PINs, short passwords. */
const MIN_BITS = 80;
const FINGERPRINT_HEX = 16;

/** Lower-case hex, 16 characters. The first eight are shown. */
export type Fingerprint = string;

/**
 * Tells secrets apart without holding them. For a long random value it is the start of its SHA-256, so that an owner can
 * find out which key it is (`printf %s "$KEY" | sha256sum`); it gives nobody else anything, as the value cannot be guessed.
 * A short or chosen value could be found by hashing guesses, so there it is keyed with `salt` and means nothing elsewhere.
 */
export const fingerprintOf = (secret: string, salt: Uint8Array): Fingerprint => {
  const isStrong = entropyOf(secret) * secret.length >= MIN_BITS;
  const hash = isStrong ? createHash('sha256') : createHmac('sha256', salt);
  return hash.update(secret, 'utf8').digest('hex').slice(0, FINGERPRINT_HEX);
};
