import path from 'node:path';
import type { Exposure } from '../audit/finding.ts';
import { ClosedDirectories } from './closed-by.ts';
import type { ScanSettings, ScanSummary } from './shard.ts';

/** A finished scan as the checks see it. */
export type TreeFacts = {
  readonly summary: ScanSummary;
  /** The state dir as scanned: its real path. */
  readonly root: string;
  readonly who: 'go' | 'o';
  readonly ownerUid: number | undefined;
  /** Who can get at a place that the summary names. */
  readonly exposureOf: (place: string) => Exposure;
};

export const treeFacts = (summary: ScanSummary, settings: ScanSettings, stateDir: string): TreeFacts => {
  const closed = new ClosedDirectories(settings.mask);
  const root = settings.roots[0]?.directory ?? stateDir;
  return {
    summary,
    root,
    who: settings.mask === 0o007 ? 'o' : 'go',
    ownerUid: settings.ownerUid,
    exposureOf: (place) => {
      const closing = closed.closing(path.dirname(path.resolve(root, place)));
      return closing === undefined
        ? { exposed: true }
        : { exposed: false, closedBy: closing.directory, closedByMode: closing.mode };
    },
  };
};
