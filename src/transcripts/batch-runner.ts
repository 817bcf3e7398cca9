import { setImmediate } from 'node:timers/promises';
import type { Piscina } from 'piscina';
import { workerFile } from '../platform/worker-file.ts';
import { type FileRef, packFiles } from './file-ref.ts';
import { type BatchResult, type BatchTask, scanBatch } from './scan-batch.ts';
import { readStore, type StoreNames } from './session-store.ts';

/** A thread holds one line's piece and what it found; one that outgrows this is lost with its batch. */
const WORKER_HEAP_MB = 256;

/** Read in one go before the rest is handed back. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** The same in this thread, which has other things to do. */
const INLINE_BYTES = 4 * 1024 * 1024;

/** Runs the search's tasks, here or on threads. */
export type BatchRunner = {
  readonly scan: (files: readonly FileRef[]) => Promise<BatchResult>;
  readonly store: (file: string) => Promise<StoreNames>;
  /** From now on tasks run on threads. */
  readonly startThreads: () => Promise<void>;
  /** Ends the threads that were started here. */
  readonly close: () => Promise<void>;
};

/** The pool's module is loaded when threads are wanted: a small host never wants them. */
const openPool = async (threads: number): Promise<Piscina> => {
  const { openWorkerPool } = await import('../platform/worker-pool.ts');
  return openWorkerPool('transcripts', { minThreads: threads, maxThreads: threads, heapMb: WORKER_HEAP_MB });
};

/**
 * A runner that works in this thread until threads are asked for: a small host should not pay for them. A pool that is
 * given is used and left open.
 */
export const createBatchRunner = (
  task: Omit<BatchTask, 'files' | 'budgetBytes'>,
  threads: number,
  given: Piscina | undefined,
): BatchRunner => {
  let pool: Piscina | undefined;
  const onThread = <Result>(running: Piscina, name: string, argument: unknown): Promise<Result> =>
    running.run(argument, { filename: workerFile('transcripts'), name });
  return {
    scan: async (files) => {
      if (pool === undefined) {
        await setImmediate(); // Signals and the progress bar get their turn.
        return scanBatch({ ...task, files: packFiles(files), budgetBytes: INLINE_BYTES });
      }
      const batch: BatchTask = { ...task, files: packFiles(files), budgetBytes: BATCH_BYTES };
      return onThread<BatchResult>(pool, 'scanBatch', batch);
    },
    store: async (file) => (pool === undefined ? readStore(file) : onThread<StoreNames>(pool, 'readStore', file)),
    startThreads: async () => {
      pool ??= given ?? (await openPool(threads));
    },
    close: async () => {
      if (pool !== undefined && pool !== given) await pool.destroy();
    },
  };
};

/** True when the thread died (out of memory, killed), as opposed to our code throwing. */
export const threadDied = (error: unknown): boolean =>
  String((error as NodeJS.ErrnoException).code).startsWith('ERR_WORKER') ||
  /exited|terminat/i.test((error as Error).message);
