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

const globs = (stateDir: string): Contender[] =>
  [
    { name: 'plain fast-glob with stats', options: [] },
    { name: 'fast-glob streamed, asked for as little as it can be', options: ['--stream'] },
  ].map(({ name, options }) => ({
    name,
    command: [process.execPath, FAST_GLOB, stateDir, ...options],
    count: lines,
  }));

const scanTree = async (
  label: string,
  tree: TreeOptions,
  rounds: number,
  againstFind: Pick<Row, 'bar' | 'aim'>,
): Promise<Row[]> => {
  const stateDir = makeStateDir(tree);
  try {
    const expected = looseFiles(tree);
    if (countOfFind(stateDir) !== expected) throw new Error(`the tree ${label} does not hold what it should`);
    const contenders = [ours(stateDir), find(stateDir), ...globs(stateDir)];
    const [us, gnu, glob, stream] = (await compare(contenders, rounds)) as [Measured, Measured, Measured, Measured];
    if (us.count !== expected) throw new Error(`${label}: we counted ${us.count} loose entries, there are ${expected}`);
    const against = (theirs: Measured, bars: Pick<Row, 'bar' | 'aim'>): Row => ({
      label: `${label}, wall against ${theirs.name}`,
      value: us.wallSeconds / theirs.wallSeconds,
      ...bars,
      unit: '×',
      costs: [us, theirs],
    });
    return [
      against(gnu, againstFind),
      against(glob, { bar: 0.15, aim: 0.1 }),
      against(stream, {}),
      { label: `${label}, peak memory`, value: us.peakMiB, bar: 200, aim: 150, unit: 'MiB', costs: [us] },
    ];
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
    { bar: 0.85, aim: 0.65 },
  )),
  ...(await scanTree(
    `${Math.round(500_000 * scale).toLocaleString('en-US')} files in one directory`,
    { agents: 1, filesPerAgent: Math.round(500_000 * scale) },
    rounds,
    { bar: 0.95, aim: 0.75 },
  )),
];
