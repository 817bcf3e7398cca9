import { closeSync } from 'node:fs';
import { addFile, type FileOutcome } from './add-file.ts';
import { openRegularFile, skipReasonFor } from './open-file.ts';
import { NOTHING_KNOWN, scanDescriptor } from './scan-descriptor.ts';
import { createSearch, type Search, type SearchOptions } from './search.ts';
import { emptySummary, type Summary } from './summary.ts';

/** A file to look into. */
export type FileRef = {
  readonly path: string;
  /** The agent it belongs to; undefined for a log. */
  readonly agent: string | undefined;
  /** True where every line should be a JSON object. */
  readonly isJsonLines: boolean;
};

/** A bounded piece of work. Plain data. */
export type BatchTask = {
  readonly files: readonly FileRef[];
  readonly search: SearchOptions & { readonly id: string };
  /** When its first element is not 0, the batch ends as soon as it can. */
  readonly stop: Int32Array<SharedArrayBuffer>;
};

export type BatchResult = {
  readonly summary: Summary;
  /** Files not begun: the batch had enough to do without them, or was stopped. */
  readonly left: readonly FileRef[];
};

/** So much is read in one go before the rest is handed back, so that no thread sits on the last gigabyte. */
const BATCH_BYTES = 64 * 1024 * 1024;

let prepared: { readonly id: string; readonly search: Search } | undefined;

const searchFor = (options: BatchTask['search']): Search => {
  if (prepared?.id !== options.id) prepared = { id: options.id, search: createSearch(options) };
  return prepared.search;
};

const scanFile = async (file: FileRef, search: Search, shouldStop: () => boolean): Promise<FileOutcome> => {
  const opened = openRegularFile(file.path);
  if ('skipped' in opened) return { skipped: opened.skipped };
  try {
    const { size, mtimeMs } = opened.status;
    const scan = await scanDescriptor(opened.descriptor, size, NOTHING_KNOWN, search, shouldStop);
    return scan.stopped ? { skipped: 'interrupted' } : { size, mtimeMs, ...scan };
  } catch (error) {
    return { skipped: skipReasonFor(error) };
  } finally {
    closeSync(opened.descriptor);
  }
};

/** Looks into files until all are done, enough has been read, or it is told to stop. A file's fault is counted, not thrown. */
export const scanBatch = async (task: BatchTask): Promise<BatchResult> => {
  const search = searchFor(task.search);
  const shouldStop = (): boolean => Atomics.load(task.stop, 0) !== 0;
  const summary = emptySummary();
  let done = 0;
  for (const file of task.files) {
    if (shouldStop() || summary.bytesRead >= BATCH_BYTES) break;
    addFile(summary, file, await scanFile(file, search, shouldStop));
    done++;
  }
  return { summary, left: task.files.slice(done) };
};
