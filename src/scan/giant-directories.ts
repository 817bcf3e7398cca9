import type { ScanShard, ScanSummary } from './shard.ts';
import { addSummary, emptySummary } from './summary.ts';

/**
 * Sums of directories that came in slices, kept apart until the whole directory is there: a list of the fullest directories
 * must compare whole directories, or it would depend on how many threads there were.
 */
export class GiantDirectories {
  readonly #sum: ScanSummary;
  readonly #open = new Map<string, { readonly summary: ScanSummary; seen: number }>();

  /** `sum`: where complete directories go. */
  constructor(sum: ScanSummary) {
    this.#sum = sum;
  }

  add({ root, directories, slice }: ScanShard, summary: ScanSummary): void {
    const key = `${root}/${directories[0]}`;
    const directory = this.#open.get(key) ?? { summary: emptySummary(), seen: 0 };
    addSummary(directory.summary, summary);
    directory.seen += slice === undefined ? 1 : 1 / slice.of; // Fractions of 1/threads, halved: close enough to test for whole.
    this.#open.set(key, directory);
    if (directory.seen < WHOLE) return;
    addSummary(this.#sum, directory.summary);
    this.#open.delete(key);
  }

  /** Adds what never became whole, because a thread was lost or the scan was stopped. */
  finish(): void {
    for (const { summary } of this.#open.values()) addSummary(this.#sum, summary);
    this.#open.clear();
  }
}

const WHOLE = 1 - 1e-6;
