import { workerData } from 'node:worker_threads';
import { ShardRunner } from '../src/scan/run-shard.ts';
import type { ScanShard, ShardResult } from '../src/scan/shard.ts';

const runner = new ShardRunner(workerData.settings, workerData.live);

export default (shard: ScanShard): ShardResult => runner.run(shard);
