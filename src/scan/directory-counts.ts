import { kindAt } from './classify.ts';
import type { Closed } from './closed-by.ts';
import { below } from './folder-names.ts';
import { OBSERVATIONS } from './observe.ts';
import type { ScanSummary, Tally } from './shard.ts';
import { addToTally } from './summary.ts';

const SAMPLES = 5;

/** A directory this full is listed with the loose ones, so that a report can show where the bulk lies. */
const NOTABLE_ENTRIES = 64;
const MODE_BITS = 0o7777;

/** Entries of one directory that share kind and mode. There are few of these, however many entries there are. */
type Cell = { readonly kind: number; readonly mode: number; count: number; bytes: number; readonly names: string[] };

const keepName = (names: string[], name: string): void => {
  if (names.length === SAMPLES && name >= (names[SAMPLES - 1] as string)) return;
  names.push(name);
  names.sort();
  if (names.length > SAMPLES) names.pop();
};

/** Counts one directory's entries by kind and mode, and turns the counts into observations when it is complete. */
export class DirectoryCounts {
  readonly #cells = new Map<number, Cell>();
  readonly #observed = new Map<string, { count: number; readonly names: string[] }>();
  readonly #mask: number;
  readonly #isLeftAlone: boolean;
  #last: Cell | undefined;
  entries = 0;

  /** `mask`: the bits that others must not have, before the kind's own allowance; `isLeftAlone`: as of its root. */
  constructor(mask: number, isLeftAlone: boolean) {
    this.#mask = mask & 0o066;
    this.#isLeftAlone = isLeftAlone;
  }

  add(kind: number, mode: number, size: number, name: string): void {
    const bits = mode & MODE_BITS;
    let cell = this.#last;
    if (cell === undefined || cell.kind !== kind || cell.mode !== bits) {
      const key = (kind << 12) | bits;
      cell = this.#cells.get(key);
      if (cell === undefined) {
        cell = { kind, mode: bits, count: 0, bytes: 0, names: [] };
        this.#cells.set(key, cell);
      }
      this.#last = cell;
    }
    cell.count++;
    cell.bytes += size;
    if ((bits & this.#mask) !== 0) keepName(cell.names, name);
  }

  /** Notes something about one entry besides its kind and mode. */
  observe(key: string, name: string): void {
    let seen = this.#observed.get(key);
    if (seen === undefined) {
      seen = { count: 0, names: [] };
      this.#observed.set(key, seen);
    }
    seen.count++;
    keepName(seen.names, name);
  }

  /**
   * Adds the counts to a summary; true when the directory stands in its list of the loosest. `closing` is asked only when
   * something is loose.
   */
  foldInto(summary: ScanSummary, folder: string, closing: () => Closed | undefined): boolean {
    const here = folder === '' ? '.' : folder;
    const tallyOf = (count: number, names: readonly string[]): Tally => ({
      count,
      samples: names.map((name) => below(folder, name)),
      directories: [[here, count]],
    });
    for (const [key, { count, names }] of this.#observed) addToTally(summary.observations, key, tallyOf(count, names));
    let loose = 0;
    for (const { kind, mode, count, bytes, names } of this.#cells.values()) {
      summary.judged += count;
      summary.bytes += bytes;
      summary.kinds[kind] ??= { count: 0, bytes: 0, modes: {} };
      const into = summary.kinds[kind] as (typeof summary.kinds)[number];
      into.count += count;
      into.bytes += bytes;
      into.modes[mode] = (into.modes[mode] ?? 0) + count;
      const bits = mode & this.#mask & kindAt(kind).forbid;
      if (bits === 0) continue;
      loose += count;
      const writable = (bits & 0o022) !== 0;
      const tally = tallyOf(count, names);
      addToTally(summary.observations, keyFor(kindAt(kind).kind, writable, closing()), tally);
      if (!this.#isLeftAlone) continue;
      const outside = writable ? OBSERVATIONS.writableOutside : OBSERVATIONS.readableOutside;
      addToTally(summary.observations, outside(kindAt(kind).kind), tally);
    }
    if (loose === 0 && this.entries < NOTABLE_ENTRIES) return false;
    summary.worst.push([here, { entries: this.entries, loose, exposed: loose > 0 && closing() === undefined }]);
    return true;
  }
}

/** A closed place carries the directory that closes it, so that the finding can say so. */
const keyFor = (kind: string, writable: boolean, closed: Closed | undefined): string => {
  if (closed === undefined) return writable ? OBSERVATIONS.writable(kind) : OBSERVATIONS.readable(kind);
  return writable ? OBSERVATIONS.writableClosed(kind) : OBSERVATIONS.readableClosed(kind);
};
