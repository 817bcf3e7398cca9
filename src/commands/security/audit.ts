import { Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.ts';
import { createContext } from '../../context/create-context.ts';
import { renderJson } from '../../render/json.ts';
import { createProgress } from '../../render/progress.ts';
import { renderText } from '../../render/text.ts';
import { runAudit } from '../../run-audit.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const PROGRESS_EVERY_MS = 100;

export default class Audit extends BaseCommand {
  static override summary = 'Audit the config, the state directory and the sessions of OpenClaw on this host.';
  static override description =
    'A plain audit reads only: it writes nothing, runs nothing and talks to nobody. Exit codes: 0 done, whatever was found; 1 the config could not be read; 2 bad usage; 130 interrupted.';
  static override aliases = ['audit'];
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json > report.json',
    '<%= config.bin %> <%= command.id %> --state-dir /srv/openclaw --permissions group',
  ];

  static override flags = {
    json: Flags.boolean({ description: 'print the report as JSON' }),
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
    threads: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 64,
      description: "scan threads [default: the machine's parallelism]",
    }),
    'one-file-system': Flags.boolean({ description: 'do not scan file systems mounted inside the state directory' }),
    progress: Flags.boolean({ allowNo: true, default: true, description: 'show progress on stderr' }),
    quiet: Flags.boolean({ description: 'print the report only: no progress, no notes' }),
    verbose: Flags.boolean({ description: 'show long lists in full' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Audit);
    const context = createContext({
      stateDir: flags['state-dir'],
      config: flags.config,
      profile: flags.profile,
      dev: flags.dev,
      permissions: flags.permissions,
    });
    const progress = createProgress(process.stderr, { show: flags.progress && !flags.quiet });
    let ticking: NodeJS.Timeout | undefined;
    const report = await runAudit(context, {
      threads: flags.threads,
      oneFileSystem: flags['one-file-system'],
      tool: `openclaw-security ${this.config.version}`,
      onStart: (seen) => {
        const tick = () => progress.update({ part: 'Scanning state', done: seen(), unit: 'entry' });
        ticking = setInterval(tick, PROGRESS_EVERY_MS).unref();
      },
    });
    clearInterval(ticking);
    progress.stop();
    process.stdout.write(
      flags.json
        ? renderJson(report)
        : renderText(report, { ...this.pageOptions(), home: context.paths.home, verbose: flags.verbose }),
    );
    if (context.config.status === 'unreadable') process.exitCode = 1;
  }
}
