import { createHash, createHmac } from 'node:crypto';
import { entropyOf } from './placeholder.ts';

/** Below this a value can be found by trying: PINs, short passwords. */
const MIN_BITS = 64;
const LENGTH = 16;
const KEYED = '~';

/** Sixteen characters, of which the first eight are shown: lower-case hex, or `~` and hex. */
export type Fingerprint = string;

/**
 * Tells secrets apart without holding them. For a long random value it is the start of its SHA-256, so that an owner can
 * find out which key it is (`printf %s "$KEY" | sha256sum`); it gives nobody else anything, as the value cannot be guessed.
 * A short value, or one that somebody thought up, could be found by hashing guesses: there it is keyed with `salt`, begins with `~`, means nothing
 * elsewhere, and is never written to disk.
 */
export const fingerprintOf = (secret: string, salt: Uint8Array, isChosenByPeople: boolean): Fingerprint => {
  const isStrong = !isChosenByPeople && entropyOf(secret) * secret.length >= MIN_BITS;
  const hash = isStrong ? createHash('sha256') : createHmac('sha256', salt);
  return `${isStrong ? '' : KEYED}${hash.update(secret, 'utf8').digest('hex')}`.slice(0, LENGTH);
};

/** True for a fingerprint that, together with its salt, would let somebody try guesses. */
export const isGuessable = (fingerprint: Fingerprint): boolean => fingerprint.startsWith(KEYED);
