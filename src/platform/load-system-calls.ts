import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type EntryStatus, SystemCalls } from './system-calls.ts';

const FIELDS = ['mode', 'size', 'uid', 'nlink', 'ino', 'dev'] as const;

/** True when the answers are Node's: no number or structure of ours is taken on trust on a machine that we never saw. */
const agreesWithNode = (calls: SystemCalls): boolean => {
  const root = openSync('/', constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const expected = fstatSync(root);
    const agrees = (status: EntryStatus | undefined): boolean =>
      FIELDS.every((field) => status?.[field] === expected[field]);
    return agrees(calls.statusOf(root)) && agrees(calls.statusAt(root, '.'));
  } finally {
    closeSync(root);
  }
};

const load = (): SystemCalls | undefined => {
  try {
    const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
    const addressOf = (bytes: ArrayBuffer): number => Number(koffi.address(bytes));
    const calls = new SystemCalls(koffi.load(null), addressOf, () => koffi.errno());
    return agreesWithNode(calls) ? calls : undefined;
  } catch {
    // Not installed, no binary for this machine, or a C library without these functions: Node's own do the same work.
    return undefined;
  }
};

let calls: SystemCalls | undefined;
let isLoaded = false;

/**
 * Linux system calls for this thread, through koffi, an optional dependency; undefined where they cannot be had. What uses
 * them does the same with Node's own functions then, with more work.
 */
export const systemCalls = (): SystemCalls | undefined => {
  if (!isLoaded) {
    calls = load();
    isLoaded = true;
  }
  return calls;
};
