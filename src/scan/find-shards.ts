import { type Dirent, opendirSync, type PathLike, type readdir } from 'node:fs';
import fastGlob from 'fast-glob';
import { assertSystemError } from '../platform/errno.ts';
import { FAN_OUT_FOLDERS } from './state-layout.ts';

/** A directory with more entries than this is left to the workers: finding work must never cost more than doing it. */
const MAX_LISTED = 20_000;

type ReaddirCallback = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/** Lists only sub-directories, so that fast-glob never sees, sorts or keeps a million files. */
const listDirectories = (directory: PathLike, _options: unknown, done: ReaddirCallback): void => {
  const found: Dirent[] = [];
  try {
    const dir = opendirSync(directory as string);
    try {
      for (let seen = 0, entry = dir.readSync(); entry !== null && seen < MAX_LISTED; entry = dir.readSync(), seen++) {
        if (entry.isDirectory()) found.push(entry);
      }
    } finally {
      dir.closeSync();
    }
  } catch (error) {
    assertSystemError(error); // The worker that visits this directory meets the same error and counts it.
  }
  done(null, found);
};

/**
 * The directories where the bulk of a big host lies, relative to the root, so that all threads have work at once. It need not
 * be complete: what it does not name, the visit of its parent finds.
 */
export const findFanOut = async (root: string): Promise<string[]> =>
  await fastGlob([...FAN_OUT_FOLDERS], {
    cwd: root,
    onlyDirectories: true,
    dot: true,
    followSymbolicLinks: false,
    unique: false,
    suppressErrors: true,
    fs: { readdir: listDirectories as unknown as typeof readdir },
  });
