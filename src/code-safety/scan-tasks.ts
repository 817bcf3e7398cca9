import pLimit from 'p-limit';
import { type CodePool, openCodePool } from './code-pool.ts';
import { type FileReport, type FileTask, scanFile } from './scan-file.ts';

/** A thread costs more than this many files. */
const INLINE_FILES = 40;
const BATCH_FILES = 40;

export type ScanOptions = {
  /** Threads for more than a few files. */
  readonly threads: number;
  /** Told now and then how many of all files are done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** A running pool; without it one is opened when there is enough to do, and closed again. */
  readonly pool?: CodePool;
};

const lost = (code: string): FileReport => ({
  status: 'failed',
  code,
  kind: 'other',
  bytes: 0,
  size: 0,
  parse: 'not-code',
  hits: [],
  unlisted: {},
});

/** Runs a batch; when its thread is lost, its files one by one, so that one bad file costs only itself. */
const runBatch = async (
  pool: CodePool,
  batch: readonly FileTask[],
  signal: AbortSignal | undefined,
): Promise<FileReport[]> => {
  try {
    return await pool.run(batch, signal);
  } catch (error) {
    if (signal?.aborted === true) return batch.map(() => lost('interrupted'));
    if (!isLostThread(error)) throw error;
    if (batch.length === 1) return [lost('worker-failed')];
    const reports: FileReport[] = [];
    for (const task of batch) reports.push(...(await runBatch(pool, [task], signal)));
    return reports;
  }
};

/** A thread that ran out of memory, or ended; anything else is a bug of ours. */
const isLostThread = (error: unknown): boolean =>
  ['ERR_WORKER_OUT_OF_MEMORY', 'ERR_WORKER_INIT_FAILED'].includes((error as { code?: string }).code ?? '') ||
  /worker (?:thread )?(?:exited|terminated)|out of memory|stack size exceeded/i.test(String((error as Error).message));

/** One report for each file, in order; few files here, many in threads. */
export const scanTasks = async (tasks: readonly FileTask[], options: ScanOptions): Promise<FileReport[]> => {
  const { signal } = options;
  const reports: FileReport[] = new Array(tasks.length);
  let done = 0;
  const keep = (index: number, report: FileReport): void => {
    reports[index] = report;
    done += 1;
    options.onProgress?.(done, tasks.length);
  };

  const inThreads: number[] = [];
  for (const [index, task] of tasks.entries()) {
    if (tasks.length > INLINE_FILES) inThreads.push(index);
    else if (signal?.aborted === true) keep(index, lost('interrupted'));
    else {
      const report = scanFile(task, false);
      // Too much for this thread, or for its stack: one with a large stack decides.
      if (report.status === 'deferred' || report.parse === 'too-complex') inThreads.push(index);
      else keep(index, report);
    }
  }
  if (inThreads.length === 0) return reports;

  const pool = options.pool ?? openCodePool(options.threads);
  const limit = pLimit(options.threads + 1);
  try {
    const batches: number[][] = [];
    for (let at = 0; at < inThreads.length; at += BATCH_FILES) batches.push(inThreads.slice(at, at + BATCH_FILES));
    await Promise.all(
      batches.map((batch) =>
        limit(async () => {
          const found = await runBatch(
            pool,
            batch.map((index) => tasks[index] as FileTask),
            signal,
          );
          for (const [position, index] of batch.entries()) keep(index, found[position] ?? lost('worker-failed'));
        }),
      ),
    );
  } finally {
    if (options.pool === undefined) await pool.close();
  }
  return reports;
};
