import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import { findFanOut } from './find-shards.ts';
import { openScanPool } from './scan-pool.ts';
import type { ScanRoot, ScanSettings, ScanShard, ShardResult } from './shard.ts';
import type { ShardQueue } from './shard-queue.ts';
import type { Live } from './visit-directory.ts';

/** Shards in flight for each thread: one that runs, one that waits beside it. */
const SHARDS_PER_THREAD = 2;

/** So many threads may die before what kills one is no longer tried again: without memory every try would fail. */
const MAX_DEATHS = 32;

const FIX_DIED = 'a thread of the fix died: more may have been changed than is told here; the journal has all of it';

export type PoolWork = {
  readonly settings: ScanSettings;
  readonly live: Live;
  /** Plain data for the workers of a fix; undefined when nothing is to be fixed. */
  readonly fix: unknown;
  readonly threads: number;
  readonly entryBudget: number;
  readonly queue: ShardQueue;
  readonly signal: AbortSignal | undefined;
  /** Called with each result; puts what it names back into the queue. */
  readonly take: (shard: ScanShard, result: ShardResult) => void;
  /** Scans a shard in this thread, while the others start. */
  readonly runHere: (shard: ScanShard) => void;
  /** Called with a shard of one directory that was too much for a worker: its entries are handed out in parts. */
  readonly share: (shard: ScanShard) => void;
  /** Called with what is to be said of the scan as a whole. */
  readonly note: (note: string) => void;
  /** Called with a shard that no worker could finish. */
  readonly lose: (shard: ScanShard, note: string) => void;
  /** Another way to run shards; default: the pool of scan threads. */
  readonly openPool?: typeof openScanPool;
};

/** True when the thread died (out of memory, killed), as opposed to our code throwing. */
const threadDied = (error: unknown): boolean =>
  String((error as NodeJS.ErrnoException).code).startsWith('ERR_WORKER') ||
  /exited|terminat/i.test((error as Error).message);

const halvesOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

/** A shard in two halves; undefined when it cannot be made smaller. */
const halves = (shard: ScanShard): readonly ScanShard[] | undefined => {
  const names = shard.names?.split('/');
  if (names !== undefined && names.length > 1)
    return halvesOf(names).map((half) => ({ ...shard, names: half.join('/') }));
  if (names === undefined && shard.directories.length > 1) {
    return halvesOf(shard.directories).map((directories) => ({ ...shard, directories }));
  }
  return undefined;
};

/** Runs the queue dry on worker threads. A shard whose thread dies is tried again in halves, then counted as lost. */
export const drainWithPool = async (work: PoolWork): Promise<void> => {
  const { queue, signal, threads } = work;
  const pool = (work.openPool ?? openScanPool)(work.settings, work.live, threads, work.fix);
  const limit = pLimit(threads * SHARDS_PER_THREAD);
  const running = new Set<Promise<void>>();
  let hasAnswer = false;
  let deaths = 0;

  /** Has the shard of a dead thread tried again, in smaller pieces, or lets it go. */
  const tryAgain = (shard: ScanShard): void => {
    if (work.fix !== undefined) work.note(FIX_DIED);
    const mayRetry = ++deaths <= MAX_DEATHS;
    const smaller = mayRetry ? halves(shard) : undefined;
    if (mayRetry && smaller === undefined && shard.names === undefined) work.share(shard);
    else if (smaller === undefined)
      work.lose(shard, `${shard.directories[0]}: the scan thread ran out of memory or was killed`);
    else for (const half of smaller) queue.putBack(half);
  };

  const runOne = async (shard: ScanShard): Promise<void> => {
    try {
      const result = await pool.run(shard);
      hasAnswer = true;
      work.take(shard, result);
    } catch (error) {
      if (!threadDied(error))
        throw new Error(`A scan thread failed on ${shard.directories.join(', ')}`, { cause: error });
      tryAgain(shard);
    }
  };

  /** Hands out shards only as they can start: what waits in the queue can still be divided. */
  const handOut = (): void => {
    while (!signal?.aborted && running.size < limit.concurrency) {
      const shard = queue.next(work.entryBudget, limit.concurrency);
      if (shard === undefined) return;
      const run = limit(runOne, shard).finally(() => running.delete(run));
      running.add(run);
    }
  };

  /** Threads take a while to start; this one need not wait for them. */
  const helpUntilFirstAnswer = async (): Promise<void> => {
    while (!hasAnswer && !signal?.aborted) {
      const shard = queue.next(work.entryBudget, limit.concurrency);
      if (shard === undefined) return;
      work.runHere(shard);
      await setImmediate();
    }
  };

  try {
    queue.fanOut(await findFanOut((work.settings.roots[0] as ScanRoot).directory));
    handOut();
    await helpUntilFirstAnswer();
    for (handOut(); running.size > 0; handOut()) await Promise.race(running);
  } finally {
    await pool.close();
  }
};
