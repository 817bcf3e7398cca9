import { fstatSync, lstatSync, type Stats } from 'node:fs';
import { type DirectoryHandle, selfPath } from './directory-handle.ts';
import { errnoOf } from './errno.ts';
import { isLocalFileSystem } from './local-file-system.ts';
import { isPlainName } from './path-bytes.ts';

/**
 * The plain path of a held directory, relative to the working directory, with the means to tell afterwards whether it led
 * there all the time. The way through `/proc/self/fd` costs the kernel twice as much (benchmarks/README.md).
 */
export type QuietPath = {
  /** In front of a name. */
  readonly prefix: string;
  /** True when every path with that prefix, used between `quietPath` and now, led into the held directory. */
  readonly isStillQuiet: () => boolean;
};

/** Room for a name behind the path before the kernel refuses the whole (PATH_MAX 4096, NAME_MAX 255). */
const LONGEST_PATH_BYTES = 4096 - 256 - 1;

/** The kernel's clock for change times moves in steps of at most 10 ms: what happens from now on gets a later time than this. */
const CLOCK_STEP_MS = 50;

/** Write permission of the group and of everyone: an access list grants no write beyond the group's bit, its mask (acl(5)). */
const OTHERS_WRITE = 0o022;

/** "." and every directory on the way to a relative path, which comes last. */
const stepsTo = (relative: string): string[] => {
  const names = relative.split('/').filter(Boolean);
  return ['.', ...names.map((_, index) => names.slice(0, index + 1).join('/'))];
};

const look = (steps: readonly string[]): Stats[] => steps.map((step) => lstatSync(step));

const isSame = (one: Stats, other: Stats): boolean => one.dev === other.dev && one.ino === other.ino;

/** True when every step is what it was, and nothing in one that leads on was renamed, linked or removed. */
const isUnchanged = (steps: readonly string[], before: readonly Stats[]): boolean => {
  try {
    return look(steps).every((step, index) => {
      const then = before[index] as Stats;
      return isSame(step, then) && (index === before.length - 1 || step.ctimeMs === then.ctimeMs);
    });
  } catch (error) {
    errnoOf(error);
    return false;
  }
};

/**
 * `directory`, which lies at `relative` below `root`, by its path; undefined where that could be less safe than its
 * descriptor: the root is not the working directory, somebody else may write on the way, the way crosses a file system, or
 * something in it was renamed just now.
 *
 * Whoever swaps a directory renames, links or removes an entry of the one above, and that one's change time moves, which
 * nobody can set (inode(7)). Change times that are older than the first look and the same at the second prove that nothing
 * was swapped between the two.
 */
export const quietPath = (
  root: DirectoryHandle,
  directory: DirectoryHandle,
  relative: string,
): QuietPath | undefined => {
  const us = process.geteuid?.();
  if (root.descriptor === undefined || directory.descriptor === undefined || us === undefined) return undefined;
  if (!isPlainName(relative) || Buffer.byteLength(relative) > LONGEST_PATH_BYTES) return undefined;
  const steps = stepsTo(relative);
  try {
    const held = fstatSync(directory.descriptor);
    const latestMs = Date.now() - CLOCK_STEP_MS;
    const before = look(steps);
    const isOurs = before.every(
      (step, index) =>
        step.isDirectory() &&
        step.dev === held.dev &&
        (step.uid === us || step.uid === 0) &&
        (index === before.length - 1 || ((step.mode & OTHERS_WRITE) === 0 && step.ctimeMs < latestMs)),
    );
    const leadsThere = isSame(before.at(-1) as Stats, held) && isSame(before[0] as Stats, fstatSync(root.descriptor));
    if (!isOurs || !leadsThere || !isLocalFileSystem(selfPath(directory))) return undefined;
    return { prefix: relative === '' ? './' : `${relative}/`, isStillQuiet: () => isUnchanged(steps, before) };
  } catch (error) {
    errnoOf(error);
    return undefined;
  }
};
