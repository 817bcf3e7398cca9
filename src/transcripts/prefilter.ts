import type { ByteSets, Confirm } from './needle.ts';

export type CompiledNeedle = { readonly sets: ByteSets; readonly confirm?: Confirm };

/**
 * Finds a needle in `bytes` within [from, end): the position of its first byte, or -1. Needles come nearly in order: one may be
 * found behind another that begins later, by less than its length.
 */
export type Prefilter = (bytes: Uint8Array, from: number, end: number) => number;

/** Where a needle may be when two certain bytes were seen. */
type Suspect = {
  readonly tables: readonly Uint8Array[];
  /** Of those bytes in the needle. */
  readonly offset: number;
  readonly confirm: Confirm | undefined;
};

const NO_SUSPECTS: readonly Suspect[] = [];

/** Suspects share the bits of a mask; what stands beside the pair must agree with at least one of them. */
const GROUPS = 32;
const ALL = -1;

/** For each byte, the groups of the suspects that allow it. */
const allow = (masks: Int32Array, set: readonly number[] | undefined, group: number): void => {
  if (set === undefined) for (let byte = 0; byte < 256; byte++) masks[byte] = (masks[byte] as number) | group;
  else for (const byte of set) masks[byte] = (masks[byte] as number) | group;
};

const byteTable = (set: readonly number[]): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of set) table[byte] = 1;
  return table;
};

/** Two bytes as a 16-bit view of this machine reads them. */
const pairKey = (first: number, second: number): number => {
  const bytes = Uint8Array.of(first, second);
  return new Uint16Array(bytes.buffer)[0] as number;
};

/** How often a byte of a set stands in ordinary text, roughly: lower-case letters, spaces and quotes most. */
const commonness = (set: readonly number[] = []): number =>
  set.reduce((sum, byte) => sum + (byte >= 0x61 && byte <= 0x7a ? 8 : byte === 0x20 || byte === 0x22 ? 16 : 1), 0);

/** The offset, even or odd as asked, of the two bytes of a needle that are least common. */
const rarestPair = (sets: ByteSets, parity: 0 | 1): number => {
  let best = parity as number;
  let least = Number.POSITIVE_INFINITY;
  for (let offset = parity; offset + 1 < sets.length; offset += 2) {
    const cost = commonness(sets[offset]) * commonness(sets[offset + 1]);
    if (cost < least) [best, least] = [offset, cost];
  }
  return best;
};

const isAt = (tables: readonly Uint8Array[], bytes: Uint8Array, start: number): boolean => {
  for (let at = 0; at < tables.length; at++) if (tables[at]?.[bytes[start + at] as number] !== 1) return false;
  return true;
};

/**
 * One search for all needles at once, without decoding. The bytes are looked at in pairs: wherever a needle stands, one pair
 * of an even offset in it, or one of an odd offset, is among them. For each needle and parity the least common pair is
 * chosen, so that a pair that says nothing costs one table look-up, which does not wait for the one before.
 */
export const createPrefilter = (needles: readonly CompiledNeedle[]): Prefilter => {
  const isSuspicious = new Uint8Array(256 * 256);
  /** Lists of suspects, and for each pair the number of its list. */
  const lists: Suspect[][] = [[]];
  const listOf = new Uint16Array(256 * 256);
  const groups = new Int32Array(256 * 256);
  const before = new Int32Array(256);
  const behind = new Int32Array(256);
  let count = 0;
  for (const { sets, confirm } of needles) {
    const tables = sets.map(byteTable);
    for (const parity of [0, 1] as const) {
      const offset = rarestPair(sets, parity);
      const group = 1 << (count++ % GROUPS);
      allow(before, sets[offset - 1], group);
      allow(behind, sets[offset + 2], group);
      for (const first of sets[offset] ?? []) {
        for (const second of sets[offset + 1] ?? []) {
          const key = pairKey(first, second);
          isSuspicious[key] = 1;
          groups[key] = (groups[key] as number) | group;
          if (listOf[key] === 0) listOf[key] = lists.push([]) - 1;
          lists[listOf[key] as number]?.push({ tables, offset, confirm });
        }
      }
    }
  }

  const startOf = (bytes: Uint8Array, pair: number, at: number, from: number, end: number): number => {
    const previous = at > 0 ? (before[bytes[at - 1] as number] as number) : ALL;
    const next = at + 2 < end ? (behind[bytes[at + 2] as number] as number) : ALL;
    if (((groups[pair] as number) & previous & next) === 0) return -1;
    for (const { tables, offset, confirm } of lists[listOf[pair] as number] ?? NO_SUSPECTS) {
      const start = at - offset;
      const stop = start + tables.length;
      if (start < from || stop > end || !isAt(tables, bytes, start)) continue;
      if (confirm === undefined || confirm(bytes, stop, end)) return start;
    }
    return -1;
  };

  return (bytes, from, end) => {
    // A view of 16 bits must begin at an even address.
    const odd = bytes.byteOffset % 2;
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + odd, (bytes.length - odd) >> 1);
    const last = (end - odd) >> 1;
    for (let index = Math.max(0, (from - odd + 1) >> 1); index < last; index++) {
      // Nearly always none of four says anything: one branch for all of them.
      while (
        index + 4 <= last &&
        ((isSuspicious[pairs[index] as number] as number) |
          (isSuspicious[pairs[index + 1] as number] as number) |
          (isSuspicious[pairs[index + 2] as number] as number) |
          (isSuspicious[pairs[index + 3] as number] as number)) ===
          0
      )
        index += 4;
      if (index >= last) break;
      const pair = pairs[index] as number;
      if (isSuspicious[pair] === 0) continue;
      const start = startOf(bytes, pair, 2 * index + odd, from, end);
      if (start !== -1) return start;
    }
    return -1;
  };
};
