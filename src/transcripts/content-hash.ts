import { createHmac } from 'node:crypto';
import { readSync } from 'node:fs';

const SAMPLE_BYTES = 4 * 1024;

/**
 * Sixteen bytes over the first and the last four KiB of a file's first `length` bytes: tells a file that was appended to from
 * one that was written anew in the same place. Keyed, as what it covers may hold a secret. Throws what reading throws.
 */
export const contentHash = (descriptor: number, length: number, salt: Uint8Array): Buffer => {
  const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, length));
  const hash = createHmac('sha256', salt).update(`${length}\n`);
  for (const position of new Set([0, length - sample.length])) {
    const read = readSync(descriptor, sample, 0, sample.length, position);
    hash.update(sample.subarray(0, read));
  }
  return hash.digest().subarray(0, 16);
};
