import { realpathSync, type Stats, statSync } from 'node:fs';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import { nativePath } from '../platform/path-bytes.ts';
import type { EntryStatus } from '../platform/system-calls.ts';
import type { NameClassifier } from './classify.ts';
import type { DirectoryCounts } from './directory-counts.ts';
import type { EntryBatch } from './directory-reader.ts';
import { below } from './folder-names.ts';
import { OBSERVATIONS } from './observe.ts';
import type { ScanSummary } from './shard.ts';
import { addSkipped } from './summary.ts';
import type { ScanTools } from './visit-directory.ts';

const S_IFMT = 0o170000;
const S_IFDIR = 0o040000;
const S_IFREG = 0o100000;
const S_IFLNK = 0o120000;
const SET_ID_BITS = 0o6000;

/** Looks at the entries of one directory, one after the other, and counts what it sees. */
export class EntryJudge {
  readonly #tools: ScanTools;
  /** In the layout. */
  readonly #folder: string;
  /** As it is named to people. */
  readonly #shown: string;
  /** In front of a name: its path. */
  readonly #prefix: string;
  readonly #device: number;
  readonly #summary: ScanSummary;
  readonly #counts: DirectoryCounts;
  readonly #kindOf: NameClassifier;
  readonly #owner: number | undefined;

  constructor(
    tools: ScanTools,
    folder: string,
    shown: string,
    prefix: string,
    device: number,
    summary: ScanSummary,
    counts: DirectoryCounts,
  ) {
    this.#tools = tools;
    this.#folder = folder;
    this.#shown = shown;
    this.#prefix = prefix;
    this.#device = device;
    this.#summary = summary;
    this.#counts = counts;
    this.#kindOf = tools.classifier.filesIn(folder);
    this.#owner = tools.settings.ownerUid;
  }

  /** Judges one entry of a batch. 'directory' when there is something below it to visit. */
  judge(batch: EntryBatch, index: number): 'directory' | undefined {
    const name = batch.names[index] as string;
    this.#counts.entries++;
    let status: EntryStatus | undefined;
    try {
      status = batch.look(index);
    } catch (error) {
      return this.#cannotLook(name, errnoOf(error));
    }
    if (status === undefined) {
      addSkipped(this.#summary, 'vanished', [this.#place(name)]);
      return undefined;
    }
    const type = status.mode & S_IFMT;
    if (type === S_IFREG) {
      this.#file(name, status);
      return undefined;
    }
    if (type === S_IFDIR) return this.#directory(name, status);
    if (type === S_IFLNK) this.#link(name, status);
    else addSkipped(this.#summary, 'special', [this.#place(name)]);
    return undefined;
  }

  #file(name: string, status: EntryStatus): void {
    this.#summary.files++;
    const kind = this.#kindOf(name);
    if (status.uid !== this.#owner && this.#owner !== undefined)
      this.#counts.observe(OBSERVATIONS.foreignOwner(status.uid), name);
    if (status.nlink > 1) this.#counts.observe(OBSERVATIONS.hardLink, name);
    if ((status.mode & SET_ID_BITS) !== 0) this.#counts.observe(OBSERVATIONS.setuid, name);
    // Last: the fix may have its turn in there, and the status holds no longer then.
    if (!this.#tools.deferred?.takes(name, kind, 'file', status)) {
      this.#counts.add(kind, status.mode, status.size, name);
    }
  }

  #directory(name: string, status: EntryStatus): 'directory' | undefined {
    this.#summary.directories++;
    const kind = this.#tools.classifier.directory(below(this.#folder, name));
    const isHere = status.dev === this.#device;
    if (status.uid !== this.#owner && this.#owner !== undefined)
      this.#counts.observe(OBSERVATIONS.foreignOwner(status.uid), name);
    // The fix may have its turn in there: the status holds no longer then.
    if (!this.#tools.deferred?.takes(name, kind, 'directory', status)) this.#counts.add(kind, status.mode, 0, name);
    if (this.#folder === 'agents' && !this.#tools.listedAgents.has(name))
      this.#counts.observe(OBSERVATIONS.unlistedAgent, name);
    if (isHere) return 'directory';
    this.#counts.observe(OBSERVATIONS.mountPoint, name);
    if (!this.#tools.settings.oneFileSystem) return 'directory';
    addSkipped(this.#summary, 'other-file-system', [`${this.#place(name)}/*`]);
    this.#summary.entries++;
    return undefined;
  }

  /** The link's own bits mean nothing (symlink(7)); what it leads to is judged, and where that lies. */
  #link(name: string, link: EntryStatus): void {
    const place = nativePath(this.#prefix + name) as string; // Node takes a Buffer here too; its types do not say so.
    let target: Stats;
    let real: string;
    try {
      target = statSync(place);
      real = realpathSync.native(place);
    } catch (error) {
      assertSystemError(error);
      this.#counts.add(this.#kindOf(name), 0, 0, name);
      this.#counts.observe(OBSERVATIONS.linkDangling, name);
      return;
    }
    if (link.uid !== this.#owner && this.#owner !== undefined)
      this.#counts.observe(OBSERVATIONS.foreignOwner(link.uid), name);
    if (!this.#isInside(real)) this.#counts.observe(OBSERVATIONS.linkOut, name);
    const kind = target.isDirectory()
      ? this.#tools.classifier.directory(below(this.#folder, name))
      : this.#kindOf(name);
    if (target.isFile() || target.isDirectory()) this.#counts.add(kind, target.mode, 0, name);
    else addSkipped(this.#summary, 'special', [this.#place(name)]);
  }

  #isInside(real: string): boolean {
    return this.#tools.settings.roots.some(({ directory }) => isInside(real, directory));
  }

  #cannotLook(name: string, code: string): undefined {
    const reason =
      code === 'EACCES' || code === 'EPERM' ? 'unreadable' : code === 'ENAMETOOLONG' ? 'path-too-long' : 'error';
    addSkipped(this.#summary, reason, [this.#place(name)]);
  }

  #place(name: string): string {
    return below(this.#shown, name);
  }
}
