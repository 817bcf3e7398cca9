import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measured, measure, median } from './measure.ts';
import type { Row } from './report.ts';
import { type Plot, plotSvg } from './svg.ts';
import { makeStateDir } from './trees.ts';

const MAIN = fileURLToPath(new URL('threads-main.ts', import.meta.url));
const MOST = 8;
const AGENTS = 50;

/** A table of threads against throughput, and the same as a picture. */
export type ThreadsResult = { readonly rows: Row[]; readonly svg: string };

const named = (threads: number): string => `${threads} thread${threads === 1 ? '' : 's'}`;

type Run = { readonly seconds: number; readonly cpuSeconds: number; readonly peakMiB: number };

const measured = (name: string, entries: number, runs: readonly Run[]): Measured => ({
  name,
  wallSeconds: median(runs.map(({ seconds }) => seconds)),
  cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
  peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
  count: entries,
});

const scanWith = async (stateDir: string, threads: number, entries: number): Promise<Run> => {
  const cost = await measure([process.execPath, MAIN, stateDir, String(threads)]);
  const seen = JSON.parse(cost.stdout) as { entries: number; seconds: number };
  if (seen.entries !== entries) throw new Error(`${named(threads)} saw ${seen.entries} entries, there are ${entries}`);
  return { ...cost, seconds: seen.seconds };
};

const findRun = async (stateDir: string): Promise<Run> => {
  const cost = await measure(['find', stateDir, '-perm', '/077', '-printf', '']);
  return { ...cost, seconds: cost.wallSeconds };
};

const millions = ({ count, wallSeconds }: Measured): number => (count as number) / wallSeconds / 1e6;

/** The scan alone (no start of the process) with 1 to 8 threads, beside GNU find, in turn; 500,000 files in 50 directories at scale 1. */
export const benchThreads = async (scale: number, rounds: number): Promise<ThreadsResult> => {
  const filesPerAgent = Math.round(10_000 * scale);
  const stateDir = makeStateDir({ agents: AGENTS, filesPerAgent });
  try {
    const entries = AGENTS * (filesPerAgent + 2) + 1; // Every agent is two directories, in one called "agents".
    const runs = Array.from({ length: MOST + 1 }, (): Run[] => []);
    for (let round = 0; round < rounds; round++) {
      for (let threads = 1; threads <= MOST; threads++) runs[threads]?.push(await scanWith(stateDir, threads, entries));
      runs[0]?.push(await findRun(stateDir));
    }
    const [find, ...scans] = runs.map((some, threads) =>
      measured(threads === 0 ? 'find -perm /077' : `scan, ${named(threads)}`, entries, some),
    ) as [Measured, ...Measured[]];
    const rows = scans.map(
      (scan, index): Row => ({
        label: `${named(index + 1)}, entries a second against find`,
        value: millions(scan) / millions(find),
        unit: '×',
        costs: index === 0 ? [find, scan] : [scan],
      }),
    );
    const plot: Plot = {
      title: `State scan, ${entries.toLocaleString('en-US')} entries, warm cache`,
      x: 'threads',
      y: 'million entries per second',
      points: scans.map((scan, index) => [index + 1, millions(scan)]),
      line: { label: 'GNU find', value: millions(find) },
      series: 'state scan',
    };
    return { rows, svg: plotSvg(plot) };
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};
