import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Piscina } from 'piscina';
import type { AuditContext } from '../audit/context.ts';
import type { CoverageSection, Skipped, SkipReason } from '../audit/coverage.ts';
import type { Finding } from '../audit/finding.ts';
import { judge } from '../checks/judge.ts';
import { transcriptChecks } from '../checks/transcripts.ts';
import { type BatchRunner, createBatchRunner } from './batch-runner.ts';
import { createBatchQueue } from './drain-batches.ts';
import { type FileRef, pathOf } from './file-ref.ts';
import { agentFiles, type Discovery, defaultLogDirectories, findAgents, otherFiles } from './find-files.ts';
import { openIndexSession } from './index-session.ts';
import { createStoreMatcher, type StoreMatches, storeOf } from './match-stores.ts';
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

/** Everything to be searched, agent by agent, each compared with its session store on the way. */
async function* discover(
  context: AuditContext,
  runner: BatchRunner,
  stores: StoreMatches,
  logDirectories: readonly string[],
): AsyncGenerator<Discovery> {
  const { agents, notes } = findAgents(context.paths.stateDir);
  for (const note of notes) yield { kind: 'note', note };
  const outside = new Set<string>();
  for (const agent of agents) {
    const sessions = path.join(context.paths.stateDir, 'agents', agent, 'sessions');
    const store = storeOf(context, agent);
    if (!store.file.startsWith(sessions + path.sep)) outside.add(store.file);
    const matcher = createStoreMatcher(stores, sessions, store, await runner.store(store.file));
    for (const found of agentFiles(context.paths.stateDir, agent)) {
      if (found.kind === 'file') matcher.see(found.file);
      yield found;
    }
    matcher.finish();
  }
  for (const file of outside)
    yield { kind: 'file', file: { directory: path.dirname(file), name: path.basename(file), agent: undefined } };
  yield* otherFiles(context, logDirectories);
}

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
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const onAbort = (): void => void Atomics.store(stop, 0, 1);
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });

  const own = readOwnSecrets(context);
  const stores: StoreMatches = {
    orphans: { count: 0, samples: [] },
    missing: { count: 0, samples: [] },
    notes: [...own.notes],
  };
  const summary = emptySummary();
  let found = 0;
  let isListed = false;
  const report = (): void => options.progress?.({ files: summary.files, bytes: summary.bytes, found, isListed });
  const skip = (reason: SkipReason, file: FileRef): void => addSkipped(summary.skipped, reason, 1, [pathOf(file)]);

  const index = openIndexSession(context, own.secrets, options.cache ?? true);
  const search = { id: randomUUID(), salt: index.salt, own: own.secrets };
  const runner = createBatchRunner({ search, stop, memory: index.memory }, threads, options.pool);
  const queue = createBatchQueue(runner, threads, () => Atomics.load(stop, 0) !== 0, {
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
    for await (const discovery of discover(context, runner, stores, logDirectories)) {
      if (Atomics.load(stop, 0) !== 0) {
        stores.notes.push('interrupted before all directories were listed');
        break;
      }
      if (discovery.kind === 'note') stores.notes.push(discovery.note);
      else if (discovery.kind === 'skipped') addSkipped(summary.skipped, discovery.reason, 1, [discovery.path]);
      else {
        found++;
        await queue.add(discovery.file);
      }
    }
    isListed = true;
    await queue.finish();
    isDone = Atomics.load(stop, 0) === 0;
    report();
  } finally {
    indexNotes = index.finish(isDone);
    options.signal?.removeEventListener('abort', onAbort);
    await runner.close();
  }

  const facts = transcriptFacts(summary, stores);
  const module = { name: 'transcripts', facts: () => facts, keep: 'first', checks: transcriptChecks } as const;
  return {
    findings: await judge(module, context),
    coverage: coverageOf(summary, stores.notes),
    stats: {
      files: summary.files,
      bytes: summary.bytes,
      bytesRead: summary.bytesRead,
      lines: summary.lines,
      seconds: (performance.now() - started) / 1000,
      threads,
      indexUsed: index.isUsed,
      indexNotes,
    },
  };
};
