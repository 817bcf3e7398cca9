import { Flags } from '@oclif/core';

/** What is audited, how closely, and how it is shown. */
export const auditFlags = {
  'state-dir': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'DIR',
    description:
      'audit this state directory and the config in it; may be repeated, and be a quoted glob of directories',
  }),
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
  cache: Flags.boolean({
    allowNo: true,
    default: true,
    description: 'with --deep: remember which transcripts were searched; --no-cache searches all and writes nothing',
  }),
  timeout: Flags.integer({
    helpValue: 'SECONDS',
    min: 1,
    // A timer takes no more: beyond, it would end the audit at once.
    max: 24 * 24 * 3600,
    description: 'stop looking after this time, and report what was seen as incomplete',
  }),
  'one-file-system': Flags.boolean({ description: 'do not scan file systems mounted inside the state directory' }),
  fix: Flags.boolean({ description: 'take away the access of others and close open group policies; can be undone' }),
  'dry-run': Flags.boolean({
    description: 'with --fix: show what it would do and change nothing',
  }),
  progress: Flags.boolean({ allowNo: true, default: true, description: 'show progress on stderr' }),
  color: Flags.boolean({ allowNo: true, description: 'use colours; without it, where stdout shows them' }),
  quiet: Flags.boolean({ description: 'print the report only: no progress, no notes' }),
  verbose: Flags.boolean({ description: 'show long lists in full' }),
};
