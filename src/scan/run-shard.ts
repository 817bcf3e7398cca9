import { createClassifier } from './classify.ts';
import { ClosedDirectories } from './closed-by.ts';
import type { ScanRoot, ScanSettings, ScanShard, ShardResult } from './shard.ts';
import { addSummary, emptySummary } from './summary.ts';
import { type Live, type ScanTools, visitDirectory } from './visit-directory.ts';

/** Scans shards of one scan: what a thread needs between two shards is kept here. */
export class ShardRunner {
  readonly #tools: ScanTools;

  constructor(settings: ScanSettings, live?: Live) {
    const listedAgents = new Set(settings.listedAgents);
    this.#tools = {
      settings,
      live,
      listedAgents,
      classifier: createClassifier(listedAgents),
      closed: new ClosedDirectories(settings.mask),
    };
  }

  /** Looks at everything directly in the shard's directories. Never throws for what it meets there. */
  run(shard: ScanShard): ShardResult {
    const summary = emptySummary();
    const pending: string[] = [];
    const giants: string[] = [];
    const root = this.#tools.settings.roots[shard.root] as ScanRoot;
    shard.directories.forEach((directory, index) => {
      if (index > 0 && summary.entries >= shard.entryBudget) {
        pending.push(directory);
        return;
      }
      const visit = visitDirectory(this.#tools, root, directory, shard.slice);
      if (visit === 'giant') {
        giants.push(directory);
        return;
      }
      addSummary(summary, visit.summary);
      for (const name of visit.directories) pending.push(directory === '' ? name : `${directory}/${name}`);
    });
    return { summary, pending, giants };
  }
}
