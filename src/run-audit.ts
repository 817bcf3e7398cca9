import type { AuditContext } from './audit/context.ts';
import { isComplete } from './audit/coverage.ts';
import type { Finding } from './audit/finding.ts';
import { countSeverities, type Report } from './audit/report.ts';
import { channelChecks, configChecks, pluginChecks } from './checks/index.ts';
import type { AnyCheckModule } from './checks/judge.ts';
import { namedPlaces } from './checks/named-places.ts';
import { runModule, runModules } from './checks/run-modules.ts';
import { looseEntries } from './checks/state-tree.ts';
import { treeOddities } from './checks/tree-oddities.ts';
import { auditTree, type TreeOptions } from './scan/audit-tree.ts';

/** How to look, not what to look for: none of these changes what a finding says. */
export type AuditOptions = TreeOptions & {
  /** Name and version for the report. */
  readonly tool?: string;
};

/**
 * The whole audit: config checks here, the state tree in worker threads, together one report in the original's order.
 * Reads only; writes nothing and talks to nobody. Rejects only for a bug of ours.
 */
export const runAudit = async (context: AuditContext, options: AuditOptions = {}): Promise<Report> => {
  const readable = context.config.status !== 'unreadable';
  const judgeConfig = (modules: readonly AnyCheckModule[]) =>
    readable ? runModules(modules, context) : Promise.resolve([]);

  const [configured, places, scanned] = await Promise.all([
    judgeConfig(configChecks),
    runModule(namedPlaces, context),
    auditTree(context, options),
  ]);
  const tree = await runModules([looseEntries(scanned.tree), treeOddities(scanned.tree, scanned.coverage)], context);
  const plugins = await judgeConfig(pluginChecks);
  const channels = await judgeConfig(channelChecks);

  const findings: Finding[] = [...configured, ...places, ...tree, ...plugins, ...channels];
  return {
    ts: Date.now(),
    summary: countSeverities(findings),
    findings,
    coverage: { complete: readable && isComplete(scanned.coverage), state: scanned.coverage },
    scan: scanned.facts,
    host: {
      stateDir: context.paths.stateDir,
      configPath: context.paths.configPath,
      tool: options.tool ?? 'openclaw-security',
    },
  };
};
