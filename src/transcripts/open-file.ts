import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import type { SkipReason } from '../audit/coverage.ts';
import { errnoOf } from '../platform/errno.ts';
import { nativePath } from '../platform/path-bytes.ts';

/** An open regular file, or why there is none. */
export type OpenedFile = { readonly descriptor: number; readonly status: Stats } | { readonly skipped: SkipReason };

const FLAGS =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** What a failed look at a file means: a link where a file was named is special (open(2): ELOOP), as is a socket (ENXIO). */
export const skipReasonFor = (error: unknown): SkipReason => {
  switch (errnoOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'vanished';
    case 'ELOOP':
    case 'EMLINK':
    case 'ENXIO':
    case 'ENODEV':
      return 'special';
    case 'EACCES':
    case 'EPERM':
      return 'unreadable';
    case 'ENAMETOOLONG':
      return 'path-too-long';
    default:
      return 'error';
  }
};

/**
 * Opens a regular file for reading without following a link in its last part and without waiting: a FIFO without a writer,
 * a device or a directory in a file's place is closed again. The caller closes the descriptor.
 */
export const openRegularFile = (path: string): OpenedFile => {
  let descriptor: number;
  try {
    descriptor = openSync(nativePath(path), FLAGS);
  } catch (error) {
    return { skipped: skipReasonFor(error) };
  }
  const status = fstatSync(descriptor);
  if (status.isFile()) return { descriptor, status };
  closeSync(descriptor);
  return { skipped: 'special' };
};
