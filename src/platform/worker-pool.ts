import { Piscina } from 'piscina';
import { type WorkerName, workerFile } from './worker-file.ts';

export type WorkerPoolOptions = {
  /** Threads that start at once; the others start with the work. */
  readonly minThreads: number;
  readonly maxThreads: number;
  /** A thread that outgrows this heap dies, and what it was working on is rejected. */
  readonly heapMb: number;
  /** Room for young objects; default: what V8 chooses for such a heap. */
  readonly nurseryMb?: number;
  /** Default: 4. */
  readonly stackMb?: number;
  /** Given to each thread when it starts. Plain data. */
  readonly workerData?: unknown;
};

/**
 * Opens a pool of threads that run `workers/NAME`. A thread that has started stays until the pool is destroyed: the work comes in
 * bursts, and starting costs more than waiting.
 */
export const openWorkerPool = <Task, Result>(name: WorkerName, options: WorkerPoolOptions): Piscina<Task, Result> =>
  new Piscina({
    filename: workerFile(name),
    minThreads: options.minThreads,
    maxThreads: options.maxThreads,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    workerData: options.workerData,
    resourceLimits: {
      maxOldGenerationSizeMb: options.heapMb,
      ...(options.nurseryMb === undefined ? {} : { maxYoungGenerationSizeMb: options.nurseryMb }),
      ...(options.stackMb === undefined ? {} : { stackSizeMb: options.stackMb }),
    },
  });
