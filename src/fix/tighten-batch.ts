import type { ChmodOutcome, ExpectedEntry } from '../platform/safe-chmod.ts';
import type { Journal } from './journal.ts';
import { journalFailure } from './journal-folder.ts';

/** One entry of a directory and the mode it is to get. */
export type ModeChange = { readonly name: string; readonly expected: ExpectedEntry; readonly mode: number };

/**
 * Writes down, then makes, changes in one directory, given by its path; gives an outcome for each, in order. `change` makes one
 * of them, and reads it back when `verify` says so: all, or all until one was seen to work, for a file system that ignores
 * chmod ignores it always. Throws when nothing can be written down: then nothing was changed.
 */
export const tightenBatch = (
  directory: string,
  changes: readonly ModeChange[],
  journal: Journal,
  verify: 'first' | 'all',
  change: (change: ModeChange, index: number, verify: boolean) => ChmodOutcome,
): ChmodOutcome[] => {
  if (changes.length === 0) return [];
  journal.add({ kind: 'block', directory });
  for (const { name, expected, mode } of changes) journal.addMode(name, expected, mode);
  journal.flush();
  let isDoubtful = true;
  const outcomes = changes.map((one, index) => {
    const outcome = change(one, index, verify === 'all' || isDoubtful);
    isDoubtful &&= outcome.status !== 'done';
    return outcome;
  });
  const left = changes.filter((_, index) => outcomes[index]?.status !== 'done').map(({ name }) => name);
  try {
    journal.add({ kind: 'left', names: left });
  } catch (error) {
    journalFailure(error); // What was changed is written down already; the next batch meets the same fault.
  }
  return outcomes;
};
