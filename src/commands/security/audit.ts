import type { Interfaces } from '@oclif/core';
import type { AuditContext } from '../../audit/context.ts';
import type { Report } from '../../audit/report.ts';
import { auditFlags } from '../../audit-flags.ts';
import { auditHosts } from '../../audit-hosts.ts';
import { BaseCommand } from '../../base-command.ts';
import { catalogue, findCheck } from '../../checks/catalogue.ts';
import { chooseHosts } from '../../context/choose-hosts.ts';
import { UsageError } from '../../context/paths.ts';
import type { FixResult } from '../../fix/fix-result.ts';
import type { StartedFix } from '../../fix/run-fix.ts';
import { fixCommandFor, undoCommandFor } from '../../fix-command.ts';
import { type AuditProgress, createAuditProgress } from '../../render/audit-progress.ts';
import type { LiveNdjson } from '../../render/live-ndjson.ts';
import { type Output, parseOutputs, writeFailureText } from '../../render/outputs.ts';
import { writeReports } from '../../render/write-reports.ts';
import { exitCodeOf } from '../../report/exit-code.ts';
import type { ReportOptions } from '../../report/finish-report.ts';
import { readReportOptions } from '../../report/read-report-options.ts';
import { reportFlags } from '../../report-flags.ts';
import type { AuditOptions } from '../../run-audit.ts';
import { stopAudit } from '../../stop-audit.ts';

const MILLISECONDS = 1000;

type AuditFlags = Interfaces.InferredFlags<typeof Audit.flags>;

const refuseContradictions = (flags: AuditFlags, installations: number): void => {
  if (flags['dry-run'] && !flags.fix) throw new UsageError('--dry-run goes with --fix: it shows what --fix would do');
  if (flags.fix && installations > 1)
    throw new UsageError('--fix goes with one --state-dir: run it once for each, so that each can be undone by itself');
};

/** The part of a fix that goes before the audit. Loaded when asked for: most runs only look. */
const startFixOf = async (
  flags: AuditFlags,
  context: AuditContext | undefined,
  reload: (() => AuditContext) | undefined,
): Promise<StartedFix | undefined> => {
  if (!flags.fix || context === undefined || reload === undefined) return undefined;
  const { startFix } = await import('../../fix/run-fix.ts');
  return startFix(context, { dryRun: flags['dry-run'], reload, systemRoot: process.env.SystemRoot });
};

/** Each host's own suppressions with what the flags say; a baseline is read once. */
const readReportOptionsOf = async (flags: AuditFlags, contexts: readonly AuditContext[]): Promise<ReportOptions[]> => {
  const checkIds = catalogue.map(({ id }) => id);
  const all: ReportOptions[] = [];
  for (const [i, context] of contexts.entries())
    all.push(await readReportOptions(i === 0 ? flags : { ...flags, baseline: undefined }, context, checkIds));
  return all;
};

export default class Audit extends BaseCommand {
  static override summary = 'Audit the config, the state directory and the sessions of OpenClaw on this host.';
  static override description =
    'A plain audit reads only: it writes nothing, runs nothing and talks to nobody. Exit codes: 0 done, whatever was found, unless --fail-on asks for more; 1 a finding at or above --fail-on, or the config could not be read; 2 bad usage; 3 the audit is incomplete (with --fail-on), or a report could not be written; 4 something that --fix planned could not be done; 130 interrupted, 143 terminated.';
  static override aliases = ['audit'];
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json > report.json',
    '<%= config.bin %> <%= command.id %> --state-dir /srv/openclaw --permissions group',
    '<%= config.bin %> <%= command.id %> --fail-on critical --format sarif=audit.sarif --format html=audit.html',
    '<%= config.bin %> <%= command.id %> --baseline report.json --fail-on warn',
    "<%= config.bin %> <%= command.id %> --state-dir '/home/*/.openclaw' --json",
  ];

  static override flags = {
    ...reportFlags,
    ...auditFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Audit);
    const { hosts, leftOut } = await chooseHosts(flags);
    refuseContradictions(flags, hosts.length + leftOut.length);
    const before = hosts.map((read) => read());
    const outputs = parseOutputs(flags.format ?? [], { json: flags.json, cwd: process.cwd() });
    const reportOptions = await readReportOptionsOf(flags, before);
    // A fix that is interrupted while it begins tells what it has changed.
    const stop = stopAudit(flags.timeout);
    const fixing = await startFixOf(flags, before[0], hosts[0]);
    const contexts = fixing === undefined ? before : [fixing.context];

    // oclif throws errors of stdout out of their event, as a stack trace; here they are an answer like any file's.
    process.stdout.removeAllListeners('error').on('error', () => undefined);
    const live = await this.startLive(outputs);
    // Lines of a report and a bar in one terminal would be in each other's way.
    const isFree = live === undefined || !process.stdout.isTTY;
    const progress = await createAuditProgress(
      process.stderr,
      flags.progress && !flags.quiet && isFree,
      process.env.TERM === 'dumb',
    );
    const report = await auditHosts(
      contexts.map((each, i) => ({ context: each, reportOptions: reportOptions[i] as ReportOptions })),
      leftOut,
      this.auditOptions(flags, stop.signal, progress, fixing),
      live,
    );
    progress.stop();
    stop.release();

    const fix = fixing?.finish();
    const isWritten = await this.output(report, outputs, live, flags, contexts, fix);
    process.exitCode = exitCodeOf(report, {
      failOn: flags['fail-on'],
      configUnreadable: contexts.some(({ config }) => config.status === 'unreadable'),
      fixFailed: fix?.ok === false,
      writeFailed: !isWritten,
      interruptedBy: stop.interruptedBy(),
    });
  }

  /** Findings as they come, where stdout is to have one JSON object a line. */
  private async startLive(outputs: readonly Output[]): Promise<LiveNdjson | undefined> {
    if (!outputs.some(({ format, file }) => format === 'ndjson' && file === undefined)) return undefined;
    const { startLiveNdjson } = await import('../../render/live-ndjson.ts');
    return startLiveNdjson(process.stdout);
  }

  private auditOptions(
    flags: AuditFlags,
    signal: AbortSignal,
    progress: AuditProgress,
    fixing: StartedFix | undefined,
  ): AuditOptions {
    const { threads, deep, cache } = flags;
    const deepOptions = {
      threads,
      signal,
      cache,
      probeTimeoutMs: flags['probe-timeout'] * MILLISECONDS,
      onCode: progress.code,
      onTranscripts: progress.transcripts,
    };
    return {
      threads,
      signal,
      oneFileSystem: flags['one-file-system'],
      onStart: progress.scanning,
      deep: deep ? deepOptions : undefined,
      fix: fixing?.scanFix,
      tool: `openclaw-security ${this.config.version}`,
    };
  }

  /** Writes the report everywhere it was asked for; false when it could not be written somewhere, which stderr then says. */
  private async output(
    report: Report,
    outputs: readonly Output[],
    live: LiveNdjson | undefined,
    flags: AuditFlags,
    contexts: readonly AuditContext[],
    fix: FixResult | undefined,
  ): Promise<boolean> {
    const [stateDir, ...others] = flags['state-dir'] ?? [];
    const { bin } = this.config;
    const given = { ...flags, 'state-dir': stateDir && report.host.stateDir };
    const fixCommandOf = (dir: string) => fixCommandFor(bin, { ...flags, 'state-dir': dir });
    const isSeveral = report.hosts !== undefined || others.length > 0;
    const failures = await writeReports(
      report,
      live === undefined ? outputs : outputs.filter(({ file }) => file !== undefined),
      {
        ...this.pageOptions(flags.color),
        home: isSeveral ? undefined : contexts[0]?.paths.home,
        fix,
        fixCommand: isSeveral ? undefined : fixCommandFor(bin, given),
        undoCommand: fix?.journal ? undoCommandFor(bin, given, fix.journal) : undefined,
        fixCommandOf,
        verbose: flags.verbose,
        minSeverity: flags['min-severity'] ?? 'info',
        failOn: flags['fail-on'],
        docsFor: (id) => findCheck(id)?.docs,
      },
      process.stdout,
    );
    const streamed = await live?.finish(report, fix);
    if (streamed?.kind === 'failed') failures.push(writeFailureText('stdout', streamed.code));
    for (const failure of failures) process.stderr.write(`${this.config.bin}: ${failure}\n`);
    return failures.length === 0;
  }
}
