import { statSync } from 'node:fs';
import path from 'node:path';
import type { HostPaths } from '../audit/context.ts';
import { assertSystemError } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import { realPath } from '../platform/real-path.ts';

/** Directories of the system itself: what stands there has its modes for everybody's sake. */
const SYSTEM = /^\/(?:private\/)?(?:etc|proc|sys|dev|boot|usr|bin|sbin|lib\w*)(?:\/|$)/;

/** Neither a file nor a directory (a device, a pipe, a socket), links followed. */
const isSpecial = (place: string): boolean => {
  try {
    const target = statSync(place, { throwIfNoEntry: false });
    return target !== undefined && !target.isFile() && !target.isDirectory();
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};

/**
 * Whether the mode of a place is OpenClaw's business, links followed. A config can name anything as an include or a log file,
 * /etc/passwd too: a tighter mode there would break the host. An include that OpenClaw does not load (spec CR 2.3, outside the
 * config's folder) is no config file; a log file is one wherever it is, but for the system's own directories.
 */
export const isMendablePlace = (
  place: string,
  kind: 'include' | 'log' | 'other',
  { configPath, stateDir }: HostPaths,
): boolean => {
  if (isSpecial(place)) return false;
  if (kind === 'other') return true;
  const real = realPath(place);
  if (kind === 'include') return isInside(real, path.dirname(realPath(configPath)));
  return !SYSTEM.test(real) || isInside(real, realPath(stateDir));
};
