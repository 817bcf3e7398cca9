import { addFile } from './add-file.ts';
import { type PackedFiles, pathOf, unpackFiles } from './file-ref.ts';
import { createFinder, type KnownFiles } from './index-records.ts';
import { type Memory, scanFile } from './scan-file.ts';
import { createSearch, type Search, type SearchOptions } from './search.ts';
import { emptySummary, type Summary } from './summary.ts';

/** A bounded piece of work. Plain data. */
export type BatchTask = {
  readonly files: PackedFiles;
  /** When so much has been read, the rest is handed back, so that no thread sits on the last gigabyte. */
  readonly budgetBytes: number;
  readonly search: SearchOptions & { readonly id: string };
  /** When its first element is not 0, the batch ends as soon as it can. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** What earlier runs learnt, and the kinds by number for what this one learns; undefined when nothing is kept. */
  readonly memory: { readonly known: KnownFiles | undefined; readonly kinds: readonly string[] } | undefined;
};

/** What became of a batch. Plain data. */
export type BatchResult = {
  readonly summary: Summary;
  /** How many files, from the first on, were done. The rest was not begun: there was enough to do, or it was stopped. */
  readonly done: number;
  /** Index records of the files that were done; empty when nothing is kept. */
  readonly records: Uint8Array;
};

let prepared: { readonly id: string; readonly search: Search } | undefined;

const searchFor = (options: BatchTask['search']): Search => {
  if (prepared?.id !== options.id) prepared = { id: options.id, search: createSearch(options) };
  return prepared.search;
};

const memoryFor = ({ known, kinds }: NonNullable<BatchTask['memory']>): Omit<Memory, 'salt'> => ({
  find: known && createFinder(known),
  kindNumbers: new Map(kinds.map((kind, number) => [kind, number])),
  keepsNumbers: known?.kinds.every((kind, number) => kinds[number] === kind) ?? false,
});

/** Looks into files until all are done, enough has been read, or it is told to stop. A file's fault is counted, not thrown. */
export const scanBatch = async (task: BatchTask): Promise<BatchResult> => {
  const search = searchFor(task.search);
  const shouldStop = (): boolean => Atomics.load(task.stop, 0) !== 0;
  const memory = task.memory && { ...memoryFor(task.memory), salt: task.search.salt };
  const summary = emptySummary();
  const records: Uint8Array[] = [];
  let done = 0;
  for (const file of unpackFiles(task.files)) {
    if (shouldStop() || summary.bytesRead >= task.budgetBytes) break;
    const { outcome, record } = await scanFile(pathOf(file), memory, search, shouldStop);
    addFile(summary, file, outcome);
    if (record !== undefined) records.push(record);
    done++;
  }
  return { summary, done, records: Buffer.concat(records) };
};
