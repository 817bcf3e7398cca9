import {
  closeDirectory,
  type DirectoryHandle,
  openDescendant,
  openDirectory,
  selfPath,
} from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { namesWithAcl } from '../platform/posix-acl.ts';
import type { ChmodOutcome } from '../platform/safe-chmod.ts';
import { kindAt } from '../scan/classify.ts';
import type { LooseEntry, LooseGroup, MendCount, Mender, MendTotals } from '../scan/mender.ts';
import type { ScanRoot } from '../scan/shard.ts';
import { Journal } from './journal.ts';
import { type JournalPlace, journalFailure } from './journal-folder.ts';
import { tightenBatch } from './tighten-batch.ts';

/** What a mender needs to know. Plain JSON: it crosses threads. */
export type MendSettings = {
  readonly roots: readonly ScanRoot[];
  /** Indexes of the roots whose entries may be changed; in the others they are only counted. */
  readonly mendableRoots: readonly number[];
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
const SAMPLES = 5;

/** One entry and what is to become of it. */
type Planned = { readonly entry: LooseEntry; readonly mode: number };

class Totals {
  #totals: { [Part in keyof MendTotals]: Record<string, MendCount> } = { changed: {}, left: {}, failed: {} };

  add(part: keyof MendTotals, key: string, place: string): void {
    const before = this.#totals[part][key];
    const samples = before?.samples ?? [];
    const isFirst = samples.length < SAMPLES || place < (samples.at(-1) as string);
    this.#totals[part][key] = {
      count: (before?.count ?? 0) + 1,
      samples: isFirst ? [...samples, place].sort().slice(0, SAMPLES) : samples,
    };
  }

  take(): MendTotals {
    const totals = this.#totals;
    this.#totals = { changed: {}, left: {}, failed: {} };
    return totals;
  }
}

const below = (directory: string, name: string): string => (directory === '' ? name : `${directory}/${name}`);

/** Tightens the loose entries that a scan meets: plan, journal, then change, some thousands at a time. */
export class EntryMender implements Mender {
  readonly #settings: MendSettings;
  readonly #journal: Journal | undefined;
  readonly #totals = new Totals();
  readonly #roots = new Map<number, DirectoryHandle>();
  readonly #known: ReadonlySet<string>;

  /** `name`: of this thread's journal file, unique in the run. */
  constructor(settings: MendSettings, name: string) {
    this.#settings = settings;
    this.#known = new Set(settings.known);
    this.#journal = settings.journal === undefined ? undefined : new Journal(settings.journal, name);
  }

  mend(groups: readonly LooseGroup[]): readonly (readonly number[])[] {
    const mendable = groups.filter(({ root }) => this.#settings.mendableRoots.includes(root));
    const listed = this.#withAcl(mendable);
    return groups.map((group) => this.#mendGroup(group, listed.get(group.root)));
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

  /** Entries with an access list, by root: paths below it. Undefined where it could not be told. */
  #withAcl(groups: readonly LooseGroup[]): Map<number, ReadonlySet<string> | undefined> {
    const result = new Map<number, ReadonlySet<string> | undefined>();
    for (const [root, ofRoot] of Map.groupBy(groups, (group) => group.root)) {
      const cut = (entry: LooseEntry) => (entry.mode & ~this.#modeFor(entry) & GROUP_BITS) !== 0;
      const names = ofRoot.flatMap(({ directory, entries }) =>
        entries.filter(cut).map(({ name }) => below(directory, name)),
      );
      result.set(root, namesWithAcl(selfPath(this.#root(root)), names));
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

  #place(group: LooseGroup, name: string): string {
    const { directory } = this.#settings.roots[group.root] as ScanRoot;
    return `${directory}/${below(group.directory, name)}`;
  }

  /** What is left alone for a reason that the scan already saw, or the mode it gets. */
  #plan(group: LooseGroup, entry: LooseEntry, listed: ReadonlySet<string> | undefined): Planned | string {
    const { ownerUid } = this.#settings;
    if (ownerUid !== undefined && entry.uid !== ownerUid) return 'other-owner';
    if (entry.type === 'file' && entry.nlink > 1) return 'hard-link';
    const mode = this.#modeFor(entry);
    if (listed !== undefined && !listed.has(below(group.directory, entry.name))) return { entry, mode };
    // Group bits of a listed entry are the mask of the list: they stay, everybody else's bits go.
    const kept = mode | (entry.mode & GROUP_BITS);
    if (kept !== mode) this.#totals.add('left', 'access-list', this.#place(group, entry.name));
    return kept === entry.mode ? 'access-list-only' : { entry, mode: kept };
  }

  #mendGroup(group: LooseGroup, listed: ReadonlySet<string> | undefined): readonly number[] {
    const modes = group.entries.map(({ mode }) => mode);
    if (!this.#settings.mendableRoots.includes(group.root)) {
      for (const { name } of group.entries) this.#totals.add('left', 'outside', this.#place(group, name));
      return modes;
    }
    const planned: [index: number, plan: Planned][] = [];
    group.entries.forEach((entry, index) => {
      if (this.#known.size > 0 && this.#known.has(this.#place(group, entry.name))) return;
      const plan = this.#plan(group, entry, listed);
      if (typeof plan !== 'string') planned.push([index, plan]);
      else if (plan !== 'access-list-only') this.#totals.add('left', plan, this.#place(group, entry.name));
    });
    if (planned.length === 0) return modes;
    if (this.#journal === undefined) {
      for (const [, { entry }] of planned)
        this.#totals.add('changed', kindAt(entry.kind).kind, this.#place(group, entry.name));
      return modes;
    }
    for (const [index, mode] of this.#apply(group, planned, this.#journal)) modes[index] = mode;
    return modes;
  }

  #apply(group: LooseGroup, planned: readonly [number, Planned][], journal: Journal): Map<number, number> {
    const after = new Map<number, number>();
    let directory: DirectoryHandle;
    try {
      directory = openDescendant(this.#root(group.root), group.directory);
    } catch (error) {
      const code = errnoOf(error);
      for (const [, { entry }] of planned) this.#totals.add('failed', code, this.#place(group, entry.name));
      return after;
    }
    try {
      const changes = planned.map(([, { entry, mode }]) => ({ name: entry.name, expected: entry, mode }));
      const outcomes = tightenBatch(directory, changes, journal, (index) => index === 0);
      planned.forEach(([index, { entry, mode }], order) => {
        const outcome = outcomes[order] as ChmodOutcome;
        const place = this.#place(group, entry.name);
        if (outcome.status === 'done') {
          after.set(index, mode);
          this.#totals.add('changed', kindAt(entry.kind).kind, place);
        } else if (outcome.status === 'skipped') this.#totals.add('left', outcome.reason, place);
        else this.#totals.add('failed', outcome.code, place);
      });
    } catch (error) {
      // Without a journal nothing is changed: nothing was yet.
      const code = journalFailure(error);
      for (const [, { entry }] of planned) this.#totals.add('failed', code, this.#place(group, entry.name));
    } finally {
      closeDirectory(directory);
    }
    return after;
  }
}
