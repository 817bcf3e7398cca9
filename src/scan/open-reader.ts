import { closeSync, constants, openSync } from 'node:fs';
import path from 'node:path';
import { nativePath } from '../platform/path-bytes.ts';
import type { SystemCalls } from '../platform/system-calls.ts';
import type { DirectoryReader } from './directory-reader.ts';
import { readByCalls } from './read-by-calls.ts';
import { readByPath } from './read-by-path.ts';

/** Room that a name needs behind a directory's path before the kernel refuses the whole (PATH_MAX 4096, NAME_MAX 255). */
const LONGEST_PLAIN_DIRECTORY = 4096 - 256 - 1;
const ANCHOR_STEP = 2048;

const DIRECTORY_ONLY = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Pieces of a path, each short enough for one system call. */
const stepsOf = (directory: string): string[] => {
  const steps: string[] = [];
  let step = '';
  for (const segment of directory.split(path.sep)) {
    if (step !== '' && Buffer.byteLength(step) + Buffer.byteLength(segment) > ANCHOR_STEP) {
      steps.push(step);
      step = segment;
    } else step = step === '' && steps.length === 0 ? (segment === '' ? path.sep : segment) : path.join(step, segment);
  }
  return [...steps, step];
};

/** Walks a path near PATH_MAX by descriptors (`/proc/self/fd/N/…`, proc(5)). */
const walk = (directory: string): number => {
  let descriptor: number | undefined;
  for (const step of stepsOf(directory)) {
    const from = descriptor;
    const place = from === undefined ? step : `/proc/self/fd/${from}/${step}`;
    try {
      descriptor = openSync(nativePath(place), DIRECTORY_ONLY);
    } finally {
      if (from !== undefined) closeSync(from);
    }
  }
  return descriptor as number;
};

/**
 * Opens a directory by its absolute path, whatever its length: nesting is no hiding place. With `calls` its entries are looked
 * at through its descriptor, by their names alone. Throws the system's error where that is impossible.
 */
export const openReader = (directory: string, calls: SystemCalls | undefined): DirectoryReader => {
  const isShort = Buffer.byteLength(directory) <= LONGEST_PLAIN_DIRECTORY;
  if (calls === undefined) return readByPath(directory, isShort ? undefined : walk(directory));
  const descriptor = isShort ? openSync(nativePath(directory), DIRECTORY_ONLY) : walk(directory);
  return readByCalls(isShort ? directory : undefined, descriptor, calls);
};
