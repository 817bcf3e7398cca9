import { createCandidateScan } from './candidate-scan.ts';
import type { ByteSets, Confirm } from './needle.ts';
import { CHUNK } from './vector-scan.ts';
import { HASH_BITS, hashOf, WINDOW } from './window-hash.ts';
import { chooseWindows } from './windows.ts';

export type CompiledNeedle = { readonly sets: ByteSets; readonly confirm?: Confirm };

/**
 * Finds a needle in `bytes` within [from, end): the position of its first byte, or -1. Needles come nearly in order: one may be
 * found behind another that begins later, by less than its length.
 */
export type Prefilter = (bytes: Uint8Array, from: number, end: number) => number;

/** Where a needle may be when a window's hash was seen. */
type Suspect = {
  readonly tables: readonly Uint8Array[];
  /** Of the window in the needle. */
  readonly offset: number;
  readonly confirm: Confirm | undefined;
};

const NO_SUSPECTS: readonly Suspect[] = [];

const byteTable = (set: readonly number[]): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of set) table[byte] = 1;
  return table;
};

const isAt = (tables: readonly Uint8Array[], bytes: Uint8Array, start: number): boolean => {
  for (let at = 0; at < tables.length; at++) if (tables[at]?.[bytes[start + at] as number] !== 1) return false;
  return true;
};

/** The hash of every window that a needle can have at an offset. */
const windowHashes = (sets: ByteSets, offset: number): Set<number> => {
  const [first = [], second = [], third = []] = sets.slice(offset, offset + WINDOW);
  return new Set(first.flatMap((a) => second.flatMap((b) => third.map((c) => hashOf(a, b, c)))));
};

/**
 * One search for all needles at once, without decoding. Of each needle a window of three bytes is looked for, all of them
 * together and sixteen places a step (`vector-scan.ts`); only where one may stand are needles compared. Throws a
 * RangeError for a needle shorter than a window.
 */
export const createPrefilter = (needles: readonly CompiledNeedle[]): Prefilter => {
  const { offsets, tables } = chooseWindows(needles.map(({ sets }) => sets));
  /** Lists of suspects, and for each hash of a window the number of its list. */
  const lists: Suspect[][] = [[]];
  const listOf = new Uint32Array(2 ** HASH_BITS);
  const hashes = new Uint8Array(2 ** HASH_BITS / 8);
  for (const [number, { sets, confirm }] of needles.entries()) {
    const offset = offsets[number] as number;
    const suspect: Suspect = { tables: sets.map(byteTable), offset, confirm };
    for (const hash of windowHashes(sets, offset)) {
      if (listOf[hash] === 0) listOf[hash] = lists.push([]) - 1;
      lists[listOf[hash] as number]?.push(suspect);
      hashes[hash >> 3] = (hashes[hash >> 3] as number) | (1 << (hash & 7));
    }
  }
  const candidates = createCandidateScan({ tables, hashes });

  const startOf = (bytes: Uint8Array, at: number, from: number, end: number): number => {
    const list = listOf[hashOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number)] as number;
    for (const { tables, offset, confirm } of lists[list] ?? NO_SUSPECTS) {
      const start = at - offset;
      const stop = start + tables.length;
      if (start < from || stop > end || !isAt(tables, bytes, start)) continue;
      if (confirm === undefined || confirm(bytes, stop, end)) return start;
    }
    return -1;
  };

  return (bytes, from, end) => {
    for (let chunk = from; chunk < end; chunk += CHUNK) {
      const count = candidates.scan(bytes, chunk, end);
      for (let index = 0; index < count; index++) {
        const start = startOf(bytes, chunk + candidates.position(index), from, end);
        if (start !== -1) return start;
      }
    }
    return -1;
  };
};
