import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one whole process cost. */
export type Cost = {
  readonly wallSeconds: number;
  /** User and system time of the process and its threads. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly stdout: string;
  readonly exitCode: number | null;
};

const TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK) on Linux
const RSS_EVERY_MS = 10;

/** Ticks of all children waited for so far: fields 16 and 17 of proc(5) stat. */
const childTicks = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[13]) + Number(fields[14]);
};

/** Peak resident size of a running process in KiB; 0 when it is gone. The kernel keeps the peak, so sampling misses only the end. */
const peakKiB = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return 0;
  }
};

/** Runs one command alone and tells what it cost. */
export const measure = async (command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Cost> => {
  const [program = '', ...args] = command;
  const ticks = childTicks();
  const started = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakKiB(child.pid ?? 0));
  }, RSS_EVERY_MS);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wallSeconds = (performance.now() - started) / 1000;
  clearInterval(timer);
  return { wallSeconds, cpuSeconds: (childTicks() - ticks) / TICKS_PER_SECOND, peakMiB: peak / 1024, stdout, exitCode };
};

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

/** One contender: a name, its command, and the count it must come to. */
export type Contender = {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Before each run, outside the clock: puts the tree back as it has to be. */
  readonly prepare?: () => void;
  /** After each run, outside the clock: throws when it did not do its work. */
  readonly check?: () => void;
  /** What the run counted; compared before any time is told. */
  readonly count?: (cost: Cost) => number;
};

export type Measured = {
  readonly name: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly count: number | undefined;
};

/** Runs the contenders in turn, several rounds, and gives each one's medians. Throws when their counts differ. */
export const compare = async (contenders: readonly Contender[], rounds: number): Promise<Measured[]> => {
  const costs = contenders.map((): Cost[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { command, env, prepare, check }] of contenders.entries()) {
      prepare?.();
      costs[index]?.push(await measure(command, env));
      check?.();
    }
  }
  const counts = new Set<number>();
  const measured = contenders.map(({ name, count }, index): Measured => {
    const runs = costs[index] as Cost[];
    const counted = count === undefined ? [] : runs.map(count);
    for (const one of counted) counts.add(one);
    return {
      name,
      wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
      cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
      peakMiB: Math.max(...runs.map(({ peakMiB }) => peakMiB)),
      count: counted[0],
    };
  });
  if (counts.size > 1) {
    const seen = measured.map(({ name, count }) => `${name} ${count}`);
    throw new Error(`the counts differ: ${[...counts].join(', ')} (at first ${seen.join(', ')})`);
  }
  return measured;
};
