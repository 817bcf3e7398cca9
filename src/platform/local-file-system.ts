import { statfsSync } from 'node:fs';
import { errnoOf } from './errno.ts';
import { nativePath } from './path-bytes.ts';

/** ext2 to ext4, XFS, Btrfs, tmpfs, F2FS: statfs(2) has their numbers. */
const LOCAL: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0xf2f52010]);

/**
 * True where the kernel itself keeps a file's attributes: an access list is always named among them, and change times move
 * with every change. File systems on the network or in user space answer as they like. False when it cannot be told.
 */
export const isLocalFileSystem = (place: string): boolean => {
  try {
    return LOCAL.has(statfsSync(nativePath(place)).type);
  } catch (error) {
    errnoOf(error);
    return false;
  }
};
