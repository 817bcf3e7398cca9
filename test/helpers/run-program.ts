import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program's own file. */
export const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** Runs the built program as a shell would. */
export const runProgram = (...args: readonly string[]) => {
  // AVA's own value makes oclif talk to developers.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
};
