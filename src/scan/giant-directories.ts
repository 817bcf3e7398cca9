import type { Stats } from 'node:fs';
import { systemCalls } from '../platform/load-system-calls.ts';
import { cannotList } from './cannot-list.ts';
import type { DirectoryReader, EntryBatch } from './directory-reader.ts';
import { shownFolder } from './folder-names.ts';
import { openReader } from './open-reader.ts';
import type { ScanRoot, ScanSettings, ScanShard, ScanSummary } from './shard.ts';
import { addSkipped, addSummary, emptySummary } from './summary.ts';
import { isSame } from './visit-directory.ts';

/**
 * A directory with more entries than one thread should have. It is listed once, here, as fast as the workers take the names;
 * they do the looking. Listing costs a fifth of looking, so one lister feeds several threads (benchmarks/README.md).
 */
class GiantListing {
  readonly #root: number;
  readonly #directory: string;
  readonly #reader: DirectoryReader;
  readonly #before: Stats | undefined;
  readonly #batches: Iterator<EntryBatch>;

  /** Throws the system's error when the directory cannot be opened. */
  constructor(settings: ScanSettings, root: number, directory: string) {
    const { directory: top } = settings.roots[root] as ScanRoot;
    this.#root = root;
    this.#directory = directory;
    this.#reader = openReader(
      directory === '' ? top : `${top}/${directory}`,
      settings.bySystemCalls ? systemCalls() : undefined,
    );
    this.#batches = this.#reader.batches();
    try {
      this.#before = this.#reader.opened();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The next entries; undefined at the end. Throws the system's error when the listing breaks off. */
  next(): ScanShard | undefined {
    for (;;) {
      const { value, done } = this.#batches.next();
      if (done) return undefined;
      if (value.names.length === 0) continue;
      return { root: this.#root, directories: [this.#directory], names: value.names.join('/'), entryBudget: 0 };
    }
  }

  /** False when the directory was swapped under the listing. Throws the system's error when that cannot be told. */
  isStill(): boolean {
    return this.#before !== undefined && isSame(this.#before, this.#reader.current());
  }

  /** Ends the listing, wherever it is. */
  close(): void {
    this.#batches.return?.();
    this.#reader.close();
  }
}

type Giant = { readonly root: number; readonly directory: string };

/**
 * Giant directories that wait or are being listed, and their sums. A sum is kept apart until the end: a list of the fullest
 * directories must compare whole directories, or it would depend on how the work was divided.
 */
export class GiantDirectories {
  readonly #settings: ScanSettings;
  readonly #waiting: Giant[] = [];
  readonly #sums = new Map<string, ScanSummary>();
  /** The one that is being listed; more may come to wait meanwhile. */
  #current: (Giant & { readonly listing: GiantListing }) | undefined;

  constructor(settings: ScanSettings) {
    this.#settings = settings;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#current === undefined;
  }

  add(root: number, directory: string): void {
    this.#waiting.push({ root, directory });
  }

  /** Directories of a root that wait here. */
  waitingIn(root: number): string[] {
    return this.#waiting.flatMap((giant) => (giant.root === root ? [giant.directory] : []));
  }

  /** Entries to look at; undefined when no giant directory is left. */
  next(): ScanShard | undefined {
    for (;;) {
      const giant = this.#current ?? this.#waiting.pop();
      if (giant === undefined) return undefined;
      const shard = this.#step(giant);
      if (shard !== undefined) return shard;
    }
  }

  /** Adds what a worker saw of a giant directory. */
  take({ root, directories }: ScanShard, summary: ScanSummary): void {
    addSummary(this.#sumOf({ root, directory: directories[0] as string }), summary);
  }

  /** Adds the sums of all giant directories to the whole; what was not listed to its end counts as interrupted. */
  finish(sum: ScanSummary): void {
    const cutShort = this.#current === undefined ? this.#waiting : [...this.#waiting, this.#current];
    for (const giant of cutShort) this.#note(giant, 'interrupted');
    this.#current?.listing.close();
    this.#current = undefined;
    this.#waiting.length = 0;
    for (const summary of this.#sums.values()) addSummary(sum, summary);
  }

  /** The next part of one directory; undefined when it is done, or cannot be listed. */
  #step(giant: Giant): ScanShard | undefined {
    try {
      this.#current ??= { ...giant, listing: new GiantListing(this.#settings, giant.root, giant.directory) };
      const shard = this.#current.listing.next();
      if (shard !== undefined) return shard;
      if (!this.#current.listing.isStill()) this.#note(giant, 'vanished');
    } catch (error) {
      addSummary(this.#sumOf(giant), cannotList(error, this.#folderOf(giant)).summary);
    }
    this.#current?.listing.close();
    this.#current = undefined;
    return undefined;
  }

  #note(giant: Giant, reason: 'vanished' | 'interrupted'): void {
    const sum = this.#sumOf(giant);
    addSkipped(sum, reason, [`${this.#folderOf(giant)}/*`]);
    sum.entries++;
  }

  #folderOf({ root, directory }: Giant): string {
    return shownFolder(this.#settings, this.#settings.roots[root] as ScanRoot, directory);
  }

  #sumOf({ root, directory }: Giant): ScanSummary {
    const key = `${root}/${directory}`;
    const sum = this.#sums.get(key) ?? emptySummary();
    this.#sums.set(key, sum);
    return sum;
  }
}
