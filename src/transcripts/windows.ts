import type { ByteSets } from './needle.ts';
import { WINDOW } from './window-hash.ts';

/** Windows share the bits of a byte. */
const BUCKETS = 8;
const NIBBLES = 16;

/**
 * For each byte of a window two tables of 16 bytes: by its low four bits, then by its high four bits, the buckets that have
 * such a byte there. A window may stand where all six agree on a bucket.
 */
export type NibbleTables = Uint8Array;

export type Windows = {
  /** Where in each needle its window begins. */
  readonly offsets: readonly number[];
  readonly tables: NibbleTables;
};

/** The halves of a set of bytes, a bit each: the low four bits in bits 0 to 15, the high four in bits 16 to 31. */
type Halves = number;
/** Halves for each byte of a window. What a bucket lets through is every low half with every high one of its windows. */
type Bucket = readonly Halves[];

const EMPTY: Bucket = Array.from({ length: WINDOW }, () => 0);

/** How often a byte stands in JSON with text and code in it, roughly and relative to the others: a space ends every word. */
const COMMONNESS = Float64Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (character === ' ') return 0.3;
  if (/[aeinorst]/.test(character)) return 0.06;
  if (/[a-z"]/.test(character)) return 0.03;
  if (/[0-9\\:,/.-]/.test(character)) return 0.015;
  return /[!-~]/.test(character) ? 0.005 : 0.0002;
});

const halvesOf = (set: readonly number[]): Halves =>
  set.reduce((halves, byte) => halves | (1 << (byte & 15)) | (1 << (NIBBLES + (byte >> 4))), 0);

const has = (halves: Halves, bit: number): boolean => ((halves >>> bit) & 1) !== 0;

/** How common the bytes are that halves let through. */
const shareOf = (halves: Halves): number => {
  let share = 0;
  for (let high = 0; high < NIBBLES; high++) {
    if (!has(halves, NIBBLES + high)) continue;
    for (let low = 0; low < NIBBLES; low++) if (has(halves, low)) share += COMMONNESS[high * NIBBLES + low] as number;
  }
  return share;
};

/** How often a bucket lets something through, relative to others. */
const costOf = (bucket: Bucket): number => bucket.reduce((product, halves) => product * shareOf(halves), 1);

const join = (a: Bucket, b: Bucket): Bucket => a.map((halves, at) => halves | (b[at] as Halves));

/** A place in a needle to look for. */
type Choice = { readonly offset: number; readonly window: Bucket; readonly cost: number };
/** The window of a needle that was chosen, and its bucket's number. */
type Placed = { readonly bucket: number; readonly choice: Choice };

/** Windows of a needle that are weighed against each other. */
const CHOICES = 6;

/** The windows of a needle that are least common, the rarest first. */
const rarest = (sets: ByteSets): readonly Choice[] => {
  if (sets.length < WINDOW) throw new RangeError(`a needle of ${sets.length} bytes is too short`);
  // A repeated class is one set many times.
  const distinct = new Map([...new Set(sets)].map((set) => [set, halvesOf(set)]));
  const halves = sets.map((set) => distinct.get(set) as Halves);
  const shares = new Map([...new Set(halves)].map((one) => [one, shareOf(one)]));
  const choices = Array.from({ length: sets.length - WINDOW + 1 }, (_, offset): Choice => {
    const window = halves.slice(offset, offset + WINDOW);
    return { offset, window, cost: window.reduce((product, one) => product * (shares.get(one) as number), 1) };
  });
  return choices.sort((a, b) => a.cost - b.cost).slice(0, CHOICES);
};

/** Of all choices and buckets the pair that lets least through on top of what the buckets let through already. */
const cheapest = (choices: readonly Choice[], buckets: readonly Bucket[]): Placed => {
  const costs = buckets.map(costOf);
  let best: Placed | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    for (const [bucket, held] of buckets.entries()) {
      const added = costOf(join(held, choice.window)) - (costs[bucket] as number);
      if (added < least) [best, least] = [{ bucket, choice }, added];
    }
  }
  return best as Placed;
};

const tablesOf = (buckets: readonly Bucket[]): NibbleTables => {
  const tables = new Uint8Array(WINDOW * 2 * NIBBLES);
  for (const [number, bucket] of buckets.entries()) {
    for (const [at, halves] of bucket.entries()) {
      for (let bit = 0; bit < 2 * NIBBLES; bit++) {
        const place = at * 2 * NIBBLES + bit;
        if (has(halves, bit)) tables[place] = (tables[place] as number) | (1 << number);
      }
    }
  }
  return tables;
};

/** Needles, from the most common on, that are moved to where they cost least when all have been placed. */
const MOVED = 128;

/**
 * Chooses what to look for: of each needle a rare window, and windows that look alike in one bucket. Throws a RangeError for
 * a needle shorter than a window.
 */
export const chooseWindows = (needles: readonly ByteSets[]): Windows => {
  const choices = needles.map(rarest);
  const costOfNeedle = (needle: number): number => choices[needle]?.[0]?.cost ?? 0;
  // The most common first: what is joined to them costs little more.
  const order = [...needles.keys()].sort((a, b) => costOfNeedle(b) - costOfNeedle(a));
  const buckets = Array.from({ length: BUCKETS }, () => EMPTY);
  const placed: Placed[] = [];
  const place = (needle: number): void => {
    const best = cheapest(choices[needle] ?? [], buckets);
    placed[needle] = best;
    buckets[best.bucket] = join(buckets[best.bucket] as Bucket, best.choice.window);
  };
  for (const needle of order) place(needle);
  for (const needle of order.slice(0, MOVED)) {
    const left = placed[needle]?.bucket as number;
    const others = placed.filter(({ bucket }, other) => bucket === left && other !== needle);
    buckets[left] = others.reduce((held, { choice }) => join(held, choice.window), EMPTY);
    place(needle);
  }
  return { offsets: placed.map(({ choice }) => choice.offset), tables: tablesOf(buckets) };
};
