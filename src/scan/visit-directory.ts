import type { Stats } from 'node:fs';
import { errnoOf } from '../platform/errno.ts';
import type { Classifier } from './classify.ts';
import type { ClosedDirectories } from './closed-by.ts';
import type { DeferredEntries } from './deferred-entries.ts';
import { DirectoryCounts } from './directory-counts.ts';
import { EntryJudge } from './judge-entry.ts';
import { type DirectoryHandle, eachName, openHandle } from './list-directory.ts';
import type { ScanRoot, ScanSettings, ScanShard, ScanSummary } from './shard.ts';
import { addNotes, addSkipped, emptySummary } from './summary.ts';

/** Shared with the main thread: [0] counts entries seen so far, [1] is 1 when the scan should stop. */
export type Live = Int32Array;

/** What every visit of one scan uses. */
export type ScanTools = {
  readonly settings: ScanSettings;
  readonly live: Live | undefined;
  readonly listedAgents: ReadonlySet<string>;
  readonly classifier: Classifier;
  readonly closed: ClosedDirectories;
  /** Only while a fix runs: what it takes is counted after it was mended. */
  readonly deferred: DeferredEntries | undefined;
};

/** What one directory holds: its sums, and the names of its sub-directories that are to be visited. */
export type DirectoryVisit = { readonly summary: ScanSummary; readonly directories: readonly string[] };

/** On every file system whose directories grow with their entries, one of this size holds many thousands. */
const GIANT_DIRECTORY_BYTES = 1024 * 1024;
const LIVE_EVERY = 1024;

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** FNV-1a: the same name goes to the same slice on every machine. */
const hashOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

const nothingSeen = (
  reason: 'unreadable' | 'vanished' | 'path-too-long' | 'error',
  folder: string,
  note?: string,
): DirectoryVisit => {
  const summary = emptySummary();
  addSkipped(summary, reason, [`${folder === '' ? '.' : folder}/*`]);
  summary.entries = 1;
  if (note !== undefined) addNotes(summary, [note]);
  return { summary, directories: [] };
};

const cannotList = (error: unknown, folder: string): DirectoryVisit => {
  const code = errnoOf(error);
  const place = folder === '' ? 'the root' : folder;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return nothingSeen('vanished', folder);
  if (code === 'EACCES' || code === 'EPERM')
    return nothingSeen('unreadable', folder, `${place}: may not be listed (${code})`);
  if (code === 'ENAMETOOLONG') return nothingSeen('path-too-long', folder, `${place}: path too long for this system`);
  return nothingSeen('error', folder, `${place}: could not be listed (${code})`);
};

const isSame = (before: Stats, after: Stats | undefined): boolean =>
  after?.isDirectory() === true && after.dev === before.dev && after.ino === before.ino;

/**
 * Looks at everything directly in one directory. 'giant' means: too many entries for one thread, nothing was counted.
 * A directory that is swapped while it is read counts as vanished: what was seen may have been elsewhere.
 */
export const visitDirectory = (
  tools: ScanTools,
  root: ScanRoot,
  directory: string,
  slice: ScanShard['slice'],
): DirectoryVisit | 'giant' => {
  const folder =
    root.layoutPath === '' ? directory : directory === '' ? root.layoutPath : `${root.layoutPath}/${directory}`;
  const absolute = directory === '' ? root.directory : `${root.directory}/${directory}`;
  let handle: DirectoryHandle;
  try {
    const isRelative = tools.settings.fromWorkingDirectory && root === tools.settings.roots[0];
    handle = openHandle(isRelative ? directory || '.' : absolute);
  } catch (error) {
    return cannotList(error, folder);
  }
  try {
    const before = handle.status();
    if (!before?.isDirectory()) return nothingSeen('vanished', folder);
    if (slice === undefined && tools.settings.splitAbove > 0 && before.size >= GIANT_DIRECTORY_BYTES) return 'giant';
    tools.deferred?.enter(
      tools.settings.roots.indexOf(root),
      directory,
      folder,
      absolute,
      slice === undefined && tools.settings.splitAbove > 0,
    );
    const visit = new Visit(tools, root, folder, absolute, handle, before.dev);
    if (visit.readAll(slice) === 'giant') {
      tools.deferred?.abandon();
      return 'giant';
    }
    if (!isSame(before, handle.status())) {
      tools.deferred?.abandon();
      return nothingSeen('vanished', folder);
    }
    return visit.finish();
  } catch (error) {
    return cannotList(error, folder);
  } finally {
    handle.close();
  }
};

class Visit {
  readonly #tools: ScanTools;
  readonly #root: ScanRoot;
  readonly #folder: string;
  readonly #absolute: string;
  readonly #handle: DirectoryHandle;
  readonly #judge: EntryJudge;
  readonly #counts: DirectoryCounts;
  readonly #summary = emptySummary();
  readonly #directories: string[] = [];

  constructor(
    tools: ScanTools,
    root: ScanRoot,
    folder: string,
    absolute: string,
    handle: DirectoryHandle,
    device: number,
  ) {
    this.#tools = tools;
    this.#root = root;
    this.#folder = folder;
    this.#absolute = absolute;
    this.#handle = handle;
    this.#counts = new DirectoryCounts(tools.settings.mask);
    this.#judge = new EntryJudge(tools, folder, handle.prefix, device, this.#summary, this.#counts);
  }

  readAll(slice: ScanShard['slice']): 'giant' | undefined {
    const { live, settings } = this.#tools;
    let isGiant = false;
    let unreported = 0;
    eachName(this.#handle, (name, isPlain) => {
      if (slice !== undefined && hashOf(name) % slice.of !== slice.index) return true;
      if (this.#judge.judge(name, isPlain) === 'directory' && this.#root.recursive) this.#directories.push(name);
      if (++unreported === LIVE_EVERY) {
        unreported = 0;
        if (live !== undefined) {
          Atomics.add(live, 0, LIVE_EVERY);
          if (Atomics.load(live, 1) === 1) {
            addSkipped(this.#summary, 'interrupted', [join(this.#folder, '*')]);
            this.#summary.entries++;
            return false;
          }
        }
      }
      isGiant = slice === undefined && settings.splitAbove > 0 && this.#counts.entries > settings.splitAbove;
      return !isGiant;
    });
    if (live !== undefined) Atomics.add(live, 0, isGiant ? unreported - this.#counts.entries : unreported);
    return isGiant ? 'giant' : undefined;
  }

  finish(): DirectoryVisit {
    this.#summary.entries += this.#counts.entries;
    this.#counts.foldInto(this.#summary, this.#folder, () => this.#tools.closed.closing(this.#absolute));
    return { summary: this.#summary, directories: this.#directories };
  }
}
