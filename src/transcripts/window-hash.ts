/** Bytes of a needle that are looked for; the rest is compared where they stand. */
export const WINDOW = 3;

/** Bits of a hash: so few that a table of bits stays in the nearest cache, so many that most of it is empty. */
export const HASH_BITS = 16;
/** Fibonacci hashing: 2^32 divided by the golden ratio. */
export const FACTOR = 0x9e3779b1;
/** A window is the lowest bytes of a 32-bit number, the first byte lowest; shifted by this, nothing is left of what is behind it. */
export const BEHIND_WINDOW = 32 - 8 * WINDOW;

/** The hash of a window's bytes, below 2^16. */
export const hashOf = (first: number, second: number, third: number): number =>
  Math.imul((first | (second << 8) | (third << 16)) << BEHIND_WINDOW, FACTOR) >>> (32 - HASH_BITS);
