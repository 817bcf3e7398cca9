import type { AuditContext } from './audit/context.ts';
import { isComplete } from './audit/coverage.ts';
import { countSeverities, type Report } from './audit/report.ts';
import { configSchemaChecks } from './checks/config-schema.ts';
import { channelChecks, configChecks, pluginChecks } from './checks/index.ts';
import type { AnyCheckModule } from './checks/judge.ts';
import { namedPlaces } from './checks/named-places.ts';
import { runModule, runModules } from './checks/run-modules.ts';
import { looseEntries } from './checks/state-tree.ts';
import { treeOddities } from './checks/tree-oddities.ts';
import type { DeepOptions } from './run-deep.ts';
import { auditTree, type TreeOptions } from './scan/audit-tree.ts';

/** How to look, not what to look for: none of these changes what a finding says. */
export type AuditOptions = TreeOptions & {
  /** The live gateway, the code and the transcripts too; left out, nothing is connected to and no content is read. */
  readonly deep?: DeepOptions | undefined;
  /** Name and version for the report. */
  readonly tool?: string;
};

/**
 * The whole audit: config checks here, the state tree in worker threads, together one report in the original's order
 * (spec CR 4.2). Reads only; without `deep` it talks to nobody. Rejects only for a bug of ours.
 */
export const runAudit = async (context: AuditContext, options: AuditOptions = {}): Promise<Report> => {
  const readable = context.config.status !== 'unreadable';
  const judgeConfig = async (modules: readonly AnyCheckModule[]) => (readable ? runModules(modules, context) : []);

  const scanning = auditTree(context, options);
  const configured = await judgeConfig(configChecks);
  const schema = await runModule(configSchemaChecks, context);
  const places = await runModule(namedPlaces, context);
  const { tree, coverage: state, facts: scan } = await scanning;
  const entries = await runModules([looseEntries(tree), treeOddities(tree, state)], context);
  const plugins = await judgeConfig(pluginChecks);
  const channels = await judgeConfig(channelChecks);
  const deep =
    options.deep && (await import('./run-deep.ts').then(({ runDeep }) => runDeep(context, options.deep ?? {})));

  const findings = [
    ...configured,
    ...schema,
    ...places,
    ...entries,
    ...plugins,
    ...(deep?.code.findings ?? []),
    ...channels,
    ...(deep?.transcripts.findings ?? []),
    ...(deep?.live.findings ?? []),
  ];
  const parts = { state, ...(deep && { code: deep.code.coverage, transcripts: deep.transcripts.coverage }) };
  return {
    ts: Date.now(),
    summary: countSeverities(findings),
    findings,
    ...(deep && { deep: { gateway: deep.live.gateway } }),
    coverage: {
      complete: readable && Object.values(parts).every(isComplete) && deep?.live.gateway.ok !== false,
      ...parts,
    },
    scan,
    host: {
      stateDir: context.paths.stateDir,
      configPath: context.paths.configPath,
      tool: options.tool ?? 'openclaw-security',
    },
  };
};
