import { execFileSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { SPLIT_ABOVE_ENTRIES, scanState } from '../../src/scan/scan-state.ts';
import type { ScanSettings, ScanSummary } from '../../src/scan/shard.ts';

export const settingsFor = (root: string, settings: Partial<ScanSettings> = {}): ScanSettings => ({
  roots: [{ directory: realpathSync(root), layoutPath: '', recursive: true }],
  listedAgents: ['main'],
  mask: 0o077,
  ownerUid: statSync(root).uid,
  oneFileSystem: false,
  bySystemCalls: true,
  splitAbove: SPLIT_ABOVE_ENTRIES,
  ...settings,
});

/** Scans a tree with the defaults of a plain audit. */
export const scanTree = async (root: string, threads = 2, settings: Partial<ScanSettings> = {}): Promise<ScanSummary> =>
  (await scanState(settingsFor(root, settings), { threads })).summary;

/** Every entry is either judged or counted with a reason. */
export const isAccountedFor = ({ entries, judged, skipped }: ScanSummary): boolean =>
  entries === judged + Object.values(skipped).reduce((sum, { count }) => sum + count, 0);

/** Entries below a directory, as GNU find sees them. */
export const existingEntries = (root: string): number =>
  execFileSync('find', [root, '-mindepth', '1', '-printf', 'x'], { maxBuffer: 64 * 1024 * 1024 }).length;
