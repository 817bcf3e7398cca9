import { addTotals, type MendCount, type MendTotals, NOTHING_MENDED } from '../scan/mender.ts';

const SAMPLES = 5;

type Part = keyof MendTotals;

/** Sums of what became of entries, for one thread. */
export class MendTally {
  #totals = NOTHING_MENDED;

  add(more: MendTotals): void {
    this.#totals = addTotals(this.#totals, more);
  }

  /** The sums since the last call. */
  take(): MendTotals {
    const totals = this.#totals;
    this.#totals = NOTHING_MENDED;
    return totals;
  }
}

/** Counts what became of the entries of one directory: exact counts, the first few names. */
export class GroupTally {
  readonly #folder: string;
  readonly #counts: Record<Part, Map<string, { count: number; names: string[] }>> = {
    changed: new Map(),
    left: new Map(),
    failed: new Map(),
  };

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(part: Part, key: string, name: string): void {
    let entry = this.#counts[part].get(key);
    if (entry === undefined) {
      entry = { count: 0, names: [] };
      this.#counts[part].set(key, entry);
    }
    entry.count++;
    if (entry.names.length === SAMPLES && name >= (entry.names[SAMPLES - 1] as string)) return;
    entry.names = [...entry.names, name].sort().slice(0, SAMPLES);
  }

  addTo(totals: MendTally): void {
    const counted = (part: Part): Record<string, MendCount> =>
      Object.fromEntries(
        [...this.#counts[part]].map(([key, { count, names }]) => [
          key,
          { count, samples: names.map((name) => `${this.#folder}/${name}`) },
        ]),
      );
    totals.add({ changed: counted('changed'), left: counted('left'), failed: counted('failed') });
  }
}
