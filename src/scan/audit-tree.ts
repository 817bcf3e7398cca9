import type { AuditContext } from '../audit/context.ts';
import type { CoverageSection } from '../audit/coverage.ts';
import type { ScanFacts } from '../audit/report.ts';
import { formatMode } from '../audit/units.ts';
import { configuredAgentIds } from '../policy/agents.ts';
import { workspaceFinder } from '../policy/workspaces.ts';
import { kindAt } from './classify.ts';
import { permissionMask } from './named-places.ts';
import { findScanRoots, ownerOf, rootState } from './scan-roots.ts';
import { type ScanOptions, type ScanOutcome, SPLIT_ABOVE_ENTRIES, scanState } from './scan-state.ts';
import type { ScanRoot, ScanSettings, ScanSummary } from './shard.ts';
import { addNotes, addSkipped, emptySummary } from './summary.ts';
import { type TreeFacts, treeFacts } from './tree-facts.ts';

/** A scanned tree: for the checks, for the report's coverage, and for its numbers. */
export type AuditedTree = {
  readonly tree: TreeFacts;
  readonly settings: ScanSettings;
  readonly coverage: CoverageSection;
  readonly facts: ScanFacts;
};

export type TreeOptions = ScanOptions & { readonly oneFileSystem?: boolean | undefined };

/** Every agent's workspace: prompts and skills in it run as the agent. */
const workspacesOf = (context: AuditContext): string[] =>
  configuredAgentIds(context.config.value).map(workspaceFinder(context));

/** The trees of an audit, in the order in which its shards number them. */
export const scanRootsOf = (context: AuditContext): ScanRoot[] => findScanRoots(context, workspacesOf(context));

const settingsFor = (context: AuditContext, options: TreeOptions): ScanSettings => ({
  roots: scanRootsOf(context),
  listedAgents: configuredAgentIds(context.config.value),
  mask: permissionMask(context),
  ownerUid: context.platform === 'win32' ? undefined : ownerOf(context.paths.stateDir),
  oneFileSystem: options.oneFileSystem ?? false,
  bySystemCalls: true,
  splitAbove: SPLIT_ABOVE_ENTRIES,
});

/** Nothing was scanned: says why, unless there is simply nothing there. */
const nothingScanned = (context: AuditContext): ScanOutcome => {
  const summary = emptySummary();
  const state = rootState(context.paths.stateDir);
  if (state === 'unreadable') {
    addSkipped(summary, 'unreadable', ['.']);
    summary.entries = 1;
    addNotes(summary, [`the state directory ${context.paths.stateDir} could not be looked at`]);
  }
  return { summary, seconds: 0, threads: 0 };
};

const kindFacts = (summary: ScanSummary): ScanFacts['kinds'] =>
  Object.fromEntries(
    Object.entries(summary.kinds).map(([index, { count, bytes, modes }]) => [
      kindAt(Number(index)).kind,
      {
        count,
        bytes,
        modes: Object.fromEntries(Object.entries(modes).map(([mode, number]) => [formatMode(Number(mode)), number])),
      },
    ]),
  );

/** Scans the state tree and everything that belongs to it elsewhere. Never throws for what it meets there. */
export const auditTree = async (context: AuditContext, options: TreeOptions = {}): Promise<AuditedTree> => {
  const settings = settingsFor(context, options);
  const { summary, seconds, threads } =
    settings.roots.length === 0 ? nothingScanned(context) : await scanState(settings, options);
  const { files, directories, bytes, entries, judged, skipped, notes } = summary;
  return {
    tree: treeFacts(summary, settings, context.paths.stateDir),
    settings,
    coverage: { entries, judged, skipped, notes },
    facts: {
      files,
      directories,
      bytes,
      seconds,
      threads,
      kinds: kindFacts(summary),
      worstDirectories: summary.worst.map(([path, tally]) => ({ path, ...tally })),
    },
  };
};
