import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import type { AuditContext } from '../audit/context.ts';
import type { CoverageSection, Skipped, SkipReason } from '../audit/coverage.ts';
import type { Finding } from '../audit/finding.ts';
import { judge } from '../checks/judge.ts';
import { transcriptChecks } from '../checks/transcripts.ts';
import { createBatchRunner } from './batch-runner.ts';
import { discover } from './discover.ts';
import { type BatchQueue, createBatchQueue } from './drain-batches.ts';
import { type FileRef, pathOf } from './file-ref.ts';
import { type Discovery, defaultLogDirectories } from './find-files.ts';
import { openIndexSession } from './index-session.ts';
import type { StoreMatches } from './match-stores.ts';
import { readOwnSecrets } from './own-secrets.ts';
import { addSkipped, addSummary, emptySummary, type Summary } from './summary.ts';
import { transcriptFacts } from './transcript-facts.ts';

/** How far the search is. `found` grows until all directories are listed; then `isListed` is true. */
export type TranscriptProgress = {
  readonly files: number;
  readonly bytes: number;
  readonly found: number;
  readonly isListed: boolean;
};

/** How transcripts are searched; everything has a default. */
export type TranscriptOptions = {
  /** Threads that are already running and stay running; without it the search starts its own when there is enough to do. */
  readonly pool?: Piscina | undefined;
  /** Default: what the machine has. */
  readonly threads?: number | undefined;
  /** False: no index is read or written. Default: true. */
  readonly cache?: boolean | undefined;
  readonly progress?: ((progress: TranscriptProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where to look for logs when the config names none; default: where the gateway writes them. Absolute. */
  readonly logDirectories?: readonly string[] | undefined;
};

/** What the search did, in numbers. */
export type TranscriptStats = {
  readonly files: number;
  /** Sum of the files' sizes. */
  readonly bytes: number;
  readonly bytesRead: number;
  readonly lines: number;
  readonly seconds: number;
  readonly threads: number;
  /** True when what an earlier run learnt was used. */
  readonly indexUsed: boolean;
  /** What there is to say about the index; nothing of it makes the search incomplete. */
  readonly indexNotes: readonly string[];
};

/** What the search found, what it did and did not look at, and its numbers. */
export type TranscriptAudit = {
  readonly findings: readonly Finding[];
  readonly coverage: CoverageSection;
  readonly stats: TranscriptStats;
};

const MAX_NOTES = 50;

const coverageOf = (summary: Summary, notes: readonly string[]): CoverageSection => {
  const skipped: Partial<Record<SkipReason, Skipped>> = {};
  let entries = summary.files;
  for (const [reason, { count, samples }] of summary.skipped) {
    skipped[reason] = { count, samples };
    entries += count;
  }
  const shown = [...notes].sort().slice(0, MAX_NOTES);
  const more = notes.length - shown.length;
  return {
    entries,
    judged: summary.files,
    skipped,
    notes: more > 0 ? [...shown, `and ${more} more places that were not looked at`] : shown,
  };
};

/** A flag that threads see, set when `signal` fires. */
const followSignal = (signal: AbortSignal | undefined) => {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const set = (): void => void Atomics.store(flag, 0, 1);
  if (signal?.aborted) set();
  signal?.addEventListener('abort', set, { once: true });
  return {
    flag,
    isSet: (): boolean => Atomics.load(flag, 0) !== 0,
    letGo: (): void => signal?.removeEventListener('abort', set),
  };
};

/** What the search knows so far. */
type Tally = { readonly summary: Summary; readonly notes: string[]; found: number; isListed: boolean };

/** Hands every file on to the queue as it is found. False when the search was stopped meanwhile. */
const handOn = async (
  discoveries: AsyncIterable<Iterable<Discovery>>,
  queue: BatchQueue,
  tally: Tally,
  isStopped: () => boolean,
): Promise<boolean> => {
  for await (const some of discoveries) {
    for (const discovery of some) {
      if (isStopped()) return false;
      if (discovery.kind === 'note') tally.notes.push(discovery.note);
      else if (discovery.kind === 'skipped') addSkipped(tally.summary.skipped, discovery.reason, 1, [discovery.path]);
      else {
        tally.found++;
        const wait = queue.add(discovery.file);
        if (wait !== undefined) await wait;
      }
    }
  }
  return true;
};

/**
 * Searches every transcript, its residue, session stores and logs for secrets, and compares transcripts with stores. Nothing
 * it finds is run, followed, printed or kept; it writes nothing but its own index, unless `cache` is false. Memory does not grow with the number or size of files.
 * Ends early, and says so in the coverage, when `signal` fires. Rejects only for a bug of ours.
 */
export const auditTranscripts = async (
  context: AuditContext,
  options: TranscriptOptions = {},
): Promise<TranscriptAudit> => {
  const started = performance.now();
  const threads = options.threads ?? availableParallelism();
  const stop = followSignal(options.signal);
  const own = readOwnSecrets(context);
  const tally: Tally = { summary: emptySummary(), notes: [...own.notes], found: 0, isListed: false };
  const { summary, notes } = tally;
  const stores: StoreMatches = { orphans: { count: 0, samples: [] }, missing: { count: 0, samples: [] }, notes };
  const report = (): void =>
    options.progress?.({ files: summary.files, bytes: summary.bytes, found: tally.found, isListed: tally.isListed });
  const skip = (reason: SkipReason, file: FileRef): void => addSkipped(summary.skipped, reason, 1, [pathOf(file)]);

  const index = openIndexSession(context, own.secrets, options.cache ?? true);
  const search = { id: randomUUID(), salt: index.salt, own: own.secrets };
  const runner = createBatchRunner({ search, stop: stop.flag, memory: index.memory }, threads, options.pool);
  const queue = createBatchQueue(runner, threads, stop.isSet, {
    take: (result) => {
      addSummary(summary, result.summary);
      index.add(result.records);
      report();
    },
    lose: (file) => skip('worker-failed', file),
    leave: (files) => {
      for (const file of files) skip('interrupted', file);
    },
  });

  let indexNotes: readonly string[] = [];
  let isDone = false;
  try {
    const logDirectories = options.logDirectories ?? defaultLogDirectories(context);
    const isWhole = await handOn(discover(context, runner, stores, logDirectories), queue, tally, stop.isSet);
    if (!isWhole) notes.push('interrupted before all directories were listed');
    tally.isListed = true;
    await queue.finish();
    isDone = !stop.isSet();
    report();
  } finally {
    indexNotes = index.finish(isDone);
    stop.letGo();
    await runner.close();
  }

  const facts = transcriptFacts(summary, stores);
  const module = { name: 'transcripts', facts: () => facts, keep: 'first', checks: transcriptChecks } as const;
  const { files, bytes, bytesRead, lines } = summary;
  const seconds = (performance.now() - started) / 1000;
  return {
    findings: await judge(module, context),
    coverage: coverageOf(summary, notes),
    stats: { files, bytes, bytesRead, lines, seconds, threads, indexUsed: index.isUsed, indexNotes },
  };
};
