import { statSync } from 'node:fs';
import { assertSystemError } from '../platform/errno.ts';

/** True for what is neither a file nor a directory (a device, a pipe, a socket), links followed: its mode is the system's business. */
export const isSpecialFile = (place: string): boolean => {
  try {
    const target = statSync(place, { throwIfNoEntry: false });
    return target !== undefined && !target.isFile() && !target.isDirectory();
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};
