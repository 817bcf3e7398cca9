import pLimit from 'p-limit';
import { findFanOut } from './find-shards.ts';
import { openScanPool } from './scan-pool.ts';
import type { ScanRoot, ScanSettings, ScanShard, ShardResult } from './shard.ts';
import type { ShardQueue } from './shard-queue.ts';
import type { Live } from './visit-directory.ts';

/** Shards in flight for each thread: one that runs, one that waits beside it. */
const SHARDS_PER_THREAD = 2;

/** A slice is halved this often before its directory counts as lost. */
const MAX_SLICES = 256;

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
  /** Called with a shard that no worker could finish. */
  readonly lose: (shard: ScanShard, note: string) => void;
};

/** True when the thread died (out of memory, killed), as opposed to our code throwing. */
const threadDied = (error: unknown): boolean =>
  String((error as NodeJS.ErrnoException).code).startsWith('ERR_WORKER') ||
  /exited|terminat/i.test((error as Error).message);

/** Half of a shard, and the other half; undefined when it cannot be made smaller. */
const halves = (shard: ScanShard): readonly ScanShard[] | undefined => {
  const { directories, slice } = shard;
  if (slice !== undefined) {
    if (slice.of >= MAX_SLICES) return undefined;
    // hash % of === index  ⇔  hash % 2of is index or index + of
    return [slice.index, slice.index + slice.of].map((index) => ({ ...shard, slice: { index, of: 2 * slice.of } }));
  }
  if (directories.length === 1)
    return [
      { ...shard, slice: { index: 0, of: 2 } },
      { ...shard, slice: { index: 1, of: 2 } },
    ];
  const middle = Math.ceil(directories.length / 2);
  return [directories.slice(0, middle), directories.slice(middle)].map((half) => ({ ...shard, directories: half }));
};

/** Runs the queue dry on worker threads. A shard whose thread dies is tried again in halves, then counted as lost. */
export const drainWithPool = async (work: PoolWork): Promise<void> => {
  const { queue, signal, threads } = work;
  const pool = openScanPool(work.settings, work.live, threads, work.fix);
  const limit = pLimit(threads * SHARDS_PER_THREAD);
  const running = new Set<Promise<void>>();

  const runOne = async (shard: ScanShard): Promise<void> => {
    try {
      work.take(shard, await pool.run(shard));
    } catch (error) {
      if (!threadDied(error))
        throw new Error(`A scan thread failed on ${shard.directories.join(', ')}`, { cause: error });
      const smaller = halves(shard);
      if (smaller === undefined)
        work.lose(shard, `${shard.directories[0]}: the scan thread ran out of memory or was killed`);
      else for (const half of smaller) queue.putBack(half);
    }
  };

  try {
    queue.fanOut(await findFanOut((work.settings.roots[0] as ScanRoot).directory));
    for (;;) {
      // Handed out only when it can start: what waits in the queue can still be split and shared.
      while (!signal?.aborted && running.size < limit.concurrency) {
        const shard = queue.next(work.entryBudget, limit.concurrency);
        if (shard === undefined) break;
        const run = limit(runOne, shard).finally(() => running.delete(run));
        running.add(run);
      }
      if (running.size === 0) return;
      await Promise.race(running);
    }
  } finally {
    await pool.close();
  }
};
