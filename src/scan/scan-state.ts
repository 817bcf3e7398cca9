import { availableParallelism } from 'node:os';
import { TotalEstimate } from './estimate-total.ts';
import { shownFolder } from './folder-names.ts';
import { GiantDirectories } from './giant-directories.ts';
import { looksLarge } from './looks-large.ts';
import type { Mender, MendTotals } from './mender.ts';
import { ShardRunner } from './run-shard.ts';
import type { ScanRoot, ScanSettings, ScanShard, ScanSummary, ShardResult } from './shard.ts';
import { ShardQueue } from './shard-queue.ts';
import { addNotes, addSkipped, addSummary, emptySummary } from './summary.ts';
import type { Live } from './visit-directory.ts';

/** Up to this many entries are scanned right here: a thread costs more than it saves. */
const INLINE_ENTRIES = 3000;

/** Entries a shard may look at before it hands back the rest: large enough to cost nothing, small enough to balance. */
const SHARD_ENTRIES = 8 * 1024;

export const SPLIT_ABOVE_ENTRIES = 20_000;

export type ScanOptions = {
  /** Threads to use; default: what the machine has. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with functions that tell how many entries were seen so far, and how many there may be, when that can be guessed. */
  readonly onStart?: ((seen: () => number, estimate: () => number | undefined) => void) | undefined;
  /** Tightens what is loose on the way; the summary then tells the state afterwards. */
  readonly fix?: ScanFix | undefined;
};

/** How a fix takes part in a scan: here, and in the workers by plain data that crosses threads. */
export type ScanFix = {
  readonly mender: Mender;
  readonly workerData: unknown;
  /** Called with what each shard had mended. */
  readonly onMended: (totals: MendTotals) => void;
};

export type ScanOutcome = {
  readonly summary: ScanSummary;
  readonly seconds: number;
  /** That took part: 1 where the tree was so small that none was started. */
  readonly threads: number;
};

/** Counts a shard that nobody finished: each name that it carries, or one for each directory that was not even listed. */
export const noteShard = (
  summary: ScanSummary,
  settings: ScanSettings,
  shard: ScanShard,
  reason: 'interrupted' | 'worker-failed',
  note?: string,
): void => {
  const root = settings.roots[shard.root] as ScanRoot;
  const places = shard.directories.map((directory) => `${shownFolder(settings, root, directory) || '.'}/*`);
  const count = shard.names?.split('/').length ?? places.length;
  addSkipped(summary, reason, places, count);
  summary.entries += count;
  if (note !== undefined) addNotes(summary, [note]);
};

/**
 * Scans every root to the end, or until the signal says stop; what was not reached then stands in the summary as
 * `interrupted`. Small trees are scanned in this thread, larger ones by a pool.
 */
export const scanState = async (settings: ScanSettings, options: ScanOptions = {}): Promise<ScanOutcome> => {
  const started = performance.now();
  const threads = options.threads ?? availableParallelism();
  const live: Live = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const stop = () => Atomics.store(live, 1, 1);
  options.signal?.addEventListener('abort', stop, { once: true });
  const summary = emptySummary();
  const giants = new GiantDirectories(settings);
  const queue = new ShardQueue(settings.roots.length, giants);
  const total = new TotalEstimate();
  options.onStart?.(
    () => Atomics.load(live, 0),
    () => total.total(queue.handedOut, queue.waiting),
  );
  const take = (shard: ScanShard, result: ShardResult): void => {
    if (shard.names === undefined) {
      addSummary(summary, result.summary);
      total.add(shard, result);
    } else giants.take(shard, result.summary);
    if (result.mended !== undefined) options.fix?.onMended(result.mended);
    queue.add(shard.root, result.pending);
    for (const giant of result.giants) giants.add(shard.root, giant);
  };

  const inline = new ShardRunner({ ...settings, bySystemCalls: false }, live, options.fix?.mender);
  const stateDir = settings.roots[0]?.directory;
  const isLarge = stateDir !== undefined && looksLarge(stateDir);
  while (!isLarge && !options.signal?.aborted && giants.isEmpty && summary.entries < INLINE_ENTRIES) {
    const shard = queue.next(INLINE_ENTRIES);
    if (shard === undefined) break;
    take(shard, inline.run(shard));
  }
  const isShared = !queue.isEmpty && !options.signal?.aborted;
  if (isShared) {
    const { drainWithPool } = await import('./drain-with-pool.ts');
    // Now there is enough to do for what takes a while to load.
    let beside: ShardRunner | undefined;
    const lose = (shard: ScanShard, note: string) => noteShard(summary, settings, shard, 'worker-failed', note);
    await drainWithPool({
      settings,
      live,
      fix: options.fix?.workerData,
      threads,
      entryBudget: SHARD_ENTRIES,
      queue,
      signal: options.signal,
      take,
      runHere: (shard) => {
        beside ??= new ShardRunner(settings, live, options.fix?.mender);
        take(shard, beside.run(shard));
      },
      note: (note) => addNotes(summary, [note]),
      share: (shard) => giants.add(shard.root, shard.directories[0] as string),
      lose,
    });
  }
  giants.finish(summary);
  for (let left = queue.next(0); left !== undefined; left = queue.next(0)) {
    noteShard(summary, settings, left, 'interrupted');
  }
  options.signal?.removeEventListener('abort', stop);
  const seconds = Math.round(performance.now() - started) / 1000;
  return { summary, seconds, threads: isShared ? threads : 1 };
};
