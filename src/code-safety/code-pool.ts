import { openWorkerPool } from '../platform/worker-pool.ts';
import type { CodeBatch } from './scan-batch.ts';
import type { FileReport } from './scan-file.ts';
import { PARSER_STACK_MB } from './syntax/parse.ts';

/** A worker that outgrows this is lost with its batch; its files are then tried one by one. */
const WORKER_HEAP_MB = 2048;
/** V8 would choose more for such a heap: 600 MB for two threads instead of 350, for the same CPU. Smaller ones cost CPU. */
const WORKER_NURSERY_MB = 48;

/** Threads that scan code. Their large stack is what makes parsing a hostile file safe. */
export type CodePool = {
  readonly run: (batch: CodeBatch, signal?: AbortSignal) => Promise<FileReport[]>;
  /** Ends the threads; work in flight is lost. */
  readonly close: () => Promise<void>;
};

/** Opens a pool; a thread starts with the first batch. */
export const openCodePool = (threads: number): CodePool => {
  const pool = openWorkerPool<CodeBatch, FileReport[]>('code-safety', {
    minThreads: 0,
    maxThreads: threads,
    heapMb: WORKER_HEAP_MB,
    nurseryMb: WORKER_NURSERY_MB,
    stackMb: PARSER_STACK_MB,
  });
  return {
    run: (batch, signal) => pool.run(batch, signal === undefined ? {} : { signal }),
    close: () => pool.destroy(),
  };
};
