import type { Stats } from 'node:fs';
import type { EntryStatus } from '../platform/system-calls.ts';

/** Names of one directory, in the text form of path-bytes. Plain ones need no decoding on their way back to the system. */
export type NameBatch = { readonly names: readonly string[]; readonly arePlain: boolean };

/** A directory that is open for reading. All throw the system's errors. */
export type DirectoryReader = {
  /** In front of a name: a path, for what only paths can do. */
  readonly prefix: string;
  /** What was opened; undefined when nothing is there any more. */
  readonly opened: () => Stats | undefined;
  /** What stands at the path by now, links not followed; undefined when it is gone. */
  readonly current: () => Stats | undefined;
  /** Every name, batch by batch. */
  readonly batches: () => Generator<NameBatch>;
  /** An entry, links not followed; undefined when it is gone. The answer holds until the next call. */
  readonly look: (name: string, isPlain: boolean) => EntryStatus | undefined;
  readonly close: () => void;
};

/** Names of a batch: enough to keep its cost away, few enough to stay in the processor's cache. */
export const BATCH_NAMES = 4 * 1024;
