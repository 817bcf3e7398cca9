import { closeSync, constants, type Dir, lstatSync, opendirSync, openSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { nameFromBytes, nativePath } from '../platform/path-bytes.ts';

/** Enough for the speed; a larger one leaves more memory behind in every thread's allocator (benchmarks/README.md). */
const BUFFER_ENTRIES = 1024;

/** Room that a name needs behind a directory's path before the kernel refuses the whole (PATH_MAX 4096, NAME_MAX 255). */
const LONGEST_PLAIN_DIRECTORY = 4096 - 256 - 1;
const ANCHOR_STEP = 2048;

/** How a directory's entries are addressed in system calls, and what must be closed afterwards. */
export type DirectoryHandle = {
  readonly prefix: string;
  /** The directory itself, links not followed; undefined when it is gone. */
  readonly status: () => Stats | undefined;
  readonly close: () => void;
};

const QUIET = { throwIfNoEntry: false } as const;

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

/**
 * Makes a directory addressable. A path near PATH_MAX is walked by descriptors (`/proc/self/fd/N/…`, proc(5)): nesting is no
 * hiding place. Throws the system's error where that is impossible.
 */
export const openHandle = (directory: string): DirectoryHandle => {
  if (Buffer.byteLength(directory) <= LONGEST_PLAIN_DIRECTORY) {
    return {
      prefix: directory === path.sep ? path.sep : directory + path.sep,
      status: () => lstatSync(nativePath(directory), QUIET),
      close: () => {},
    };
  }
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
  const held = descriptor as number;
  return {
    prefix: `/proc/self/fd/${held}/`,
    status: () => statSync(`/proc/self/fd/${held}`, QUIET),
    close: () => closeSync(held),
  };
};

const REPLACEMENT = '\uFFFD';

/** Names of one directory, in the text form of path-bytes. Plain ones need no decoding on their way back to the system. */
export type NameBatch = { readonly names: readonly string[]; readonly arePlain: boolean };

/** Enough to keep the cost of a batch away, few enough to stay in the processor's cache. */
const BATCH_NAMES = 4 * 1024;

const readBatch = (dir: Dir, names: unknown[]): boolean => {
  for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
    names.push(entry.name);
    if (names.length === BATCH_NAMES) return true;
  }
  return false;
};

/**
 * Every name of a directory, batch by batch. Node decodes names leniently, so a directory in which a replacement character
 * shows up is read again as bytes, for those names alone. Throws the system's error. Closes the directory when left early.
 */
export const nameBatches = function* (handle: DirectoryHandle): Generator<NameBatch> {
  const place = nativePath(handle.prefix) as string; // Node takes a Buffer here too; its types do not say so.
  let isDoubtful = false;
  const dir = opendirSync(place, { bufferSize: BUFFER_ENTRIES });
  try {
    for (let more = true; more; ) {
      const batch: string[] = [];
      more = readBatch(dir, batch);
      const names = batch.filter((name) => !name.includes(REPLACEMENT));
      isDoubtful ||= names.length < batch.length;
      yield { names, arePlain: true };
    }
  } finally {
    dir.closeSync();
  }
  if (!isDoubtful) return;
  const raw = opendirSync(place, { bufferSize: BUFFER_ENTRIES, encoding: 'buffer' as BufferEncoding });
  try {
    for (let more = true; more; ) {
      const batch: Buffer[] = [];
      more = readBatch(raw, batch);
      const doubtful = batch.filter((bytes) => bytes.toString('utf8').includes(REPLACEMENT));
      yield { names: doubtful.map(nameFromBytes), arePlain: false };
    }
  } finally {
    raw.closeSync();
  }
};
