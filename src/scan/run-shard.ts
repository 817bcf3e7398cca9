import { systemCalls } from '../platform/load-system-calls.ts';
import { createClassifier } from './classify.ts';
import { ClosedDirectories } from './closed-by.ts';
import { DeferredEntries } from './deferred-entries.ts';
import { below } from './folder-names.ts';
import type { Mender } from './mender.ts';
import type { ScanRoot, ScanSettings, ScanShard, ShardResult } from './shard.ts';
import { addSummary, emptySummary } from './summary.ts';
import { type Live, type ScanTools, visitDirectory } from './visit-directory.ts';

/** Scans shards of one scan: what a thread needs between two shards is kept here. */
export class ShardRunner {
  readonly #tools: ScanTools;

  readonly #mender: Mender | undefined;

  /** With a `mender` loose entries are tightened on the way, and counted as they are afterwards. */
  constructor(settings: ScanSettings, live?: Live, mender?: Mender) {
    const listedAgents = new Set(settings.listedAgents);
    const closed = new ClosedDirectories(settings.mask);
    this.#mender = mender;
    this.#tools = {
      settings,
      live,
      listedAgents,
      classifier: createClassifier(listedAgents),
      closed,
      calls: settings.bySystemCalls ? systemCalls() : undefined,
      deferred: mender === undefined ? undefined : new DeferredEntries(mender, settings, closed),
    };
  }

  /** Looks at everything directly in the shard's directories. Never throws for what it meets there. */
  run(shard: ScanShard): ShardResult {
    const summary = emptySummary();
    const pending: string[] = [];
    const giants: string[] = [];
    let left = 0;
    const root = this.#tools.settings.roots[shard.root] as ScanRoot;
    shard.directories.forEach((directory, index) => {
      if (index > 0 && summary.entries >= shard.entryBudget) {
        pending.push(directory);
        left++;
        return;
      }
      const visit = visitDirectory(this.#tools, root, directory, shard.names);
      if (visit === 'giant') {
        giants.push(directory);
        return;
      }
      addSummary(summary, visit.summary);
      for (const name of visit.directories) pending.push(below(directory, name));
    });
    const { deferred } = this.#tools;
    if (deferred !== undefined) addSummary(summary, deferred.finish());
    const mended = this.#mender?.takeTotals();
    return { summary, pending, left, giants, ...(mended !== undefined && { mended }) };
  }
}
