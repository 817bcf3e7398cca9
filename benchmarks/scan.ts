import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contender, type Cost, compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';
import { looseFiles, makeStateDir, type TreeOptions } from './trees.ts';

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const FAST_GLOB = fileURLToPath(new URL('fast-glob.ts', import.meta.url));

/** Loose entries in our own report: every mode of every kind with a bit for others. */
const ourCount = ({ stdout }: Cost): number => {
  const { scan } = JSON.parse(stdout) as { scan: { kinds: Record<string, { modes: Record<string, number> }> } };
  let loose = 0;
  for (const { modes } of Object.values(scan.kinds)) {
    for (const [mode, count] of Object.entries(modes)) if ((Number.parseInt(mode, 8) & 0o077) !== 0) loose += count;
  }
  return loose;
};

const lines = ({ stdout }: Cost): number => Number(stdout.trim());

/** The whole command on a tree, and the loose entries that it counted. */
export const ours = (stateDir: string): Contender => ({
  name: 'openclaw-security audit --json',
  command: [process.execPath, RUN, 'security', 'audit', '--json', '--quiet', '--state-dir', stateDir],
  env: { ...process.env, HOME: path.dirname(stateDir) },
  count: ourCount,
});

const find = (stateDir: string): Contender => ({
  name: 'find -perm /077',
  command: ['find', stateDir, '-perm', '/077', '-printf', ''],
});

const countOfFind = (stateDir: string): number =>
  execFileSync('find', [stateDir, '-perm', '/077', '-printf', 'x'], { maxBuffer: 64 * 1024 * 1024 }).length;

const row = (label: string, ourCost: Measured, theirs: Measured, bar: number, aim: number): Row => ({
  label: `${label}, wall against ${theirs.name}`,
  value: ourCost.wallSeconds / theirs.wallSeconds,
  bar,
  aim,
  unit: '×',
  costs: [ourCost, theirs],
});

const scanTree = async (
  label: string,
  tree: TreeOptions,
  rounds: number,
  bar: number,
  aim: number,
  withGlob: boolean,
): Promise<Row[]> => {
  const stateDir = makeStateDir(tree);
  try {
    const expected = looseFiles(tree);
    if (countOfFind(stateDir) !== expected) throw new Error(`the tree ${label} does not hold what it should`);
    const [us, gnu] = (await compare([ours(stateDir), find(stateDir)], rounds)) as [Measured, Measured];
    if (us.count !== expected) throw new Error(`${label}: we counted ${us.count} loose entries, there are ${expected}`);
    const rows = [row(label, us, gnu, bar, aim)];
    if (withGlob) {
      const glob = { name: 'fast-glob with stats', command: [process.execPath, FAST_GLOB, stateDir], count: lines };
      const [globbed] = (await compare([glob], 1)) as [Measured];
      rows.push(row(label, us, globbed, 0.15, 0.1));
    }
    rows.push({ label: `${label}, peak memory`, value: us.peakMiB, bar: 200, aim: 150, unit: 'MiB', costs: [us] });
    return rows;
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};

/** The state scan beside GNU find and plain fast-glob; `scale` makes the trees smaller. */
export const benchScan = async (scale: number, rounds: number): Promise<Row[]> => [
  ...(await scanTree(
    `${Math.round(1_000_000 * scale).toLocaleString('en-US')} files in 100 directories`,
    { agents: 100, filesPerAgent: Math.round(10_000 * scale) },
    rounds,
    0.85,
    0.65,
    true,
  )),
  ...(await scanTree(
    `${Math.round(500_000 * scale).toLocaleString('en-US')} files in one directory`,
    { agents: 1, filesPerAgent: Math.round(500_000 * scale) },
    rounds,
    0.95,
    0.75,
    true,
  )),
];
