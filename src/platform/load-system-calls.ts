import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SystemCalls } from './system-calls.ts';

/** True when the answers are Node's: no number or structure of ours is taken on trust on a machine that we never saw. */
const agreesWithNode = (calls: SystemCalls): boolean => {
  const root = openSync('/', constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const { mode, uid, ino } = fstatSync(root);
    return [calls.statusOf(root), calls.statusAt(root, '.')].every(
      (status) => status?.mode === mode && status.uid === uid && status.ino === ino,
    );
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
