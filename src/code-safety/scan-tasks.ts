import pLimit from 'p-limit';
import { type CodePool, openCodePool } from './code-pool.ts';
import { type FileReport, type FileTask, scanFile } from './scan-file.ts';

/** A thread costs more than this many files. */
const INLINE_FILES = 40;
const BATCH_FILES = 40;

/** How files are scanned. */
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

/** Told of one file's report. */
type Keep = (index: number, report: FileReport) => void;

/**
 * Scans a few files in this thread. Gives the indexes of those that are too much for it, or for its stack: a thread with a
 * large one decides.
 */
const scanHere = (tasks: readonly FileTask[], signal: AbortSignal | undefined, keep: Keep): number[] => {
  const left: number[] = [];
  for (const [index, task] of tasks.entries()) {
    const report = signal?.aborted === true ? lost('interrupted') : scanFile(task, false);
    if (report.status === 'deferred' || report.parse === 'too-complex') left.push(index);
    else keep(index, report);
  }
  return left;
};

const inBatches = (indexes: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(indexes.length / BATCH_FILES) }, (_, batch) =>
    indexes.slice(batch * BATCH_FILES, (batch + 1) * BATCH_FILES),
  );

/** Scans the files at `indexes` in threads. */
const scanInThreads = async (
  tasks: readonly FileTask[],
  indexes: readonly number[],
  { pool: given, threads, signal }: ScanOptions,
  keep: Keep,
): Promise<void> => {
  const pool = given ?? openCodePool(threads);
  const scanOne = async (batch: readonly number[]): Promise<void> => {
    const files = batch.map((index) => tasks[index] as FileTask);
    const reports = await runBatch(pool, files, signal);
    for (const [position, index] of batch.entries()) keep(index, reports[position] ?? lost('worker-failed'));
  };
  try {
    // One batch more than there are threads, so that none has to wait for its next one.
    await pLimit(threads + 1).map(inBatches(indexes), scanOne);
  } finally {
    if (given === undefined) await pool.close();
  }
};

/** One report for each file, in order; few files here, many in threads. Rejects only for a bug of ours. */
export const scanTasks = async (tasks: readonly FileTask[], options: ScanOptions): Promise<FileReport[]> => {
  const reports: FileReport[] = new Array(tasks.length);
  let done = 0;
  const keep: Keep = (index, report) => {
    reports[index] = report;
    done += 1;
    options.onProgress?.(done, tasks.length);
  };
  const isMuch = tasks.length > INLINE_FILES;
  const inThreads = isMuch ? [...tasks.keys()] : scanHere(tasks, options.signal, keep);
  if (inThreads.length > 0) await scanInThreads(tasks, inThreads, options, keep);
  return reports;
};
