import { chmodSync, closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { type DirectoryHandle, entryPath, hasDescriptorPaths, O_PATH } from './directory-handle.ts';
import { assertSystemError, errnoOf } from './errno.ts';
import { nativePath } from './path-bytes.ts';
import type { EntryStatus } from './system-calls.ts';

/** What a plan found: an entry that is anything else by now is not touched. */
export type ExpectedEntry = {
  readonly type: 'file' | 'directory';
  readonly ino: number;
  readonly uid: number;
  /** Permission bits with setuid, setgid and sticky (0o7777). */
  readonly mode: number;
};

/** Why an entry was not changed. The first five are the original's words. */
export type ChmodSkip =
  | 'already'
  | 'missing'
  | 'symlink'
  | 'not-a-directory'
  | 'not-a-file'
  | 'hard-link'
  | 'other-owner'
  | 'special'
  | 'changed';

export type ChmodOutcome =
  | { readonly status: 'done' }
  | { readonly status: 'skipped'; readonly reason: ChmodSkip }
  /** `code` is the system's, or NO_EFFECT: the file system took the call and kept the mode (WSL, FAT, some network mounts). */
  | { readonly status: 'failed'; readonly code: string };

/** Low twelve bits of a mode. */
export const PERMISSION_BITS = 0o7777;

/** What stands there, when it is not a plain file or directory of the wanted type. */
export const wrongType = ({ mode }: { readonly mode: number }, wanted: 'file' | 'directory'): ChmodSkip | undefined => {
  const type = mode & constants.S_IFMT;
  if (type === constants.S_IFLNK) return 'symlink';
  if (wanted === 'directory') return type === constants.S_IFDIR ? undefined : 'not-a-directory';
  if (type === constants.S_IFREG) return undefined;
  return type === constants.S_IFDIR ? 'not-a-file' : 'special';
};

/** Why an entry is not the one that the plan saw; undefined when it is. */
export const refusal = (status: EntryStatus, expected: ExpectedEntry): ChmodSkip | undefined => {
  const type = wrongType(status, expected.type);
  if (type !== undefined) return type;
  if (status.uid !== expected.uid) return 'other-owner';
  if (expected.type === 'file' && status.nlink > 1) return 'hard-link';
  return status.ino === expected.ino && (status.mode & PERMISSION_BITS) === expected.mode ? undefined : 'changed';
};

/** For reading, without waiting for anybody and without following a link. */
export const READ =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const NAMED = O_PATH | (constants.O_NOFOLLOW ?? 0);

/** A descriptor that followed no link; `named` when it is one that only names the file (O_PATH) and cannot be given to fchmod. */
type Held = { readonly descriptor: number; readonly named: boolean };

/**
 * A file is opened for reading, which never blocks and costs a fifth less than the way through /proc. What may not be read,
 * is a link, a socket or a directory is only named, where the system can do that.
 */
const hold = (place: string | Buffer, type: 'file' | 'directory'): Held => {
  if (type === 'file' || !hasDescriptorPaths()) {
    try {
      return { descriptor: openSync(place, READ), named: false };
    } catch (error) {
      if (!hasDescriptorPaths() || errnoOf(error) === 'ENOENT') throw error;
    }
  }
  return { descriptor: openSync(place, NAMED), named: true };
};

const change = ({ descriptor, named }: Held, mode: number): void =>
  // fchmod(2) refuses O_PATH descriptors; the link in /proc leads to the very inode that was looked at.
  named ? chmodSync(`/proc/self/fd/${descriptor}`, mode) : fchmodSync(descriptor, mode);

export const DONE: ChmodOutcome = { status: 'done' };
export const NO_EFFECT: ChmodOutcome = { status: 'failed', code: 'NO_EFFECT' };

/** What a mode that is read back says of a change. Where it cannot be read, the system's word stands that it was made. */
export const readBack = (read: () => number, expected: ExpectedEntry, mode: number): ChmodOutcome => {
  let now: number;
  try {
    now = read() & 0o777;
  } catch (error) {
    assertSystemError(error);
    return DONE;
  }
  if (now === (mode & 0o777)) return DONE;
  return now === (expected.mode & 0o777) ? NO_EFFECT : { status: 'skipped', reason: 'changed' };
};

/** What a thrown system error says of an entry. */
export const failed = (error: unknown): ChmodOutcome => {
  const code = errnoOf(error);
  if (code === 'ENOENT') return { status: 'skipped', reason: 'missing' };
  return code === 'ELOOP' ? { status: 'skipped', reason: 'symlink' } : { status: 'failed', code };
};

/**
 * Sets the mode of one entry of a held directory, provided that it still is what the plan saw: same inode, type, owner and
 * mode, a single name. It is looked at and changed through one descriptor that followed no link, so nothing that is swapped
 * in meanwhile can be hit. With `verify` the mode is read back.
 */
export const setModeSafely = (
  directory: DirectoryHandle,
  name: string,
  expected: ExpectedEntry,
  mode: number,
  verify: boolean,
): ChmodOutcome => {
  let held: Held | undefined;
  try {
    held = hold(nativePath(entryPath(directory, name)), expected.type);
    const reason = refusal(fstatSync(held.descriptor), expected);
    if (reason !== undefined) return { status: 'skipped', reason };
    change(held, mode);
    const { descriptor } = held;
    return verify ? readBack(() => fstatSync(descriptor).mode, expected, mode) : DONE;
  } catch (error) {
    return failed(error);
  } finally {
    if (held !== undefined) closeSync(held.descriptor);
  }
};

/** Throws an Error for a mode that would add a bit: a bug of ours. */
export const assertTightens = (expected: ExpectedEntry, mode: number): void => {
  if ((mode & ~expected.mode) !== 0)
    throw new Error(`A fix would add bits: ${expected.mode.toString(8)} to ${mode.toString(8)}`);
};

/** As `setModeSafely`, taking bits away only. Throws an Error for a mode that would add one: a bug of ours. */
export const tighten = (
  directory: DirectoryHandle,
  name: string,
  expected: ExpectedEntry,
  mode: number,
  verify: boolean,
): ChmodOutcome => {
  assertTightens(expected, mode);
  return setModeSafely(directory, name, expected, mode, verify);
};
