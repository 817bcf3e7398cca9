import type { Stats } from 'node:fs';
import type { EntryStatus } from '../platform/system-calls.ts';

/** Some entries of one directory: it holds until the next one is asked for, of any directory. */
export type EntryBatch = {
  /** In the text form of path-bytes. */
  readonly names: readonly string[];
  /** The entry of that name, links not followed; undefined when it is gone. The answer holds until the next call. */
  readonly look: (index: number) => EntryStatus | undefined;
};

/** A directory that is open for reading. All throw the system's errors. */
export type DirectoryReader = {
  /** In front of a name: a path, for what only paths can do. */
  readonly prefix: string;
  /** What was opened; undefined when nothing is there any more. */
  readonly opened: () => Stats | undefined;
  /** What stands at the path by now, links not followed; undefined when it is gone. */
  readonly current: () => Stats | undefined;
  /** Every entry, in batches of some thousands at most. */
  readonly batches: () => Generator<EntryBatch>;
  /** The entries of names that are known already, with `/` between them. */
  readonly batchOf: (names: string) => EntryBatch;
  readonly close: () => void;
};
