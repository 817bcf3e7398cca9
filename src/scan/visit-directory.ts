import type { Stats } from 'node:fs';
import type { SystemCalls } from '../platform/system-calls.ts';
import { cannotList, type DirectoryVisit, nothingSeen } from './cannot-list.ts';
import type { Classifier } from './classify.ts';
import type { ClosedDirectories } from './closed-by.ts';
import type { DeferredEntries } from './deferred-entries.ts';
import { DirectoryCounts } from './directory-counts.ts';
import type { DirectoryReader, EntryBatch } from './directory-reader.ts';
import { below, layoutFolder, shownFolder } from './folder-names.ts';
import { EntryJudge } from './judge-entry.ts';
import { openReader } from './open-reader.ts';
import type { ScanRoot, ScanSettings, ScanShard } from './shard.ts';
import { addSkipped, emptySummary } from './summary.ts';

/** Shared with the main thread: [0] counts entries seen so far, [1] is 1 when the scan should stop. */
export type Live = Int32Array;

/** What every visit of one scan uses. */
export type ScanTools = {
  readonly settings: ScanSettings;
  readonly live: Live | undefined;
  readonly listedAgents: ReadonlySet<string>;
  readonly classifier: Classifier;
  readonly closed: ClosedDirectories;
  /** Undefined where entries are looked at with Node's own functions. */
  readonly calls: SystemCalls | undefined;
  /** Only while a fix runs: what it takes is counted after it was mended. */
  readonly deferred: DeferredEntries | undefined;
};

/** On every file system whose directories grow with their entries, one of this size holds many thousands. */
const GIANT_DIRECTORY_BYTES = 1024 * 1024;
const LIVE_EVERY = 1024;

/** True when a directory is the one that it was. */
export const isSame = (before: Stats, after: Stats | undefined): boolean =>
  after?.isDirectory() === true && after.dev === before.dev && after.ino === before.ino;

/**
 * Looks at everything directly in one directory. 'giant' means: too many entries for one thread, nothing was counted.
 * A directory that is swapped while it is read counts as vanished: what was seen may have been elsewhere.
 */
export const visitDirectory = (
  tools: ScanTools,
  root: ScanRoot,
  directory: string,
  packed: ScanShard['names'],
): DirectoryVisit | 'giant' => {
  const shown = shownFolder(tools.settings, root, directory);
  const absolute = directory === '' ? root.directory : `${root.directory}/${directory}`;
  let reader: DirectoryReader;
  try {
    reader = openReader(absolute, tools.calls);
  } catch (error) {
    return cannotList(error, shown);
  }
  let isDeferring = false;
  try {
    const before = reader.opened();
    if (!before?.isDirectory()) return nothingSeen('vanished', shown);
    if (packed === undefined && tools.settings.splitAbove > 0 && before.size >= GIANT_DIRECTORY_BYTES) return 'giant';
    tools.deferred?.enter(
      tools.settings.roots.indexOf(root),
      directory,
      shown,
      absolute,
      packed === undefined && tools.settings.splitAbove > 0,
    );
    isDeferring = true;
    const visit = new Visit(
      tools,
      root,
      layoutFolder(root, directory),
      shown,
      absolute,
      reader.prefix,
      before.dev,
      packed === undefined,
    );
    if (visit.readAll(packed === undefined ? reader.batches() : [reader.batchOf(packed)]) === 'giant') {
      tools.deferred?.abandon();
      return 'giant';
    }
    if (!isSame(before, reader.current())) {
      tools.deferred?.abandon();
      return nothingSeen('vanished', shown);
    }
    return visit.finish();
  } catch (error) {
    if (isDeferring) tools.deferred?.abandon();
    return cannotList(error, shown);
  } finally {
    reader.close();
  }
};

class Visit {
  readonly #tools: ScanTools;
  readonly #root: ScanRoot;
  readonly #shown: string;
  readonly #absolute: string;
  /** False for a part of a directory that is shared already. */
  readonly #mayShare: boolean;
  readonly #judge: EntryJudge;
  readonly #counts: DirectoryCounts;
  readonly #summary = emptySummary();
  readonly #directories: string[] = [];

  constructor(
    tools: ScanTools,
    root: ScanRoot,
    folder: string,
    shown: string,
    absolute: string,
    prefix: string,
    device: number,
    mayShare: boolean,
  ) {
    this.#tools = tools;
    this.#root = root;
    this.#shown = shown;
    this.#absolute = absolute;
    this.#mayShare = mayShare;
    this.#counts = new DirectoryCounts(tools.settings.mask, root.leaveAlone ?? false);
    this.#judge = new EntryJudge(tools, folder, shown, prefix, device, this.#summary, this.#counts);
  }

  /** Judges every name; 'giant' as soon as there are too many for one thread. */
  readAll(batches: Iterable<EntryBatch>): 'giant' | undefined {
    for (const batch of batches) {
      const { length } = batch.names;
      for (let start = 0; start < length; start += LIVE_EVERY) {
        const end = Math.min(start + LIVE_EVERY, length);
        this.#judgePart(batch, start, end);
        if (this.#isGiant()) {
          this.#report(end - start - this.#counts.entries);
          return 'giant';
        }
        this.#report(end - start);
        if (this.#shouldStop(length - end)) return undefined;
      }
    }
    return undefined;
  }

  #judgePart(batch: EntryBatch, start: number, end: number): void {
    for (let index = start; index < end; index++) {
      if (this.#judge.judge(batch, index) === 'directory' && this.#root.recursive)
        this.#directories.push(batch.names[index] as string);
    }
  }

  #isGiant(): boolean {
    const { splitAbove } = this.#tools.settings;
    return this.#mayShare && splitAbove > 0 && this.#counts.entries > splitAbove;
  }

  #report(entries: number): void {
    if (this.#tools.live !== undefined) Atomics.add(this.#tools.live, 0, entries);
  }

  /** `left`: names known and not looked at. Of a directory that is being listed nobody knows how many more there are: they count as one. */
  #shouldStop(left: number): boolean {
    const { live } = this.#tools;
    if (live === undefined || Atomics.load(live, 1) !== 1) return false;
    const count = this.#mayShare ? 1 : left;
    if (count > 0) addSkipped(this.#summary, 'interrupted', [below(this.#shown, '*')], count);
    this.#summary.entries += count;
    return true;
  }

  finish(): DirectoryVisit {
    this.#summary.entries += this.#counts.entries;
    const closing = () => this.#tools.closed.closing(this.#absolute);
    const isListed = this.#counts.foldInto(this.#summary, this.#shown, closing);
    if (!isListed) this.#tools.deferred?.tellEntries(this.#counts.entries);
    return { summary: this.#summary, directories: this.#directories };
  }
}
