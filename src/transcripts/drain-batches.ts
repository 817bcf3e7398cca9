import { type BatchRunner, threadDied } from './batch-runner.ts';
import type { BatchResult, FileRef } from './scan-batch.ts';

const BATCH_FILES = 256;
/** Up to this many files are begun in this thread: threads cost more than they save. */
const INLINE_FILES = 64;

/** Takes files as they are found and hands them on in batches, with a bounded number of them waiting. */
export type BatchQueue = {
  /** Waits while enough is under way. */
  readonly add: (file: FileRef) => Promise<void>;
  /** Waits until everything is done. */
  readonly finish: () => Promise<void>;
};

export type BatchSink = {
  readonly take: (result: BatchResult) => void;
  /** Files whose thread died even when it had nothing else to do. */
  readonly lose: (file: FileRef) => void;
  /** Files that were not begun because the search was stopped. */
  readonly leave: (files: readonly FileRef[]) => void;
};

const halves = (files: readonly FileRef[]): (readonly FileRef[])[] => {
  const middle = Math.ceil(files.length / 2);
  return [files.slice(0, middle), files.slice(middle)].filter((half) => half.length > 0);
};

/** A queue of batches over a runner. `isStopped` is asked before each batch. */
export const createBatchQueue = (
  runner: BatchRunner,
  threads: number,
  isStopped: () => boolean,
  sink: BatchSink,
): BatchQueue => {
  const running = new Set<Promise<void>>();
  /** What batches handed back: done before anything new is taken, so that it stays small. */
  const backlog: (readonly FileRef[])[] = [];
  let collected: FileRef[] = [];
  let isThreaded = false;

  const run = async (files: readonly FileRef[]): Promise<void> => {
    try {
      const result = await runner.scan(files);
      sink.take(result);
      backlog.push(...halves(result.left));
    } catch (error) {
      if (!threadDied(error)) throw new Error(`Searching ${files[0]?.path} and others failed`, { cause: error });
      if (files.length === 1) sink.lose(files[0] as FileRef);
      else backlog.push(...halves(files));
    }
  };

  const start = (files: readonly FileRef[]): void => {
    if (isStopped()) {
      sink.leave(files);
      return;
    }
    const task = run(files).finally(() => running.delete(task));
    running.add(task);
  };

  const startThreads = async (): Promise<void> => {
    isThreaded = true;
    await runner.startThreads();
  };

  /** Starts what was handed back, then `files`, each as soon as there is room: one batch runs, one waits beside it. */
  const submit = async (files: readonly FileRef[]): Promise<void> => {
    for (let next = backlog.pop() ?? files; ; next = backlog.pop() ?? files) {
      while (running.size >= 2 * threads) await Promise.race(running);
      start(next);
      if (next === files) return;
    }
  };

  return {
    add: async (file) => {
      collected.push(file);
      if (collected.length < (isThreaded ? BATCH_FILES : INLINE_FILES + 1)) return;
      if (!isThreaded) await startThreads();
      const files = collected;
      collected = [];
      await submit(files);
    },
    finish: async () => {
      if (collected.length > 0) await submit(collected);
      while (running.size > 0 || backlog.length > 0) {
        if (running.size > 0) await Promise.race(running);
        const next = backlog.pop();
        if (next === undefined) continue;
        if (!isThreaded) await startThreads();
        await submit(next);
      }
    },
  };
};
