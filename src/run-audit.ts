import type { AuditContext } from './audit/context.ts';
import { isComplete } from './audit/coverage.ts';
import type { Finding } from './audit/finding.ts';
import { countSeverities, type Report } from './audit/report.ts';
import { configSchemaChecks } from './checks/config-schema.ts';
import { channelChecks, configChecks, pluginChecks } from './checks/index.ts';
import type { AnyCheckModule } from './checks/judge.ts';
import { PLACE_UNREADABLE } from './checks/named-places/state-rows.ts';
import { namedPlaces } from './checks/named-places.ts';
import { runModules } from './checks/run-modules.ts';
import { looseEntries } from './checks/state-tree.ts';
import { treeOddities } from './checks/tree-oddities.ts';
import type { DeepOptions } from './run-deep.ts';
import { auditTree, type TreeOptions } from './scan/audit-tree.ts';

/** How to look, not what to look for: none of these changes what a finding says. */
export type AuditOptions = TreeOptions & {
  /** The live gateway, the code and the transcripts too; left out, nothing is connected to and no content is read. */
  readonly deep?: DeepOptions | undefined;
  /**
   * Told each finding of the report once, a few at a time, as soon as it is known and so in another order: what the config tells comes
   * while the state tree is still being scanned.
   */
  readonly onFindings?: ((findings: readonly Finding[]) => void) | undefined;
  /** Name and version for the report. */
  readonly tool?: string;
};

/** The installation as the report names it. */
export const reportHost = ({ paths }: AuditContext, { tool }: Pick<AuditOptions, 'tool'> = {}): Report['host'] => ({
  stateDir: paths.stateDir,
  configPath: paths.configPath,
  tool: tool ?? 'openclaw-security',
});

/** True when every named place could be looked at. */
const areSeen = (places: readonly Finding[]): boolean => places.every(({ checkId }) => checkId !== PLACE_UNREADABLE);

/**
 * The whole audit: config checks here, the state tree in worker threads, together one report in the original's order
 * (spec CR 4.2). Reads only; without `deep` it talks to nobody. Rejects only for a bug of ours.
 */
export const runAudit = async (context: AuditContext, options: AuditOptions = {}): Promise<Report> => {
  const readable = context.config.status !== 'unreadable';
  const tell = (findings: readonly Finding[]): readonly Finding[] => {
    if (findings.length > 0) options.onFindings?.(findings);
    return findings;
  };
  const judge = async (...modules: readonly AnyCheckModule[]) => tell(await runModules(modules, context));
  const judgeConfig = async (modules: readonly AnyCheckModule[]) => (readable ? judge(...modules) : []);

  // Started together and awaited together: if one throws, the others' rejections are heard all the same.
  const [scanned, configured, schema, places, plugins, channels] = await Promise.all([
    auditTree(context, options),
    judgeConfig(configChecks),
    judge(configSchemaChecks),
    judge(namedPlaces),
    judgeConfig(pluginChecks),
    judgeConfig(channelChecks),
  ]);
  const { tree, coverage: state, facts: scan } = scanned;
  const entries = await judge(looseEntries(tree), treeOddities(tree, state));
  const deep =
    options.deep && (await import('./run-deep.ts').then(({ runDeep }) => runDeep(context, options.deep ?? {}, tell)));

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
      complete:
        readable && areSeen(places) && Object.values(parts).every(isComplete) && deep?.live.gateway.ok !== false,
      ...parts,
    },
    scan,
    host: reportHost(context, options),
  };
};
