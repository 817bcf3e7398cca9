import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from './errno.ts';

/** `other`: a socket, a link to nowhere, something that may not be looked at. */
export type EntryKind = 'directory' | 'file' | 'other';

/** What a path is once links are followed; undefined when it leads nowhere. */
export const entryKind = (path: string): EntryKind | undefined => {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (status.isDirectory()) return 'directory';
    return status.isFile() ? 'file' : 'other';
  } catch (error) {
    return errnoOf(error) === 'ENOTDIR' ? undefined : 'other';
  }
};

export type Entry = { readonly name: string; readonly path: string; readonly kind: EntryKind };

export type Listing =
  | { readonly kind: 'listed'; readonly entries: readonly Entry[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly code: string };

/** The entries of a small directory, sorted by name, links followed. What is no directory counts as missing. */
export const listEntries = (directory: string): Listing => {
  try {
    const entries = readdirSync(directory, { withFileTypes: true }).map((entry): Entry => {
      const path = join(directory, entry.name);
      const kind = entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : (entryKind(path) ?? 'other');
      return { name: entry.name, path, kind };
    });
    return { kind: 'listed', entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (error) {
    const code = errnoOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', code };
  }
};
