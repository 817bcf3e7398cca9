import { readSync } from 'node:fs';

/** Bytes before a needle that a match may begin in: a URL's user and host, an assignment's name. */
export const BEHIND = 4 * 1024;
/** Bytes from a needle on that a match may end in: the longest is a private key with its escapes. */
export const AHEAD = 16 * 1024;
/** One piece of a line that is looked at closely. Longer lines are cut into pieces that overlap by AHEAD. */
export const PIECE = 64 * 1024;

/** Small enough that what was read is still in the processor's cache when it is searched. */
export const READ_BYTES = 256 * 1024;

/** A stretch of a file in memory. Positions are offsets in the file; `bytes[position - base]` is the byte there. */
export type Stretch = {
  readonly bytes: Buffer;
  readonly base: number;
  readonly end: number;
  /** A needle that begins before this position has all the bytes behind it that it can need, or the file's end. */
  readonly decided: number;
};

/** Buffers not in use. A thread reads one file at a time, so there is one, unless a caller reads several side by side. */
const free: Buffer[] = [];

/**
 * Reads an open file from `offset` up to `size` in stretches of about READ_BYTES, whatever its lines' lengths. Each begins BEHIND
 * before where the one before was decided. A stretch is valid until the next is asked for.
 * What is appended meanwhile is left for the next run; a file that shrinks ends early.
 */
export function* readStretches(descriptor: number, offset: number, size: number): Generator<Stretch> {
  const buffer = free.pop() ?? Buffer.allocUnsafeSlow(BEHIND + PIECE + READ_BYTES);
  try {
    let base = offset;
    let end = offset;
    for (;;) {
      const wanted = Math.min(buffer.length - (end - base), size - end);
      const read = wanted > 0 ? readSync(descriptor, buffer, end - base, wanted, end) : 0;
      end += read;
      const isLast = read === 0 || end >= size;
      const decided = isLast ? end : Math.max(base, end - PIECE);
      yield { bytes: buffer, base, end, decided };
      if (isLast) return;
      const keptFrom = Math.max(base, decided - BEHIND);
      buffer.copyWithin(0, keptFrom - base, end - base);
      base = keptFrom;
    }
  } finally {
    free.push(buffer);
  }
}
