import { threadId, workerData } from 'node:worker_threads';
import { EntryMender } from '../src/fix/mend-entries.ts';
import { ShardRunner } from '../src/scan/run-shard.ts';
import type { ScanShard, ShardResult } from '../src/scan/shard.ts';

const mender = new EntryMender(workerData.fix, `thread-${threadId}`);
const runner = new ShardRunner(workerData.settings, workerData.live, mender);

export default (shard: ScanShard): ShardResult => runner.run(shard);
