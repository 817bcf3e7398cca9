import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { AuditContext } from '../audit/context.ts';
import type { CoverageSection } from '../audit/coverage.ts';
import type { Finding } from '../audit/finding.ts';
import { codeSafetyChecks } from '../checks/code-safety.ts';
import { runModule } from '../checks/run-modules.ts';
import { type CodeFact, coverageOf, unitFact } from './code-facts.ts';
import type { CodeUnit, UnitFiles, Units } from './code-unit.ts';
import { findHooks } from './find-hooks.ts';
import { findPlugins } from './find-plugins.ts';
import { findSkills } from './find-skills.ts';
import { listFiles } from './list-files.ts';
import { type PluginManifest, readPluginManifest } from './plugin-manifest.ts';
import type { FileReport } from './scan-file.ts';
import { type ScanOptions, scanTasks } from './scan-tasks.ts';

/** What of the scan is not left to the machine: threads (default: one a core, eight at most), progress, signal, pool. */
export type CodeSafetyOptions = Partial<ScanOptions>;

/** What the code of plugins, skills and hooks can do to this host. */
export type CodeSafetyResult = { readonly findings: readonly Finding[]; readonly coverage: CoverageSection };

type ListedUnit = { readonly unit: CodeUnit; readonly manifest: PluginManifest | undefined; readonly files: UnitFiles };

/** Scans the code of every plugin, skill and hook that OpenClaw could load. */
const collectFacts = async (context: AuditContext, options: ScanOptions): Promise<CodeFact[]> => {
  const plugins = findPlugins(context);
  const skills = findSkills(context, plugins.units);
  const hooks = findHooks(context);
  const listed: ListedUnit[] = [];
  for (const unit of [...plugins.units, ...skills.units, ...hooks.units]) {
    const manifest = unit.kind === 'plugin' && unit.isFolder ? readPluginManifest(unit.root) : undefined;
    listed.push({ unit, manifest, files: listFiles(unit, manifest?.entries) });
    // The gateway is probed meanwhile: its timers and sockets get their turn.
    await setImmediate();
  }
  const reports = await scanTasks(
    listed.flatMap(({ files }) => files.files),
    options,
  );
  let at = 0;
  const take = (count: number): FileReport[] => {
    at += count;
    return reports.slice(at - count, at);
  };
  const factsOf = (kind: CodeUnit['kind'], found: Units): CodeFact[] => [
    ...found.closed.map((folder): CodeFact => ({ type: 'closed-folder', folder })),
    ...listed
      .filter(({ unit }) => unit.kind === kind)
      .flatMap(({ unit, manifest, files }): CodeFact[] => [
        ...(manifest?.hiddenEntries ?? []).map((entry): CodeFact => ({ type: 'hidden-entry', unit, entry })),
        unitFact(unit, files, take(files.files.length), manifest),
      ]),
  ];
  return [...factsOf('plugin', plugins), ...factsOf('skill', skills), ...factsOf('hook', hooks)];
};

/**
 * The code-safety part of `--deep`: what the code of plugins, skills and hooks does, and what of it could not be looked at.
 * Reads only; nothing of what it reads is run. Rejects only for a bug of ours.
 */
export const auditCodeSafety = async (
  context: AuditContext,
  options: CodeSafetyOptions = {},
): Promise<CodeSafetyResult> => {
  const facts = await collectFacts(context, { threads: Math.min(availableParallelism(), 8), ...options });
  const module = { name: 'code-safety', facts: () => facts, keep: 'every' as const, checks: codeSafetyChecks };
  return { findings: await runModule(module, context), coverage: coverageOf(facts) };
};
