import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';
import { makeStateDir } from './trees.ts';

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** A small host, the whole command, beside a Node that does nothing. */
export const benchStartup = async (rounds: number): Promise<Row[]> => {
  const stateDir = makeStateDir({ agents: 2, filesPerAgent: 30 });
  try {
    const env = { ...process.env, HOME: path.dirname(stateDir) };
    const [us, bare] = (await compare(
      [
        { name: 'audit --json', command: [process.execPath, RUN, 'security', 'audit', '--json'], env },
        { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
      ],
      rounds,
    )) as [Measured, Measured];
    return [
      {
        label: 'small host (60 files), whole command against node -e 0',
        value: us.wallSeconds / bare.wallSeconds,
        bar: 8,
        aim: 5,
        unit: '×',
        costs: [us, bare],
      },
    ];
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};
