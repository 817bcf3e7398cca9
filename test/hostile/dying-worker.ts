import { workerData } from 'node:worker_threads';
import { ShardRunner } from '../../src/scan/run-shard.ts';
import type { ScanShard, ShardResult } from '../../src/scan/shard.ts';

const runner = new ShardRunner(workerData.settings, workerData.live);

/** Scans like the real worker, and dies as soon as a shard holds a directory called "deadly". */
export default (shard: ScanShard): ShardResult => {
  if (shard.directories.some((directory) => directory.endsWith('deadly'))) {
    if (workerData.fix === 'exit') process.exit(1);
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array(100_000).fill(hoard.length));
  }
  return runner.run(shard);
};
