import path from 'node:path';
import type { Exposure } from '../audit/finding.ts';
import { ClosedDirectories } from './closed-by.ts';
import { whoLoses } from './named-places.ts';
import type { ScanSettings, ScanSummary } from './shard.ts';

/** A finished scan as the checks see it. */
export type TreeFacts = {
  readonly summary: ScanSummary;
  /** The state dir as scanned: its real path. */
  readonly root: string;
  /** Whose access a fix takes away, as chmod names them. */
  readonly who: 'go' | 'o';
  readonly ownerUid: number | undefined;
  /** Who can get at a place that the summary names. */
  readonly exposureOf: (place: string) => Exposure;
};

/** A summary with what the checks ask of it besides counts. `stateDir` names the root of a scan that had none. */
export const treeFacts = (summary: ScanSummary, settings: ScanSettings, stateDir: string): TreeFacts => {
  const closed = new ClosedDirectories(settings.mask);
  const root = settings.roots[0]?.directory ?? stateDir;
  return {
    summary,
    root,
    who: whoLoses(settings.mask),
    ownerUid: settings.ownerUid,
    exposureOf: (place) => closed.exposureOf(path.resolve(root, place)),
  };
};
