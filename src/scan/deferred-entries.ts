import { errnoOf } from '../platform/errno.ts';
import type { EntryStatus } from '../platform/system-calls.ts';
import { kindAt } from './classify.ts';
import type { ClosedDirectories } from './closed-by.ts';
import { DirectoryCounts } from './directory-counts.ts';
import type { LooseEntry, Mender } from './mender.ts';
import type { ScanSettings, ScanSummary } from './shard.ts';
import { addNotes, addSummary, emptySummary } from './summary.ts';

/** Entries that wait at most: enough to write a journal in pieces that are worth it, few enough to stay in the processor's cache. */
const MAX_WAITING = 2 * 1024;

type Group = {
  readonly root: number;
  readonly directory: string;
  readonly folder: string;
  readonly absolute: string;
  readonly entries: LooseEntry[];
  /** How many entries the directory has in all, where nobody else has told the summary yet. */
  untold: number;
};

/**
 * Loose entries that the scan hands to a fix before it counts them, so that the report tells the state after the fix without
 * a second look at the tree.
 */
export class DeferredEntries {
  readonly #mender: Mender;
  readonly #settings: ScanSettings;
  readonly #closed: ClosedDirectories;
  #groups: Group[] = [];
  #current: Group | undefined;
  #waiting = 0;
  #mayBeAbandoned = false;
  /** Entries of the current directory that were mended already, because too many waited. */
  #settledHere = 0;
  #summary = emptySummary();

  constructor(mender: Mender, settings: ScanSettings, closed: ClosedDirectories) {
    this.#mender = mender;
    this.#settings = settings;
    this.#closed = closed;
  }

  /**
   * The directory that the entries to come lie in: below its root, in the layout, and on the disk. One that `mayBeAbandoned`
   * is mended only when all of it was seen.
   */
  enter(root: number, directory: string, folder: string, absolute: string, mayBeAbandoned: boolean): void {
    if (this.#waiting >= MAX_WAITING) this.#settle();
    this.#current = { root, directory, folder, absolute, entries: [], untold: 0 };
    this.#mayBeAbandoned = mayBeAbandoned;
    this.#settledHere = 0;
  }

  /** The current directory is complete, has so many entries, and stands in no list of the loosest yet. */
  tellEntries(entries: number): void {
    if (this.#current !== undefined) this.#current.untold = entries;
  }

  /**
   * Forgets the entries of the current directory: the visit that saw them does not count. What was mended already was judged,
   * and is counted here instead.
   */
  abandon(): void {
    this.#summary.entries += this.#settledHere;
    this.#settledHere = 0;
    const group = this.#current;
    if (group === undefined || this.#groups.at(-1) !== group) return;
    this.#groups.pop();
    this.#waiting -= group.entries.length;
  }

  /**
   * Takes an entry that is looser than its kind allows; false for any other. The fix may have its turn in here: a `status`
   * that holds until the next call holds no longer when it was taken.
   */
  takes(name: string, kind: number, type: 'file' | 'directory', status: EntryStatus): boolean {
    const group = this.#current;
    if (group === undefined || (status.mode & this.#settings.mask & kindAt(kind).forbid) === 0) return false;
    if (group.entries.length === 0) this.#groups.push(group);
    const { size, ino, uid, nlink } = status;
    group.entries.push({ name, kind, type, mode: status.mode & 0o7777, size, ino, uid, nlink });
    this.#waiting++;
    if (this.#waiting >= MAX_WAITING && !this.#mayBeAbandoned) {
      this.#settledHere += group.entries.length;
      this.#settle();
      this.#current = { ...group, entries: [], untold: 0 };
    }
    return true;
  }

  /** The modes afterwards. What stops a fix as a whole is said; the entries are counted as they were. */
  #mend(groups: readonly Group[]): readonly (readonly number[])[] {
    try {
      return this.#mender.mend(groups);
    } catch (error) {
      addNotes(this.#summary, [`${groups[0]?.absolute}: the fix stopped here (${errnoOf(error)})`]);
      return groups.map(({ entries }) => entries.map(({ mode }) => mode));
    }
  }

  #settle(): void {
    const groups = this.#groups;
    this.#groups = [];
    this.#waiting = 0;
    const modes = groups.length === 0 ? [] : this.#mend(groups);
    groups.forEach(({ root, entries, folder, absolute, untold }, at) => {
      const counts = new DirectoryCounts(this.#settings.mask, this.#settings.roots[root]?.leaveAlone ?? false);
      counts.entries = untold;
      entries.forEach(({ kind, name, type, size }, index) => {
        counts.add(kind, modes[at]?.[index] as number, type === 'file' ? size : 0, name);
      });
      const summary = emptySummary();
      counts.foldInto(summary, folder, () => this.#closed.closing(absolute));
      addSummary(this.#summary, summary);
    });
  }

  /** Has everything that waits mended, and gives the counts since the last call. */
  finish(): ScanSummary {
    this.#current = undefined;
    this.#settle();
    const summary = this.#summary;
    this.#summary = emptySummary();
    return summary;
  }
}
