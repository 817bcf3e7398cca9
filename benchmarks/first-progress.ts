import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';
import type { Row } from './report.ts';
import { makeStateDir } from './trees.ts';

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url));

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Seconds until the command writes its first character to a terminal, which script(1) lends it. */
const secondsToFirstOutput = async (stateDir: string): Promise<number> => {
  const command = [process.execPath, RUN, 'security', 'audit', '--state-dir', stateDir].map(quoted).join(' ');
  const started = performance.now();
  const child = spawn('script', ['-qec', `${command} >/dev/null`, '/dev/null'], {
    env: { ...process.env, HOME: path.dirname(stateDir), TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seconds: number | undefined;
  child.stdout.on('data', () => {
    seconds ??= (performance.now() - started) / 1000;
  });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (seconds === undefined) throw new Error('the command showed no progress on a terminal');
  return seconds;
};

/** The first sign of life on a terminal, on a tree large enough to be waited for. */
export const benchFirstProgress = async (scale: number, rounds: number): Promise<Row[]> => {
  const stateDir = makeStateDir({ agents: 20, filesPerAgent: Math.round(10_000 * scale) });
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await secondsToFirstOutput(stateDir));
    return [{ label: 'first progress on a terminal', value: median(times), bar: 0.5, unit: 's', costs: [] }];
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};
