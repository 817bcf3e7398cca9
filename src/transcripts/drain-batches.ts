import { type BatchRunner, threadDied } from './batch-runner.ts';
import { type FileRef, pathOf } from './file-ref.ts';
import type { BatchResult } from './scan-batch.ts';

const BATCH_FILES = 256;
/** Up to so much is done in this thread: threads cost more than they save. */
const INLINE_FILES = 4 * 1024;
/** What a file that memory knows costs beside one that is opened. */
const KNOWN_FILE = 1 / 16;
const INLINE_BYTES = 16 * 1024 * 1024;

/** Takes files as they are found and hands them on in batches, with a bounded number of them waiting. */
export type BatchQueue = {
  /** Gives something to wait for when enough is under way. */
  readonly add: (file: FileRef) => Promise<void> | undefined;
  /** Waits until everything is done. */
  readonly finish: () => Promise<void>;
};

/** Told what becomes of the files of a queue: each is taken, lost or left exactly once. */
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
  let doneFiles = 0;
  let doneBytes = 0;

  const run = async (files: readonly FileRef[]): Promise<void> => {
    try {
      const result = await runner.scan(files);
      sink.take(result);
      doneFiles += result.done * (result.summary.bytesRead === 0 ? KNOWN_FILE : 1);
      doneBytes += result.summary.bytesRead;
      backlog.push(...halves(files.slice(result.done)));
    } catch (error) {
      if (!threadDied(error))
        throw new Error(`Searching ${pathOf(files[0] as FileRef)} and others failed`, { cause: error });
      if (files.length === 1) sink.lose(files[0] as FileRef);
      else backlog.push(...halves(files));
    }
  };

  const start = (files: readonly FileRef[]): void => {
    if (isStopped()) {
      sink.leave(files);
      return;
    }
    const task = run(files).then(() => {
      running.delete(task);
    });
    // A failed one stays, so that whoever waits next meets its error.
    task.catch(() => {});
    running.add(task);
  };

  /** Starts what was handed back, then `files`, each as soon as there is room: one batch runs, one waits beside it. */
  const submit = async (files: readonly FileRef[]): Promise<void> => {
    for (let next = backlog.pop() ?? files; ; next = backlog.pop() ?? files) {
      if (!isThreaded && (doneFiles >= INLINE_FILES || doneBytes >= INLINE_BYTES)) {
        isThreaded = true;
        await runner.startThreads();
      }
      while (running.size >= (isThreaded ? 2 * threads : 1)) await Promise.race(running);
      start(next);
      if (next === files) return;
    }
  };

  return {
    add: (file) => {
      collected.push(file);
      if (collected.length < BATCH_FILES) return undefined;
      const files = collected;
      collected = [];
      return submit(files);
    },
    finish: async () => {
      if (collected.length > 0) await submit(collected);
      while (running.size > 0 || backlog.length > 0) {
        if (running.size > 0) await Promise.race(running);
        const next = backlog.pop();
        if (next !== undefined) await submit(next);
      }
    },
  };
};
