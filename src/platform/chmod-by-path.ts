import { closeSync, fchmodSync, fstatSync, openSync } from 'node:fs';
import { errnoOf } from './errno.ts';
import { nativePath } from './path-bytes.ts';
import type { QuietPath } from './quiet-path.ts';
import { assertTightens, type ExpectedEntry, READ, refusal } from './safe-chmod.ts';

/** An entry of a directory and the mode it is to get. */
type Change = { readonly name: string; readonly expected: ExpectedEntry; readonly mode: number };

/** A file that is the expected one, held open; undefined for anything else. */
const holdExpected = ({ prefix }: QuietPath, { name, expected }: Change): number | undefined => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(nativePath(prefix + name), READ);
    if (refusal(fstatSync(descriptor), expected) === undefined) return descriptor;
  } catch (error) {
    errnoOf(error);
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
};

const changeHeld = (descriptor: number, mode: number): boolean => {
  try {
    fchmodSync(descriptor, mode);
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
};

/**
 * Tightens files of one directory by their path: opens them all, compares each on its descriptor, makes sure that the path led
 * into the directory all the while, and only then changes them. Gives which were changed; whatever is in doubt is not, and is
 * left to `tighten`, which can say why. Some hundred files at a time: all of them are open at once. Throws an Error for a mode
 * that would add a bit.
 */
export const tightenByPath = (path: QuietPath, changes: readonly Change[]): boolean[] => {
  for (const { expected, mode } of changes) assertTightens(expected, mode);
  const held = changes.map((change) => (change.expected.type === 'file' ? holdExpected(path, change) : undefined));
  try {
    if (!path.isStillQuiet()) return changes.map(() => false);
    return changes.map(({ mode }, index) => {
      const descriptor = held[index];
      return descriptor !== undefined && changeHeld(descriptor, mode);
    });
  } finally {
    for (const descriptor of held) if (descriptor !== undefined) closeSync(descriptor);
  }
};
