import { spawnSync } from 'node:child_process';
import type { Command } from './windows-acl.ts';

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** Runs a program of the system by its full path, without a shell. Gives its output, or why there is none. */
export const runProgram = ({ program, args }: Command): { readonly output: string } | { readonly error: string } => {
  const { error, status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  });
  if (error !== undefined) return { error: (error as NodeJS.ErrnoException).code ?? 'ERROR' };
  return status === 0 ? { output: stdout } : { error: `exit ${status}` };
};
