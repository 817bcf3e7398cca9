import type { ByteSets, Confirm } from './needle.ts';

export type CompiledNeedle = { readonly sets: ByteSets; readonly confirm?: Confirm };

/** Finds the first byte of the next needle in `bytes` within [from, end), or -1. A needle must end before `end`. */
export type Prefilter = (bytes: Uint8Array, from: number, end: number) => number;

/** All needles are told apart by this many bytes at once. */
const WINDOW = 4;
/** Needles share the bits of a 32-bit mask. */
const GROUPS = 32;

const byteTable = (sets: ByteSets): Uint8Array[] =>
  sets.map((set) => {
    const table = new Uint8Array(256);
    for (const byte of set) table[byte] = 1;
    return table;
  });

/** Letters of ordinary text cost the most false alarms, so a needle is looked for where it is least ordinary. */
const commonness = (set: readonly number[]): number =>
  set.reduce((sum, byte) => sum + (byte >= 0x61 && byte <= 0x7a ? 8 : byte === 0x20 || byte === 0x22 ? 16 : 1), 0);

/** What a stop at a window costs: its last two bytes decide whether there is one, those before how far a step goes. */
const windowCost = ([first, second, third, fourth]: ByteSets): number => {
  const pair = (a: readonly number[] = [], b: readonly number[] = []): number => commonness(a) * commonness(b);
  return 8 * pair(third, fourth) + 2 * pair(second, third) + pair(first, second);
};

const cheapestWindow = (sets: ByteSets): number => {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + WINDOW <= sets.length; at++) {
    const cost = windowCost(sets.slice(at, at + WINDOW));
    if (cost < least) [best, least] = [at, cost];
  }
  return best;
};

/**
 * One search for all needles at once, without decoding: Wu and Manber, "A fast algorithm for multi-pattern searching"
 * (1994), with blocks of two bytes over windows of four. Most steps skip three bytes after one table look-up.
 */
export const createPrefilter = (needles: readonly CompiledNeedle[]): Prefilter => {
  const shift = new Uint8Array(256 * 256).fill(WINDOW - 1);
  /** The step from a block that could end a window and does not: as if it could not. */
  const after = new Uint8Array(256 * 256).fill(WINDOW - 1);
  const masks = [0, 1, 2, 3].map(() => new Int32Array(256));
  const groups = Array.from(
    { length: GROUPS },
    () => [] as { tables: Uint8Array[]; offset: number; confirm?: Confirm }[],
  );

  needles.forEach(({ sets, confirm }, index) => {
    const offset = cheapestWindow(sets);
    for (let block = 0; block + 1 < WINDOW; block++) {
      for (const high of sets[offset + block] ?? []) {
        for (const low of sets[offset + block + 1] ?? []) {
          const key = high | (low << 8);
          const step = WINDOW - 2 - block;
          shift[key] = Math.min(shift[key] as number, step);
          if (step > 0) after[key] = Math.min(after[key] as number, step);
        }
      }
    }
    masks.forEach((mask, position) => {
      for (const byte of sets[offset + position] ?? []) mask[byte] = (mask[byte] ?? 0) | (1 << (index % GROUPS));
    });
    groups[index % GROUPS]?.push({ tables: byteTable(sets), offset, ...(confirm === undefined ? {} : { confirm }) });
  });

  const startOf = (bytes: Uint8Array, at: number, end: number, from: number, candidates: number): number => {
    for (let group = 0; group < GROUPS; group++) {
      if ((candidates & (1 << group)) === 0) continue;
      for (const { tables, offset, confirm } of groups[group] ?? []) {
        const start = at - offset;
        if (start < from || start + tables.length > end) continue;
        let matched = 0;
        while (matched < tables.length && tables[matched]?.[bytes[start + matched] as number] === 1) matched++;
        if (matched < tables.length) continue;
        if (confirm === undefined || confirm(bytes, start + tables.length, end)) return start;
      }
    }
    return -1;
  };

  const [first, second, third, fourth] = masks as [Int32Array, Int32Array, Int32Array, Int32Array];
  return (bytes, from, end) => {
    let at = from + WINDOW - 1;
    while (at < end) {
      const block = (bytes[at - 1] as number) | ((bytes[at] as number) << 8);
      const step = shift[block] as number;
      if (step > 0) {
        at += step;
        continue;
      }
      const candidates =
        (first[bytes[at - 3] as number] as number) &
        (second[bytes[at - 2] as number] as number) &
        (third[bytes[at - 1] as number] as number) &
        (fourth[bytes[at] as number] as number);
      if (candidates !== 0) {
        const start = startOf(bytes, at - WINDOW + 1, end, from, candidates);
        if (start !== -1) return start;
      }
      at += after[block] as number;
    }
    return -1;
  };
};
