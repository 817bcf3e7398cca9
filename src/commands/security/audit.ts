import { Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.ts';
import { catalogue, findCheck } from '../../checks/catalogue.ts';
import { createContext } from '../../context/create-context.ts';
import { UsageError } from '../../context/paths.ts';
import { startFix } from '../../fix/run-fix.ts';
import { fixCommandFor } from '../../fix-command.ts';
import { createAuditProgress } from '../../render/audit-progress.ts';
import { fixChanges, renderFixText } from '../../render/fix-text.ts';
import { parseOutputs } from '../../render/outputs.ts';
import { writeReports } from '../../render/write-reports.ts';
import { exitCodeOf } from '../../report/exit-code.ts';
import { finishReport } from '../../report/finish-report.ts';
import { readReportOptions } from '../../report/read-report-options.ts';
import { reportFlags } from '../../report-flags.ts';
import { runAudit } from '../../run-audit.ts';

const MILLISECONDS = 1000;

export default class Audit extends BaseCommand {
  static override summary = 'Audit the config, the state directory and the sessions of OpenClaw on this host.';
  static override description =
    'A plain audit reads only: it writes nothing, runs nothing and talks to nobody. Exit codes: 0 done, whatever was found, unless --fail-on asks for more; 1 a finding at or above --fail-on, or the config could not be read; 2 bad usage; 3 the audit is incomplete (with --fail-on), or a report could not be written; 4 something that --fix planned could not be done; 130 interrupted.';
  static override aliases = ['audit'];
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json > report.json',
    '<%= config.bin %> <%= command.id %> --state-dir /srv/openclaw --permissions group',
    '<%= config.bin %> <%= command.id %> --fail-on critical --format sarif=audit.sarif --format html=audit.html',
    '<%= config.bin %> <%= command.id %> --baseline report.json --fail-on warn',
  ];

  static override flags = {
    ...reportFlags,
    'state-dir': Flags.string({ helpValue: 'DIR', description: 'audit this state directory and the config in it' }),
    config: Flags.string({ helpValue: 'FILE', description: 'audit this config file' }),
    profile: Flags.string({
      helpValue: 'NAME',
      description: 'audit the installation of this profile (~/.openclaw-NAME)',
    }),
    dev: Flags.boolean({ description: 'audit the dev profile' }),
    permissions: Flags.option({ options: ['owner', 'group'] as const, default: 'owner' as const })({
      description: 'who may share the state: its owner alone, or its group on purpose',
    }),
    deep: Flags.boolean({
      description: 'also look at the running gateway, the code of plugins and skills, and secrets in transcripts',
    }),
    'probe-timeout': Flags.integer({
      helpValue: 'SECONDS',
      min: 1,
      max: 300,
      default: 5,
      description: 'how long the gateway may take, all in all',
    }),
    threads: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 64,
      description: "scan threads [default: the machine's parallelism]",
    }),
    timeout: Flags.integer({
      helpValue: 'SECONDS',
      min: 1,
      description: 'stop looking after this time, and report what was seen as incomplete',
    }),
    'one-file-system': Flags.boolean({ description: 'do not scan file systems mounted inside the state directory' }),
    fix: Flags.boolean({ description: 'take away the access of others and close open group policies; can be undone' }),
    'dry-run': Flags.boolean({
      description: 'with --fix: show what it would do and change nothing',
    }),
    progress: Flags.boolean({ allowNo: true, default: true, description: 'show progress on stderr' }),
    quiet: Flags.boolean({ description: 'print the report only: no progress, no notes' }),
    verbose: Flags.boolean({ description: 'show long lists in full' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Audit);
    if (flags['dry-run'] && !flags.fix)
      throw new UsageError('--dry-run goes with --fix: it shows what --fix would do.');
    const read = () =>
      createContext({
        stateDir: flags['state-dir'],
        config: flags.config,
        profile: flags.profile,
        dev: flags.dev,
        permissions: flags.permissions,
      });
    const before = read();
    const { home, cwd } = before.paths;
    const outputs = parseOutputs(flags.format ?? [], { json: flags.json, cwd });
    const checkIds = catalogue.map(({ id }) => id);
    const reportOptions = await readReportOptions(flags, before, checkIds);
    const fixing = flags.fix
      ? startFix(before, { dryRun: flags['dry-run'], reload: read, systemRoot: process.env.SystemRoot })
      : undefined;
    const context = fixing?.context ?? before;
    const stop = new AbortController();
    let interrupted = false;
    const interrupt = () => {
      interrupted = true;
      stop.abort();
    };
    process.once('SIGINT', interrupt);
    const timer =
      flags.timeout === undefined ? undefined : setTimeout(() => stop.abort(), flags.timeout * MILLISECONDS);
    const progress = createAuditProgress(process.stderr, flags.progress && !flags.quiet);
    const report = await runAudit(context, {
      threads: flags.threads,
      signal: stop.signal,
      oneFileSystem: flags['one-file-system'],
      mayChangeDirectory: true,
      onStart: progress.scanning,
      deep: flags.deep
        ? {
            threads: flags.threads,
            signal: stop.signal,
            probeTimeoutMs: flags['probe-timeout'] * MILLISECONDS,
            onTranscripts: progress.transcripts,
          }
        : undefined,
      fix: fixing?.scanFix,
      tool: `openclaw-security ${this.config.version}`,
    });
    clearTimeout(timer);
    progress.stop();
    process.removeListener('SIGINT', interrupt);
    const fix = fixing?.finish();
    const finished = finishReport(report, reportOptions);
    // oclif throws errors of stdout out of their event, as a stack trace; here they are an answer like any file's.
    process.stdout.removeAllListeners('error').on('error', () => undefined);
    const failures = await writeReports(
      finished,
      outputs,
      {
        ...this.pageOptions(),
        home,
        fix,
        fixText: fix && renderFixText(fix),
        fixCommand: fixCommandFor(this.config.bin, flags),
        plannedChanges: fix?.dryRun ? fixChanges(fix).map((line) => line.trim()) : undefined,
        verbose: flags.verbose,
        minSeverity: flags['min-severity'] ?? 'info',
        failOn: flags['fail-on'],
        docsFor: (id) => findCheck(id)?.docs,
      },
      process.stdout,
    );
    for (const failure of failures) process.stderr.write(`${this.config.bin}: ${failure}\n`);
    process.exitCode = exitCodeOf(finished, {
      failOn: flags['fail-on'],
      configUnreadable: context.config.status === 'unreadable',
      fixFailed: fix?.ok === false,
      writeFailed: failures.length > 0,
      interrupted,
    });
  }
}
