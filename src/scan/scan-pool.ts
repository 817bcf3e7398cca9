import { openWorkerPool } from '../platform/worker-pool.ts';
import type { ScanSettings, ScanShard, ShardResult } from './shard.ts';
import type { Live } from './visit-directory.ts';

/** A worker that outgrows this is lost with its shard; the shard is tried again in smaller pieces. */
const WORKER_HEAP_MB = 512;

/** Entries die young; a small nursery keeps them in the processor's cache and the process small (benchmarks/README.md). */
const WORKER_NURSERY_MB = 6;

/** A running pool of scan threads. */
export type ScanPool = {
  readonly run: (shard: ScanShard) => Promise<ShardResult>;
  /** Ends the threads; work in flight is lost. */
  readonly close: () => Promise<void>;
};

/** `fix` is given to the workers that tighten what they scan; without it they only look. */
export const openScanPool = (settings: ScanSettings, live: Live, threads: number, fix: unknown): ScanPool => {
  const pool = openWorkerPool<ScanShard, ShardResult>(fix === undefined ? 'scan' : 'fix', {
    minThreads: threads,
    maxThreads: threads,
    heapMb: WORKER_HEAP_MB,
    nurseryMb: WORKER_NURSERY_MB,
    workerData: { settings, live, fix },
  });
  return { run: (shard) => pool.run(shard), close: () => pool.destroy() };
};
