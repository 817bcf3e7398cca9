import type { SkipReason } from '../audit/coverage.ts';
import type { MendTotals } from './mender.ts';

/** A tree to scan. Several roots share one layout: a credentials folder elsewhere is still `credentials`. */
export type ScanRoot = {
  /** Absolute path. */
  readonly directory: string;
  /** Where in the layout it hangs: "" for the state dir itself. */
  readonly layoutPath: string;
  /** False: only what lies directly in it. A folder that the audited config names is not trusted for more. */
  readonly recursive: boolean;
  /** True where a fix changes nothing: only the config, or a link inside the state dir, says that the place is ours. */
  readonly leaveAlone?: boolean;
};

/** What every shard of one scan shares. Plain JSON: it crosses threads, and one day machines. */
export type ScanSettings = {
  readonly roots: readonly ScanRoot[];
  /** Directory names under `agents/` that the config names. */
  readonly listedAgents: readonly string[];
  /** Bits that others must not have: 0o077, or 0o007 where the group shares the state on purpose. */
  readonly mask: number;
  /** Owner of the state dir; entries of anyone else are reported. Undefined where there are no owners. */
  readonly ownerUid: number | undefined;
  readonly oneFileSystem: boolean;
  /** False where Node's own functions are to look at entries although system calls could: small trees are done before those are ready. */
  readonly bySystemCalls: boolean;
  /** A directory with more entries than this is listed once and shared between the threads; 0 never shares. */
  readonly splitAbove: number;
};

/** A bounded piece of work: some directories of one root, or some entries of a giant one. */
export type ScanShard = {
  readonly root: number;
  /** Relative to the root; "" is the root itself. Names that are no UTF-8 carry lone surrogates. */
  readonly directories: readonly string[];
  /** Only these entries, joined by "/", of the one directory: it was too large for one thread and is listed elsewhere. */
  readonly names?: string;
  /** Stop between directories after this many entries and hand back the rest. */
  readonly entryBudget: number;
};

/** How often something was seen, in which directories most, and a few places in a fixed order. */
export type Tally = {
  count: number;
  /** The first few paths in text order, relative to the root's layout path. */
  samples: string[];
  /** Directories and how many lie directly in each; the greatest first. */
  directories: [directory: string, count: number][];
};

export type KindTally = { count: number; bytes: number; modes: Record<number, number> };

export type DirectoryTally = { entries: number; loose: number; exposed: boolean };

/** Sums of what shards saw. Summaries add up in any order to the same whole. */
export type ScanSummary = {
  files: number;
  directories: number;
  entries: number;
  judged: number;
  bytes: number;
  /** By kind index. */
  kinds: Record<number, KindTally>;
  /** By observation: see `observe.ts`. */
  observations: Record<string, Tally>;
  skipped: Partial<Record<SkipReason, { count: number; samples: string[] }>>;
  notes: string[];
  /** The loosest directories by layout path. */
  worst: [directory: string, tally: DirectoryTally][];
};

/** A worker's answer: what it saw, and what it found to do. */
export type ShardResult = {
  readonly summary: ScanSummary;
  /** Sub-directories, and directories that the budget left over. */
  readonly pending: readonly string[];
  /** How many of `pending` the budget left over. */
  readonly left: number;
  /** Directories too large for one thread; nothing of them is in the summary. */
  readonly giants: readonly string[];
  /** Only while a fix runs. */
  readonly mended?: MendTotals;
};
