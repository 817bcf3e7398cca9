import type { DirectoryHandle } from '../platform/directory-handle.ts';
import { type ChmodOutcome, type ExpectedEntry, tighten } from '../platform/safe-chmod.ts';
import type { Journal } from './journal.ts';
import { journalFailure } from './journal-folder.ts';

/** One entry of a directory and the mode it is to get. */
export type ModeChange = { readonly name: string; readonly expected: ExpectedEntry; readonly mode: number };

/**
 * Writes down, then makes, changes in one held directory; gives an outcome for each, in order. `verify` says which of them
 * are read back: on a file system that ignores chmod all of them would be.
 */
export const tightenBatch = (
  directory: DirectoryHandle,
  changes: readonly ModeChange[],
  journal: Journal,
  verify: (index: number) => boolean,
): ChmodOutcome[] => {
  if (changes.length === 0) return [];
  journal.add({ kind: 'block', directory: directory.path });
  for (const { name, expected, mode } of changes) journal.addMode(name, expected, mode);
  journal.flush();
  const outcomes = changes.map(({ name, expected, mode }, index) =>
    tighten(directory, name, expected, mode, verify(index)),
  );
  const left = changes.filter((_, index) => outcomes[index]?.status !== 'done').map(({ name }) => name);
  try {
    journal.add({ kind: 'left', names: left });
  } catch (error) {
    journalFailure(error); // What was changed is written down already; the next batch meets the same fault.
  }
  return outcomes;
};
