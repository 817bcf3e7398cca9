import { lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HostPaths } from '../audit/context.ts';
import {
  closeDirectory,
  type DirectoryHandle,
  openDescendant,
  openDirectory,
  openWithoutLinks,
} from '../platform/directory-handle.ts';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import { nativePath } from '../platform/path-bytes.ts';

/** Why the directory of a place could not be opened. */
export type NoParent =
  | { readonly status: 'missing' }
  | { readonly status: 'symlink' }
  | { readonly status: 'failed'; readonly code: string };

/** True when a path leads to a directory once its links are followed. */
const leadsSomewhere = (directory: string): boolean => {
  try {
    return statSync(nativePath(directory)).isDirectory();
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};

/**
 * The places whose own links the user answers for: they were named on the command line, in the environment or by the system.
 * Below them, and on paths that only the config names, no link is followed.
 */
const trustedRoots = ({ home, stateDir, credentialsDir, configPath }: HostPaths): string[] =>
  [stateDir, credentialsDir, path.dirname(configPath), home]
    .filter((root) => root === stateDir || !isInside(root, stateDir))
    .sort((a, b) => b.length - a.length);

/** Opens the directory of a place for changing what is in it. */
export const openParent = (paths: HostPaths, place: string): DirectoryHandle | NoParent => {
  const parent = path.dirname(place);
  const root = trustedRoots(paths).find((candidate) => isInside(parent, candidate));
  try {
    if (root === undefined) return openWithoutLinks(parent);
    const handle = openDirectory(root);
    try {
      return openDescendant(handle, path.relative(root, parent));
    } finally {
      closeDirectory(handle);
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return { status: 'missing' };
    if (code !== 'ENOTDIR' && code !== 'ELOOP') return { status: 'failed', code };
    return { status: leadsSomewhere(parent) ? 'symlink' : 'missing' };
  }
};

/** The state dir and everything else that is named, as one real path; undefined when it is not there. */
export const realPathOf = (place: string): string | undefined => {
  try {
    return realpathSync.native(place);
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

/** The owner of the link at a path; undefined when no link stands there. */
export const linkOwner = (place: string): number | undefined => {
  try {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats?.isSymbolicLink() ? stats.uid : undefined;
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};
