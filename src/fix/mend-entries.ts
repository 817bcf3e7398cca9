import { closeDirectory, type DirectoryHandle, openDescendant, openDirectory } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { systemCalls } from '../platform/load-system-calls.ts';
import { kindAt } from '../scan/classify.ts';
import type { LooseEntry, LooseGroup, Mender, MendTotals } from '../scan/mender.ts';
import type { ScanRoot } from '../scan/shard.ts';
import { Journal } from './journal.ts';
import { type JournalPlace, journalFailure } from './journal-folder.ts';
import { type Mended, mendDirectory } from './mend-directory.ts';
import { GroupTally, MendTally } from './mend-tally.ts';
import type { ModeChange } from './tighten-batch.ts';

/** What a mender needs to know. Plain JSON: it crosses threads. */
export type MendSettings = {
  readonly roots: readonly ScanRoot[];
  /** Real paths of named places that were dealt with before and are still loose: they are not told twice. */
  readonly known: readonly string[];
  /** Bits to take away, before the kind's own allowance: 0o077 or 0o007. */
  readonly mask: number;
  /** Owner of the state dir; entries of anyone else are left alone. Undefined where there are no owners. */
  readonly ownerUid: number | undefined;
  /** Where to write down what is changed; undefined in a preview, which changes nothing. */
  readonly journal: JournalPlace | undefined;
};

/** Tightens the loose entries that a scan meets: plan, journal, then change, some thousands at a time. */
export class EntryMender implements Mender {
  readonly #settings: MendSettings;
  readonly #journal: Journal | undefined;
  readonly #totals = new MendTally();
  readonly #roots = new Map<number, DirectoryHandle>();
  readonly #known: ReadonlySet<string>;

  /** `name`: of this thread's journal file, unique in the run. */
  constructor(settings: MendSettings, name: string) {
    this.#settings = settings;
    this.#known = new Set(settings.known);
    this.#journal = settings.journal === undefined ? undefined : new Journal(settings.journal, name);
  }

  mend(groups: readonly LooseGroup[]): readonly (readonly number[])[] {
    return groups.map((group) => {
      const modes = group.entries.map(({ mode }) => mode);
      const tally = new GroupTally(this.#place(group));
      if (this.#settings.roots[group.root]?.leaveAlone === true)
        for (const { name } of group.entries) tally.add('left', 'outside', name);
      else this.#mendGroup(group, modes, tally);
      tally.addTo(this.#totals);
      return modes;
    });
  }

  takeTotals(): MendTotals {
    this.#flushJournal();
    return this.#totals.take();
  }

  close(): void {
    this.#flushJournal();
    this.#journal?.close();
    for (const handle of this.#roots.values()) closeDirectory(handle);
    this.#roots.clear();
  }

  #flushJournal(): void {
    try {
      this.#journal?.flush();
    } catch (error) {
      journalFailure(error); // What was changed is written down already; the next change meets the same fault.
    }
  }

  #root(index: number): DirectoryHandle {
    let handle = this.#roots.get(index);
    if (handle === undefined) {
      handle = openDirectory((this.#settings.roots[index] as ScanRoot).directory);
      this.#roots.set(index, handle);
    }
    return handle;
  }

  /** The absolute path of a group's directory. */
  #place({ root, directory }: LooseGroup): string {
    const { directory: top } = this.#settings.roots[root] as ScanRoot;
    return directory === '' ? top : `${top}/${directory}`;
  }

  /** Why an entry is left alone. */
  #refusal({ uid, type, nlink }: LooseEntry): string | undefined {
    const { ownerUid } = this.#settings;
    if (ownerUid !== undefined && uid !== ownerUid) return 'other-owner';
    return type === 'file' && nlink > 1 ? 'hard-link' : undefined;
  }

  /** The entries of a group that are to be changed, by their place in it; what is left alone is told. */
  #wanted(group: LooseGroup, tally: GroupTally): Map<number, ModeChange> {
    const folder = this.#place(group);
    const wanted = new Map<number, ModeChange>();
    group.entries.forEach((entry, index) => {
      if (this.#known.size > 0 && this.#known.has(`${folder}/${entry.name}`)) return;
      const reason = this.#refusal(entry);
      if (reason !== undefined) tally.add('left', reason, entry.name);
      else {
        const mode = entry.mode & ~(this.#settings.mask & kindAt(entry.kind).forbid);
        wanted.set(index, { name: entry.name, expected: entry, mode });
      }
    });
    return wanted;
  }

  #mendGroup(group: LooseGroup, modes: number[], tally: GroupTally): void {
    const wanted = this.#wanted(group, tally);
    if (wanted.size === 0) return;
    let directory: DirectoryHandle;
    try {
      directory = openDescendant(this.#root(group.root), group.directory);
    } catch (error) {
      const code = errnoOf(error);
      const isGone = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
      for (const { name } of wanted.values()) tally.add(isGone ? 'left' : 'failed', isGone ? 'missing' : code, name);
      return;
    }
    try {
      const mended = mendDirectory(directory, [...wanted.values()], this.#journal, systemCalls());
      [...wanted.keys()].forEach((index, order) => {
        const { name, kind } = group.entries[index] as LooseEntry;
        const { outcome, mode, keepsList } = mended[order] as Mended;
        if (keepsList) tally.add('left', 'access-list', name);
        if (outcome?.status === 'skipped') tally.add('left', outcome.reason, name);
        else if (outcome?.status === 'failed') tally.add('failed', outcome.code, name);
        else if (outcome?.status === 'done') {
          if (this.#journal !== undefined) modes[index] = mode;
          tally.add('changed', kindAt(kind).kind, name);
        }
      });
    } finally {
      closeDirectory(directory);
    }
  }
}
