import { lstatSync, readdirSync } from 'node:fs';
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
    let bytes = 0;
    for (const agent of readdirSync(agents).slice(0, MAX_ASKED)) {
      bytes += sizeOf(path.join(agents, agent, 'sessions'));
      if (bytes >= LARGE_BYTES) return true;
    }
  } catch (error) {
    assertSystemError(error);
  }
  return false;
};
