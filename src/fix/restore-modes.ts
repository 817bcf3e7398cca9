import { lstatSync } from 'node:fs';
import path from 'node:path';
import { closeDirectory, type DirectoryHandle, entryPath, openWithoutLinks } from '../platform/directory-handle.ts';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { nativePath } from '../platform/path-bytes.ts';
import { PERMISSION_BITS, setModeSafely } from '../platform/safe-chmod.ts';
import type { ModeEntry } from './journal.ts';
import type { UndoTally } from './undo-tally.ts';

/** The bits that a fix takes away: an undo gives back no others, whatever a journal says. */
const FIX_BITS = { directory: 0o077, file: 0o177 } as const;

const currentMode = (directory: DirectoryHandle, name: string): number | undefined => {
  try {
    const stats = lstatSync(nativePath(entryPath(directory, name)), { throwIfNoEntry: false });
    return stats === undefined ? undefined : stats.mode & PERMISSION_BITS;
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

const WORDS: Readonly<Record<string, string>> = {
  missing: 'it is gone',
  symlink: 'a link stands there now',
  'hard-link': 'it has a second name now',
  'other-owner': 'it belongs to somebody else now',
};

const restoreEntry = (directory: DirectoryHandle, entry: ModeEntry, tally: UndoTally): void => {
  const { name, type, ino, uid, oldMode, newMode } = entry;
  const place = path.join(directory.path, name);
  if (((oldMode ^ newMode) & ~FIX_BITS[type]) !== 0 || (newMode & ~oldMode) !== 0) {
    tally.leave('a fix does not make such a change', place);
    return;
  }
  const outcome = setModeSafely(directory, name, { type, ino, uid, mode: newMode }, oldMode, true);
  if (outcome.status === 'done') tally.modes += 1;
  else if (outcome.status === 'failed') tally.errors.push(`${place} could not be put back (${outcome.code}).`);
  else if (outcome.reason === 'changed' && currentMode(directory, name) === oldMode) tally.unchanged += 1;
  else tally.leave(WORDS[outcome.reason] ?? 'it was changed since', place);
};

/** Puts back the modes of one directory, which must be the real path that it was. */
export const restoreBlock = (directory: string, entries: readonly ModeEntry[], tally: UndoTally): void => {
  if (entries.length === 0) return;
  let handle: DirectoryHandle;
  try {
    handle = openWithoutLinks(directory);
  } catch (error) {
    const code = errnoOf(error);
    const isGone = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
    for (const { name } of entries) {
      if (isGone) tally.leave('its directory is gone or became a link', path.join(directory, name));
      else tally.errors.push(`${path.join(directory, name)} could not be put back (${code}).`);
    }
    return;
  }
  try {
    for (const entry of entries) restoreEntry(handle, entry, tally);
  } finally {
    closeDirectory(handle);
  }
};
