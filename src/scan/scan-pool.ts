import path from 'node:path';
import { Piscina } from 'piscina';
import type { ScanSettings, ScanShard, ShardResult } from './shard.ts';
import type { Live } from './visit-directory.ts';

/** The compiled worker beside compiled code, the source beside source: whichever this file is. */
const WORKER = new URL(`../../workers/scan${path.extname(import.meta.url)}`, import.meta.url).href;

/** A worker that outgrows this is lost with its shard; the shard is tried again in smaller pieces. */
const WORKER_HEAP_MB = 512;

/** Entries die young; a small nursery keeps them in the processor's cache and the process small (benchmarks/README.md). */
const WORKER_NURSERY_MB = 4;

/** A running pool of scan threads. */
export type ScanPool = {
  readonly run: (shard: ScanShard) => Promise<ShardResult>;
  /** Ends the threads; work in flight is lost. */
  readonly close: () => Promise<void>;
};

export const openScanPool = (settings: ScanSettings, live: Live, threads: number): ScanPool => {
  const pool = new Piscina<ScanShard, ShardResult>({
    filename: WORKER,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    workerData: { settings, live },
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: WORKER_NURSERY_MB },
  });
  return { run: (shard) => pool.run(shard), close: () => pool.destroy() };
};
