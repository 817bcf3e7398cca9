import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { closeDirectory, type DirectoryHandle, entryPath, openDirectory } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { extendedAcl } from '../platform/posix-acl.ts';
import {
  isUnchanged,
  NotReplaceable,
  type Replacement,
  replaceFile,
  type Snapshot,
  takeSnapshot,
} from './replace-file.ts';

/** The config could not be written; it is as it was. The message is a sentence part for the user: "it is …". */
export class ConfigWriteError extends Error {}

export type ConfigWriteOptions = {
  /** Mode bits that the new file must not have: 0o077, or 0o007 where a group shares the state. */
  readonly mask: number;
  /** The user we run as; undefined on Windows. */
  readonly uid: number | undefined;
  /** False when an old text is only put back: the copy that the fix made stays. */
  readonly keepCopy?: boolean;
  /** Told what is about to happen, before it happens: for the journal. */
  readonly beforeWrite?: (write: { readonly file: string; readonly oldMode: number; readonly newMode: number }) => void;
};

export type ConfigWritten = {
  readonly written: boolean;
  /** The file itself, links resolved. */
  readonly file: string;
  /** The copy of the file as it was, mode 0600; absent when nothing was written. */
  readonly backup?: string;
  /** True when an access list named others, whose access was therefore left. */
  readonly keptAcl?: boolean;
};

/** Ends the name of the one copy that a fix keeps of a config file. */
export const BACKUP_SUFFIX = '.before-fix.bak';
const ATTEMPTS = 5;

/** A link is followed only when whoever made it could have written the target too: the rule of `protected_symlinks` in proc(5). */
const assertOwnLink = (file: string, real: string, uid: number | undefined): void => {
  const link = lstatSync(file);
  if (!link.isSymbolicLink() || uid === undefined) return;
  if (link.uid !== uid && link.uid !== lstatSync(real).uid) {
    throw new ConfigWriteError('it is a link to a file of another user');
  }
};

const assertMayReplace = ({ stats }: Snapshot, uid: number | undefined): void => {
  if (stats.nlink > 1)
    throw new ConfigWriteError('it has a second name (a hard link), which would keep the old content');
  if (uid !== undefined && uid !== 0 && stats.uid !== uid) throw new ConfigWriteError('it belongs to another user');
};

const textOf = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new ConfigWriteError('it is not valid UTF-8');
  return text;
};

const replacementFor = (
  directory: DirectoryHandle,
  name: string,
  { stats }: Snapshot,
  text: string,
  mask: number,
): Replacement => {
  const acl = extendedAcl(entryPath(directory, name));
  // With an access list the group bits are its mask: only the bits of all others go.
  const taken = acl === undefined ? mask : 0o007;
  return { bytes: Buffer.from(text, 'utf8'), mode: stats.mode & 0o7777 & ~taken, uid: stats.uid, gid: stats.gid, acl };
};

const attempt = (
  directory: DirectoryHandle,
  name: string,
  file: string,
  edit: (text: string) => string,
  options: ConfigWriteOptions,
): ConfigWritten | undefined => {
  const before = takeSnapshot(directory, name);
  const oldText = textOf(before.bytes);
  const newText = edit(oldText);
  if (newText === oldText) return { written: false, file };
  assertMayReplace(before, options.uid);
  const replacement = replacementFor(directory, name, before, newText, options.mask);
  options.beforeWrite?.({ file, oldMode: before.stats.mode & 0o7777, newMode: replacement.mode });
  const backup = `${name}${BACKUP_SUFFIX}`;
  const keepCopy = options.keepCopy ?? true;
  if (keepCopy) replaceFile(directory, backup, { ...replacement, bytes: before.bytes, mode: 0o600, acl: undefined });
  const isStillThere = () => isUnchanged(before, takeSnapshot(directory, name));
  if (!replaceFile(directory, name, replacement, isStillThere)) return undefined;
  return {
    written: true,
    file,
    ...(keepCopy && { backup: `${file}${BACKUP_SUFFIX}` }),
    ...(replacement.acl !== undefined && { keptAcl: true }),
  };
};

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there any more',
  EACCES: 'there is no permission to write beside it',
  EPERM:
    'the system does not let anyone replace it here (an immutable file, for which lsattr shows an i, or a sticky directory)',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ELOOP: 'it became a link while it was being read',
};

/** The reason in words. A syntax error is the file's, everything without an errno is ours and is thrown on. */
const asWriteError = (error: unknown): ConfigWriteError => {
  if (error instanceof ConfigWriteError) return error;
  if (error instanceof NotReplaceable) return new ConfigWriteError(error.message);
  if (error instanceof SyntaxError) return new ConfigWriteError('it is not valid JSON5 any more', { cause: error });
  const code = errnoOf(error);
  return new ConfigWriteError(WORDS[code] ?? `the system said ${code}`, { cause: error });
};

/**
 * Changes the text of a config file so that at every moment, also after a kill or a power cut, its name leads to the whole
 * old or the whole new text. `edit` is given the text as it is now, again whenever somebody else changed the file meanwhile,
 * so that no edit of theirs is lost. A link stays a link. Mode never wider, owner and access list kept, the old text kept
 * beside it. Throws ConfigWriteError; what `edit` throws with a SyntaxError becomes one.
 *
 * Between the last comparison and the rename lie two system calls; an edit that falls exactly there is only in neither file.
 */
export const writeConfig = (
  file: string,
  edit: (text: string) => string,
  options: ConfigWriteOptions,
): ConfigWritten => {
  let directory: DirectoryHandle | undefined;
  try {
    const real = realpathSync.native(file);
    assertOwnLink(file, real, options.uid);
    directory = openDirectory(dirname(real));
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      const result = attempt(directory, basename(real), real, edit, options);
      if (result !== undefined) return result;
    }
    throw new ConfigWriteError(`another program changed it each of the ${ATTEMPTS} times we were about to write it`);
  } catch (error) {
    throw asWriteError(error);
  } finally {
    if (directory !== undefined) closeDirectory(directory);
  }
};
