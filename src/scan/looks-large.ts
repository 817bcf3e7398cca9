import { lstatSync, opendirSync } from 'node:fs';
import path from 'node:path';
import { assertSystemError } from '../platform/errno.ts';

/** Directories of this size hold some thousands of entries on file systems whose directories grow with them. */
const LARGE_BYTES = 256 * 1024;
/** Agents that are asked: looking must cost nothing beside what it saves. */
const MAX_ASKED = 64;

const sizeOf = (directory: string): number => {
  const status = lstatSync(directory, { throwIfNoEntry: false });
  return status?.isDirectory() ? status.size : 0;
};

/**
 * True when the session folders in a state dir show by their own size that threads are worth their start. Only a hint: false
 * says nothing, and whoever cannot be asked is met again by the scan.
 */
export const looksLarge = (stateDir: string): boolean => {
  try {
    const agents = path.join(stateDir, 'agents');
    if (!lstatSync(agents).isDirectory()) return false;
    const open = opendirSync(agents);
    try {
      let bytes = 0;
      for (let asked = 0; asked < MAX_ASKED && bytes < LARGE_BYTES; asked++) {
        const agent = open.readSync();
        if (agent === null) break;
        bytes += sizeOf(path.join(agents, agent.name, 'sessions'));
      }
      return bytes >= LARGE_BYTES;
    } finally {
      open.closeSync();
    }
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};
