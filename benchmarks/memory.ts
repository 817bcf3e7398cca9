import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';
import { ours } from './scan.ts';
import { addAgents, looseFiles, makeStateDir } from './trees.ts';

const FEW = 100;
const MANY = 500;

const measureAt = async (
  stateDir: string,
  agents: number,
  filesPerAgent: number,
  rounds: number,
): Promise<Measured> => {
  const [cost] = (await compare([ours(stateDir)], rounds)) as [Measured];
  const expected = looseFiles({ agents, filesPerAgent });
  if (cost.count !== expected) throw new Error(`we counted ${cost.count} loose entries, there are ${expected}`);
  const files = (agents * filesPerAgent).toLocaleString('en-US');
  return { ...cost, name: `${cost.name}, ${files} files in ${agents} directories` };
};

/** Peak memory of the whole command on 1,000,000 files, and on the same tree grown to 5,000,000: it must not grow along. */
export const benchMemory = async (scale: number, rounds: number): Promise<Row[]> => {
  const filesPerAgent = Math.round(10_000 * scale);
  const stateDir = makeStateDir({ agents: FEW, filesPerAgent });
  try {
    const few = await measureAt(stateDir, FEW, filesPerAgent, rounds);
    addAgents(stateDir, { agents: MANY - FEW, firstAgent: FEW, filesPerAgent, seed: 2 });
    const many = await measureAt(stateDir, MANY, filesPerAgent, rounds);
    const files = (MANY * filesPerAgent).toLocaleString('en-US');
    return [
      { label: `${files} files, peak memory`, value: many.peakMiB, bar: 200, aim: 150, unit: 'MiB', costs: [many] },
      {
        label: `peak memory at ${files} files against a fifth of them`,
        value: many.peakMiB / few.peakMiB,
        bar: 1.15,
        unit: '×',
        costs: [many, few],
      },
    ];
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};
