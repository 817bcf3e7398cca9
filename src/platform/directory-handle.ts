import { closeSync, constants, existsSync, fsyncSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { nativePath } from './path-bytes.ts';

/**
 * A directory that is held open, so that what is done to its entries happens in that directory and no other, even when
 * somebody swaps the path to it for a link meanwhile. Where the system has no `/proc/self/fd` (macOS, Windows) there is
 * only the path, and the last step of every operation is protected alone.
 */
export type DirectoryHandle = {
  /** The path it was opened by: for messages. */
  readonly path: string;
  /** Undefined where entries cannot be reached through a descriptor. */
  readonly descriptor: number | undefined;
};

/**
 * `O_PATH` of open(2): a descriptor that names a place without opening it, and needs no right to read it. Node has no
 * constant for it; this is Linux's on x86, ARM, RISC-V, POWER and s390.
 */
export const O_PATH = 0o10000000;

let descriptorPaths: boolean | undefined;
/** True where `/proc/self/fd/N` leads to descriptor N (Linux, proc(5)). */
export const hasDescriptorPaths = (): boolean => {
  descriptorPaths ??= constants.O_NOFOLLOW !== undefined && existsSync('/proc/self/fd');
  return descriptorPaths;
};

const DIRECTORY_ONLY = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Throws an Error for anything but one file name: a path would lead out of a held directory. */
export const assertFileName = (name: string): void => {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0')) {
    throw new Error(`Not a file name: ${JSON.stringify(name)}`);
  }
};

/**
 * The path by which an entry of the held directory is reached. `name` is one file name in the text form of path-bytes;
 * anything else throws.
 */
export const entryPath = (directory: DirectoryHandle, name: string): string => {
  assertFileName(name);
  return directory.descriptor === undefined
    ? path.join(directory.path, name)
    : `/proc/self/fd/${directory.descriptor}/${name}`;
};

/** The path by which the held directory itself is reached. */
export const selfPath = (directory: DirectoryHandle): string =>
  directory.descriptor === undefined ? directory.path : `/proc/self/fd/${directory.descriptor}/.`;

/** Lets a held directory go. */
export const closeDirectory = (directory: DirectoryHandle): void => {
  if (directory.descriptor !== undefined) closeSync(directory.descriptor);
};

/** Opens a directory inside a held one, without following a link. Throws ENOTDIR or ELOOP for a link or a file. */
export const openChildDirectory = (parent: DirectoryHandle, name: string): DirectoryHandle => {
  const place = entryPath(parent, name);
  const below = path.join(parent.path, name);
  if (parent.descriptor === undefined) return { path: below, descriptor: undefined };
  return { path: below, descriptor: openSync(nativePath(place), DIRECTORY_ONLY) };
};

const openThenClose = (parent: DirectoryHandle, name: string): DirectoryHandle => {
  try {
    return openChildDirectory(parent, name);
  } finally {
    closeDirectory(parent);
  }
};

const walk = (start: DirectoryHandle, relative: string): DirectoryHandle => {
  let current = start;
  for (const name of relative.split('/').filter(Boolean)) current = openThenClose(current, name);
  return current;
};

/** Opens the directory at a relative path below a held one, following no link on the way; "" is a second handle to it. */
export const openDescendant = (root: DirectoryHandle, relative: string): DirectoryHandle =>
  walk(
    {
      path: root.path,
      descriptor: root.descriptor === undefined ? undefined : openSync(selfPath(root), DIRECTORY_ONLY),
    },
    relative,
  );

/** Opens an absolute path, following no link at all. Throws the system's errors: ENOTDIR or ELOOP for a link. */
export const openWithoutLinks = (absolute: string): DirectoryHandle =>
  hasDescriptorPaths()
    ? walk({ path: '/', descriptor: openSync('/', DIRECTORY_ONLY) }, absolute)
    : { path: absolute, descriptor: undefined };

/**
 * Opens a directory that the user named. Links on the way to it are the user's own and are resolved once; the resolved path
 * is then walked without following any. Throws the system's errors.
 */
export const openDirectory = (named: string): DirectoryHandle =>
  openWithoutLinks(realpathSync.native(nativePath(named) as string)); // Node takes a Buffer here too; its types do not say so.

/** Makes the names in a directory durable (fsync(2)); where a directory cannot be opened for it (Windows) they are so already. */
export const syncDirectory = (directory: DirectoryHandle): void => {
  if (constants.O_DIRECTORY === undefined) return;
  const descriptor = openSync(selfPath(directory), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
