import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { assertSystemError } from './errno.ts';
import { nameFromBytes, nativePath } from './path-bytes.ts';

/**
 * An absolute path with every link in it followed. What does not exist, or may not be looked at, is kept as written:
 * `/link/new` becomes `/target/new`.
 */
export const realPath = (path: string): string => {
  try {
    return nameFromBytes(realpathSync.native(nativePath(path), 'buffer'));
  } catch (error) {
    assertSystemError(error);
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
};
