import path from 'node:path';

/** A thread entry in `workers/`. */
export type WorkerName = 'scan' | 'fix' | 'code-safety' | 'transcripts';

/**
 * The address of a thread entry, as piscina takes it: the compiled one beside compiled code, the source beside source. Counts on
 * this file lying two folders below the one with `workers`, in `src/platform` as in the bundle's `src/chunks`.
 */
export const workerFile = (name: WorkerName): string =>
  new URL(`../../workers/${name}${path.extname(import.meta.url)}`, import.meta.url).href;
