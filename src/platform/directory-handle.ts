import { closeSync, constants, existsSync, fsyncSync, openSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

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

/** `O_PATH` of open(2): a descriptor that names a file without opening it. Node has no constant for it. */
export const O_PATH = 0o10000000;

let descriptorPaths: boolean | undefined;
/** True where `/proc/self/fd/N` leads to descriptor N (Linux, proc(5)). */
export const hasDescriptorPaths = (): boolean => {
  descriptorPaths ??= constants.O_NOFOLLOW !== undefined && existsSync('/proc/self/fd');
  return descriptorPaths;
};

const DIRECTORY_ONLY = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * The path by which an entry of the held directory is reached. `name` is one file name without a slash; anything else throws.
 */
export const entryPath = (directory: DirectoryHandle, name: string): string => {
  if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name))
    throw new Error(`Not a file name: ${JSON.stringify(name)}`);
  return directory.descriptor === undefined
    ? join(directory.path, name)
    : `/proc/self/fd/${directory.descriptor}/${name}`;
};

export const closeDirectory = (directory: DirectoryHandle): void => {
  if (directory.descriptor !== undefined) closeSync(directory.descriptor);
};

/** Opens a directory inside a held one, without following a link. Throws ENOTDIR or ELOOP for a link or a file. */
export const openChildDirectory = (parent: DirectoryHandle, name: string): DirectoryHandle => {
  const path = join(parent.path, name);
  if (parent.descriptor === undefined) return { path, descriptor: undefined };
  return { path, descriptor: openSync(entryPath(parent, name), DIRECTORY_ONLY) };
};

/** Opens `names` one below the other from a held directory; closes what lies between. */
export const openDescendant = (root: DirectoryHandle, names: readonly string[]): DirectoryHandle => {
  let current = openChildDirectory(root, names[0] ?? '.');
  for (const name of names.slice(1)) {
    const next = openThenClose(current, name);
    current = next;
  }
  return current;
};

const openThenClose = (parent: DirectoryHandle, name: string): DirectoryHandle => {
  try {
    return openChildDirectory(parent, name);
  } finally {
    closeDirectory(parent);
  }
};

/**
 * Opens a directory that the user named. Links on the way to it are the user's own and are resolved once; the resolved path
 * is then walked without following any. Throws the system's errors.
 */
export const openDirectory = (path: string): DirectoryHandle => {
  const real = realpathSync.native(path);
  if (!hasDescriptorPaths()) return { path: real, descriptor: undefined };
  let current: DirectoryHandle = { path: '/', descriptor: openSync('/', DIRECTORY_ONLY) };
  for (const name of real.split('/').filter(Boolean)) current = openThenClose(current, name);
  return current;
};

/** Makes the names in a directory durable (fsync(2)); where a directory cannot be opened for it (Windows) they are so already. */
export const syncDirectory = (directory: DirectoryHandle): void => {
  const path = directory.descriptor === undefined ? directory.path : `/proc/self/fd/${directory.descriptor}/.`;
  if (constants.O_DIRECTORY === undefined) return;
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
