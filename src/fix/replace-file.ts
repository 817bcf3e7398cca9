import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { type DirectoryHandle, entryPath, syncDirectory } from '../platform/directory-handle.ts';
import { setAcl } from '../platform/posix-acl.ts';

/** A regular file as it was at one moment: what it held and what it was. */
export type Snapshot = { readonly bytes: Buffer; readonly stats: Stats };

/** What a file is to become. */
export type Replacement = {
  readonly bytes: Buffer;
  /** Permission bits, set bit for bit. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** An access list to carry over, as `extendedAcl` gives it. */
  readonly acl?: string | undefined;
};

/** The file is no regular file, or too large. */
export class NotReplaceable extends Error {}

const MAX_BYTES = 64 * 1024 * 1024;
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Reads a regular file of a held directory, following no link. Throws the system's errors and NotReplaceable. */
export const takeSnapshot = (directory: DirectoryHandle, name: string): Snapshot => {
  const descriptor = openSync(entryPath(directory, name), READ);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new NotReplaceable('it is not a regular file');
    if (stats.size > MAX_BYTES) throw new NotReplaceable(`it is larger than ${MAX_BYTES} bytes`);
    return { bytes: readFileSync(descriptor), stats };
  } finally {
    closeSync(descriptor);
  }
};

/** True when the file is still the same one with the same content, owner and mode. */
export const isUnchanged = (before: Snapshot, now: Snapshot): boolean =>
  before.stats.dev === now.stats.dev &&
  before.stats.ino === now.stats.ino &&
  before.stats.mode === now.stats.mode &&
  before.stats.uid === now.stats.uid &&
  before.stats.gid === now.stats.gid &&
  before.bytes.equals(now.bytes);

/** The names of files that are being written, beside the one that they replace. */
export const TEMPORARY_NAME = /^\.(.+)\.[0-9a-f]{16}\.tmp$/;

/**
 * Writes a file beside `name`, wholly on the disk when this returns, and gives its name. It is 0600 until it holds
 * everything, and removed when anything fails. A kill leaves it behind: a hidden file
 * of mode 0600, which a later fix removes.
 */
const writeBeside = (directory: DirectoryHandle, name: string, replacement: Replacement): string => {
  const temporary = `.${name}.${randomBytes(8).toString('hex')}.tmp`;
  const path = entryPath(directory, temporary);
  const descriptor = openSync(path, CREATE, 0o600);
  try {
    writeFileSync(descriptor, replacement.bytes);
    const created = fstatSync(descriptor);
    if (created.uid !== replacement.uid || created.gid !== replacement.gid) {
      fchownSync(descriptor, replacement.uid, replacement.gid);
    }
    if (replacement.acl !== undefined) setAcl(path, replacement.acl);
    fchmodSync(descriptor, replacement.mode);
    fsyncSync(descriptor);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
};

/**
 * Puts a whole new file in the place of `name`, whatever stands there: the name leads to the old file or to the new one,
 * never to a part of either. `stillWanted` is asked last of all; on false nothing is changed.
 */
export const replaceFile = (
  directory: DirectoryHandle,
  name: string,
  replacement: Replacement,
  stillWanted: () => boolean = () => true,
): boolean => {
  const temporary = entryPath(directory, writeBeside(directory, name, replacement));
  let renamed = false;
  try {
    if (stillWanted()) {
      renameSync(temporary, entryPath(directory, name));
      renamed = true;
      syncDirectory(directory);
    }
  } finally {
    if (!renamed) unlinkSync(temporary);
  }
  return renamed;
};
