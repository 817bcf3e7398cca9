import {
  closeSync,
  constants,
  fdatasyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  type Stats,
  unlinkSync,
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
import { assertSystemError, errnoOf } from '../platform/errno.ts';

/** Below the state dir: one directory for each fix, in it one file for each thread that wrote. */
export const JOURNAL_FOLDER = 'security-audit';

/** Where the journal of one fix lies: plain JSON, for every thread of it. */
export type JournalPlace = { readonly stateDir: string; readonly run: string; readonly startedAt: string };

/** A place for a new journal; nothing is created before the first line. `stateDir` links resolved. */
export const journalPlace = (stateDir: string, now: Date, processId: number): JournalPlace => {
  const startedAt = now.toISOString();
  return { stateDir, run: `fix-${startedAt.replace(/[-:]|\.\d+/g, '')}-${processId}`, startedAt };
};

/** The absolute path of a journal. */
export const journalPath = (place: JournalPlace): string => path.join(place.stateDir, JOURNAL_FOLDER, place.run);

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
export const createJournalFile = (place: JournalPlace, name: string): number => {
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

/**
 * Takes away what is left of a journal that could not be begun: the file of this name, if we made one, and the folder if nothing
 * else is in it. They would hide an older journal from an undo.
 */
export const discardJournal = (place: JournalPlace, name: string | undefined): void => {
  const handles: DirectoryHandle[] = [];
  const open = (handle: DirectoryHandle): DirectoryHandle => {
    handles.push(handle);
    return handle;
  };
  try {
    const folder = open(openChildDirectory(open(openDirectory(place.stateDir)), JOURNAL_FOLDER));
    if (name !== undefined) unlinkSync(entryPath(open(openChildDirectory(folder, place.run)), `${name}.jsonl`));
    rmdirSync(entryPath(folder, place.run));
  } catch (error) {
    // Never made, or another thread's file is in it: then it stays.
    assertSystemError(error);
  } finally {
    for (const handle of handles) closeDirectory(handle);
  }
};

/** What kept a journal from being written: the system's error name, or NO_JOURNAL. Throws what is a bug of ours. */
export const journalFailure = (error: unknown): string =>
  error instanceof JournalError ? 'NO_JOURNAL' : errnoOf(error);

/** Has every file of a finished journal on the disk: the threads that wrote them may be gone. */
const syncJournal = (place: JournalPlace): void => {
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

/**
 * Ends the writers of a journal and, if it was used, has all of it on the disk. Gives a sentence for the user where that fails:
 * what was changed is changed.
 */
export const finishJournal = (place: JournalPlace | undefined, isUsed: boolean, closeAll: () => void): string[] => {
  try {
    closeAll();
    if (isUsed && place !== undefined) syncJournal(place);
    return [];
  } catch (error) {
    const where = place === undefined ? '' : ` ${journalPath(place)}`;
    return [
      `The journal${where} may not be whole on the disk (${journalFailure(error)}): an undo may not put everything back.`,
    ];
  }
};
