import { hash } from 'node:crypto';
import { readSync } from 'node:fs';

const SAMPLE_BYTES = 4 * 1024;
const HASH_BYTES = 16;

/** The salt, the length, the samples. One per thread: it is filled and hashed in one go. */
const input = Buffer.alloc(HASH_BYTES + 8 + 2 * SAMPLE_BYTES);

/**
 * Sixteen bytes over the first and the last four KiB of a file's first `length` bytes: tells a file that was appended to from
 * one that was written anew in the same place. Salted, as what it covers may hold a secret; `salt` has 16 bytes. Throws what
 * reading throws.
 */
export const contentHash = (descriptor: number, length: number, salt: Uint8Array): Buffer => {
  input.set(salt, 0);
  input.writeDoubleLE(length, HASH_BYTES);
  let end = HASH_BYTES + 8;
  const sample = Math.min(SAMPLE_BYTES, length);
  if (sample > 0) end += readSync(descriptor, input, end, sample, 0);
  if (length > sample) end += readSync(descriptor, input, end, sample, length - sample);
  // One call: a hash object for each of a million small files would cost more than reading them.
  return hash('sha256', input.subarray(0, end), 'buffer').subarray(0, HASH_BYTES);
};
