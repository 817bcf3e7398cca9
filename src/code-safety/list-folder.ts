import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { nameFromBytes, nativePath } from '../platform/path-bytes.ts';

/** An entry of a folder, its link followed once. Names and paths in the text form of platform/path-bytes. */
export type FolderEntry = {
  readonly name: string;
  readonly path: string;
  readonly type: 'folder' | 'file' | 'special' | 'broken-link' | 'unreadable';
  /** Real path when the entry is a link that leads somewhere. */
  readonly linkTarget?: string;
  readonly code?: string;
};

/** What listing a folder gives. `missing`: nothing is there, or something that is no folder. `code`: the system's, such as EACCES. */
export type Listing =
  | { readonly status: 'listed'; readonly entries: readonly FolderEntry[] }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly code: string };

const typeOf = (entry: Dirent<Buffer> | Stats): 'folder' | 'file' | 'special' =>
  entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'special';

/** The real path of a path, links resolved. Throws the system's error. Only the native call takes names that are no UTF-8. */
export const realPath = (path: string): string => nameFromBytes(realpathSync.native(nativePath(path), 'buffer'));

/** As `realPath`; the path itself when its real one cannot be told. */
export const realPathOrSame = (path: string): string => {
  try {
    return realPath(path);
  } catch (error) {
    assertSystemError(error); // Gone or closed: reading it will say what is wrong.
    return path;
  }
};

const followed = (name: string, path: string): FolderEntry => {
  try {
    return { name, path, type: typeOf(statSync(nativePath(path))), linkTarget: realPath(path) };
  } catch (error) {
    const code = errnoOf(error);
    // A link that leads nowhere holds nothing; one that leads in a circle was made to confuse.
    return { name, path, type: code === 'ENOENT' ? 'broken-link' : 'unreadable', code };
  }
};

/** The entries of a folder in name order. A missing folder is an answer; other errors are said. */
export const listFolder = (folder: string): Listing => {
  try {
    const found = readdirSync(nativePath(folder), { withFileTypes: true, encoding: 'buffer' });
    const entries = found.map((entry) => {
      const name = nameFromBytes(entry.name);
      const path = join(folder, name);
      return entry.isSymbolicLink() ? followed(name, path) : { name, path, type: typeOf(entry) };
    });
    return { status: 'listed', entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (error) {
    const code = errnoOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { status: 'missing' } : { status: 'failed', code };
  }
};
