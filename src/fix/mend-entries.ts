import {
  closeDirectory,
  type DirectoryHandle,
  openDescendant,
  openDirectory,
  selfPath,
} from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { namesWithAcl } from '../platform/names-with-acl.ts';
import type { ChmodOutcome } from '../platform/safe-chmod.ts';
import { kindAt } from '../scan/classify.ts';
import { below } from '../scan/folder-names.ts';
import type { LooseEntry, LooseGroup, Mender, MendTotals } from '../scan/mender.ts';
import type { ScanRoot } from '../scan/shard.ts';
import { Journal } from './journal.ts';
import { type JournalPlace, journalFailure } from './journal-folder.ts';
import { GroupTally, MendTally } from './mend-tally.ts';
import { type ModeChange, tightenBatch } from './tighten-batch.ts';

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

/** Group bits: where an access list is, they are its mask. */
const GROUP_BITS = 0o070;

/** Paths below a root that carry an access list; undefined where that could not be told. */
type AccessLists = { readonly names: ReadonlySet<string> | undefined };

/** One entry, its place in its group, and the mode it is to get. */
type Planned = ModeChange & { readonly index: number; readonly expected: LooseEntry };

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
    const mendable = groups.filter(({ root }) => this.#settings.roots[root]?.leaveAlone !== true);
    const listed = this.#withAcl(mendable);
    return groups.map((group) => {
      const modes = group.entries.map(({ mode }) => mode);
      const tally = new GroupTally(this.#place(group));
      const ofRoot = listed.get(group.root);
      if (ofRoot === undefined) for (const { name } of group.entries) tally.add('left', 'outside', name);
      else if (typeof ofRoot === 'string') for (const { name } of group.entries) tally.add('failed', ofRoot, name);
      else this.#mendGroup(group, ofRoot, modes, tally);
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

  /** Entries with an access list, by root: paths below it, or why the root cannot be used. */
  #withAcl(groups: readonly LooseGroup[]): Map<number, AccessLists | string> {
    const result = new Map<number, AccessLists | string>();
    for (const [root, ofRoot] of Map.groupBy(groups, (group) => group.root)) {
      const cut = (entry: LooseEntry) => (entry.mode & ~this.#modeFor(entry) & GROUP_BITS) !== 0;
      const names = ofRoot.flatMap(({ directory, entries }) =>
        entries.filter(cut).map(({ name }) => below(directory, name)),
      );
      const folders = ofRoot.map(({ directory }) => directory || '.');
      try {
        result.set(root, { names: namesWithAcl(selfPath(this.#root(root)), names, folders) });
      } catch (error) {
        result.set(root, errnoOf(error));
      }
    }
    return result;
  }

  #modeFor(entry: LooseEntry): number {
    return entry.mode & ~(this.#settings.mask & kindAt(entry.kind).forbid);
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

  /** The mode an entry gets; its own when it is left alone, which is told. */
  #plan(group: LooseGroup, entry: LooseEntry, { names }: AccessLists, tally: GroupTally): number {
    const { ownerUid } = this.#settings;
    const reason =
      ownerUid !== undefined && entry.uid !== ownerUid
        ? 'other-owner'
        : entry.type === 'file' && entry.nlink > 1
          ? 'hard-link'
          : undefined;
    if (reason !== undefined) {
      tally.add('left', reason, entry.name);
      return entry.mode;
    }
    const mode = this.#modeFor(entry);
    if (names?.size === 0 || names?.has(below(group.directory, entry.name)) === false) return mode;
    // Group bits of a listed entry are the mask of the list: they stay, everybody else's bits go.
    const kept = mode | (entry.mode & GROUP_BITS);
    if (kept !== mode) tally.add('left', 'access-list', entry.name);
    return kept;
  }

  #mendGroup(group: LooseGroup, lists: AccessLists, modes: number[], tally: GroupTally): void {
    const folder = this.#place(group);
    const planned: Planned[] = [];
    group.entries.forEach((entry, index) => {
      if (this.#known.size > 0 && this.#known.has(`${folder}/${entry.name}`)) return;
      const mode = this.#plan(group, entry, lists, tally);
      if (mode !== entry.mode) planned.push({ index, name: entry.name, expected: entry, mode });
    });
    if (planned.length === 0) return;
    if (this.#journal !== undefined) this.#apply(group, planned, this.#journal, modes, tally);
    else for (const { expected, name } of planned) tally.add('changed', kindAt(expected.kind).kind, name);
  }

  #apply(group: LooseGroup, planned: readonly Planned[], journal: Journal, modes: number[], tally: GroupTally): void {
    let directory: DirectoryHandle | undefined;
    let outcomes: readonly ChmodOutcome[];
    try {
      const root = this.#root(group.root);
      directory = openDescendant(root, group.directory);
      outcomes = tightenBatch(directory, planned, journal, 'first', { root, relative: group.directory });
    } catch (error) {
      // The directory is gone, or there is no journal: nothing was changed.
      const code = journalFailure(error);
      for (const { name } of planned) tally.add('failed', code, name);
      return;
    } finally {
      if (directory !== undefined) closeDirectory(directory);
    }
    planned.forEach(({ index, name, expected, mode }, order) => {
      const outcome = outcomes[order] as ChmodOutcome;
      if (outcome.status === 'skipped') tally.add('left', outcome.reason, name);
      else if (outcome.status === 'failed') tally.add('failed', outcome.code, name);
      else {
        modes[index] = mode;
        tally.add('changed', kindAt(expected.kind).kind, name);
      }
    });
  }
}
