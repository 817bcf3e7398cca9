import {
  closeSync,
  constants,
  fdatasyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  type Stats,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import {
  closeDirectory,
  type DirectoryHandle,
  entryPath,
  openChildDirectory,
  openDirectory,
  selfPath,
  syncDirectory,
} from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import type { ConfigJournalEntry } from './apply-config-fixes.ts';

/** Below the state dir: one directory for each fix, in it one file for each thread that wrote. */
export const JOURNAL_FOLDER = 'security-audit';
export const JOURNAL_VERSION = 1;

/** A mode that is about to be changed. */
export type ModeEntry = {
  readonly name: string;
  readonly type: 'file' | 'directory';
  readonly ino: number;
  readonly uid: number;
  readonly oldMode: number;
  readonly newMode: number;
};

/**
 * The lines of a journal. What is about to happen is written first, so that a fix that is killed leaves nothing unknown; an
 * undo restores only what it finds in the new state. `block` names the directory of the `mode` lines behind it, `left` ends
 * them with those that were not changed after all.
 */
export type JournalLine =
  | { readonly kind: 'start'; readonly version: number; readonly stateDir: string; readonly startedAt: string }
  | ({ readonly kind: 'config' } & ConfigJournalEntry)
  | { readonly kind: 'block'; readonly directory: string }
  | {
      readonly kind: 'mode';
      readonly entry: readonly [
        name: string,
        type: 'f' | 'd',
        ino: number,
        uid: number,
        oldMode: string,
        newMode: string,
      ];
    }
  | { readonly kind: 'left'; readonly names: readonly string[] };

/** Where the journal of one fix lies: plain JSON, for every thread of it. */
export type JournalPlace = { readonly stateDir: string; readonly run: string; readonly startedAt: string };

/** A place for a new journal; nothing is created before the first line. `stateDir` links resolved. */
export const journalPlace = (stateDir: string, now: Date, processId: number): JournalPlace => {
  const startedAt = now.toISOString();
  return { stateDir, run: `fix-${startedAt.replace(/[-:]|\.\d+/g, '')}-${processId}`, startedAt };
};

export const journalPath = (place: JournalPlace): string => path.join(place.stateDir, JOURNAL_FOLDER, place.run);

const BUFFER_BYTES = 64 * 1024;
/** A disk sync can cost more than a thousand changes: there is one at most this often, and one at the end. */
const SYNC_EVERY_MS = 250;
const CREATE =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** There can be no journal, and so no fix. The message is a sentence part. */
export class JournalError extends Error {}

/** Makes a folder if it is not there, and refuses one that is not `owner`'s alone. */
const ensureFolder = (place: string, owner: Stats): void => {
  try {
    mkdirSync(place, { mode: 0o700 });
    if (process.geteuid?.() === 0) lchownSync(place, owner.uid, owner.gid);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  const stats = lstatSync(place);
  if (
    !stats.isDirectory() ||
    stats.uid !== owner.uid ||
    (process.geteuid !== undefined && (stats.mode & 0o022) !== 0)
  ) {
    throw new JournalError(`${JOURNAL_FOLDER} in the state directory is not a directory of its owner alone`);
  }
};

/** A descriptor for a new file in the journal's folder, which is made where it is missing. */
const createFile = (place: JournalPlace, name: string): number => {
  const handles: DirectoryHandle[] = [openDirectory(place.stateDir)];
  const enter = (folder: string, owner: Stats): DirectoryHandle => {
    ensureFolder(entryPath(handles[0] as DirectoryHandle, folder), owner);
    handles.unshift(openChildDirectory(handles[0] as DirectoryHandle, folder));
    return handles[0] as DirectoryHandle;
  };
  try {
    const state = lstatSync(selfPath(handles[0] as DirectoryHandle));
    enter(JOURNAL_FOLDER, state);
    // The run belongs to whoever fixes: an undo trusts no journal of anyone else.
    const run = enter(
      place.run,
      Object.assign(state, { uid: process.geteuid?.() ?? state.uid, gid: process.getegid?.() ?? state.gid }),
    );
    const descriptor = openSync(entryPath(run, `${name}.jsonl`), CREATE, 0o600);
    for (const handle of handles) syncDirectory(handle);
    return descriptor;
  } finally {
    for (const handle of handles) closeDirectory(handle);
  }
};

/** One file of a journal: 0600, created with its first line, written in blocks. One writer each. */
export class Journal {
  readonly #place: JournalPlace;
  readonly #name: string;
  #descriptor: number | undefined;
  #waiting: string[] = [];
  #bytes = 0;
  #syncedAt = 0;
  #dirty = false;

  constructor(place: JournalPlace, name: string) {
    this.#place = place;
    this.#name = name;
  }

  /** True once something was written. */
  get isUsed(): boolean {
    return this.#descriptor !== undefined;
  }

  /** Adds a line. It is in the file after `flush`. */
  add(line: JournalLine): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#waiting.push(text);
    this.#bytes += text.length;
    if (this.#bytes > BUFFER_BYTES) this.flush();
  }

  /** Hands everything to the system: it survives a kill now. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    this.#descriptor ??= this.#create();
    const bytes = Buffer.from(this.#waiting.join(''), 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    this.#waiting = [];
    this.#bytes = 0;
    this.#dirty = true;
    if (performance.now() - this.#syncedAt > SYNC_EVERY_MS) this.sync();
  }

  /** Everything so far is on the disk when this returns: it survives a power cut. */
  sync(): void {
    this.flush();
    if (this.#descriptor === undefined || !this.#dirty) return;
    fdatasyncSync(this.#descriptor);
    this.#dirty = false;
    this.#syncedAt = performance.now();
  }

  close(): void {
    this.sync();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #create(): number {
    const { stateDir, startedAt } = this.#place;
    const descriptor = createFile(this.#place, this.#name);
    const start: JournalLine = { kind: 'start', version: JOURNAL_VERSION, stateDir, startedAt };
    this.#waiting.unshift(`${JSON.stringify(start)}\n`);
    return descriptor;
  }
}

/** The line of a mode that is about to be changed. */
export const modeLine = ({ name, type, ino, uid, oldMode, newMode }: ModeEntry): JournalLine => ({
  kind: 'mode',
  entry: [name, type === 'file' ? 'f' : 'd', ino, uid, oldMode.toString(8), newMode.toString(8)],
});

/** What kept a journal from being written: the system's error name, or NO_JOURNAL. Throws what is a bug of ours. */
export const journalFailure = (error: unknown): string =>
  error instanceof JournalError ? 'NO_JOURNAL' : errnoOf(error);

/** Has every file of a finished journal on the disk: the threads that wrote them may be gone. */
export const syncJournal = (place: JournalPlace): void => {
  const folder = journalPath(place);
  for (const name of readdirSync(folder)) {
    const descriptor = openSync(path.join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
};
