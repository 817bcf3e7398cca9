import { tightenByPath } from '../platform/chmod-by-path.ts';
import type { DirectoryHandle } from '../platform/directory-handle.ts';
import { quietPath } from '../platform/quiet-path.ts';
import { type ChmodOutcome, type ExpectedEntry, tighten } from '../platform/safe-chmod.ts';
import type { Journal } from './journal.ts';
import { journalFailure } from './journal-folder.ts';

/** One entry of a directory and the mode it is to get. */
export type ModeChange = { readonly name: string; readonly expected: ExpectedEntry; readonly mode: number };

/** Files that are held open at once: few enough for a limit of 1,024 descriptors and several threads. */
const HELD_FILES = 128;
/** Fewer changes are made by descriptor at once: the proof that a path may be used costs as much as some files. */
const WORTH_A_PROOF = 16;

/** A directory by its place below a root. */
export type Below = { readonly root: DirectoryHandle; readonly relative: string };

/** Changes what can be changed by the plain path of the directory; true for each that was. */
const byPath = (directory: DirectoryHandle, changes: readonly ModeChange[], { root, relative }: Below): boolean[] => {
  const done: boolean[] = [];
  for (let from = 0; from < changes.length; from += HELD_FILES) {
    const part = changes.slice(from, from + HELD_FILES);
    const path = part.length < WORTH_A_PROOF ? undefined : quietPath(root, directory, relative);
    done.push(...(path === undefined ? part.map(() => false) : tightenByPath(path, part)));
  }
  return done;
};

const DONE: ChmodOutcome = { status: 'done' };

/**
 * Writes down, then makes, changes in one held directory; gives an outcome for each, in order. `verify` says which of them
 * are read back: on a file system that ignores chmod all of them would be, so the first of many is enough. With `below` the
 * others may be made by the plain path of the directory, where that is as safe.
 */
export const tightenBatch = (
  directory: DirectoryHandle,
  changes: readonly ModeChange[],
  journal: Journal,
  verify: 'first' | 'all',
  below?: Below,
): ChmodOutcome[] => {
  if (changes.length === 0) return [];
  journal.add({ kind: 'block', directory: directory.path });
  for (const { name, expected, mode } of changes) journal.addMode(name, expected, mode);
  journal.flush();
  const done = below === undefined ? [] : [false, ...byPath(directory, changes.slice(1), below)];
  const outcomes = changes.map(({ name, expected, mode }, index) =>
    done[index] === true ? DONE : tighten(directory, name, expected, mode, verify === 'all' || index === 0),
  );
  const left = changes.filter((_, index) => outcomes[index]?.status !== 'done').map(({ name }) => name);
  try {
    journal.add({ kind: 'left', names: left });
  } catch (error) {
    journalFailure(error); // What was changed is written down already; the next batch meets the same fault.
  }
  return outcomes;
};
