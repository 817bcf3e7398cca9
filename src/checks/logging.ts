import type { CheckModule } from '../audit/check.ts';
import { textAt } from '../context/config-reader.ts';

const TURN_ON = 'Set logging.redactSensitive to "tools", or run this audit with --fix.';

/** Secrets in the log (spec: checks 4.5). */
export const logging: CheckModule<{ readonly redactSensitive: string | undefined }> = {
  name: 'logging',
  facts: ({ config }) => [{ redactSensitive: textAt(config.value, 'logging.redactSensitive') }],
  keep: 'every',
  checks: [
    {
      id: 'logging.redact_off',
      severity: 'warn',
      title: 'Secrets are written to the log',
      detail:
        'logging.redactSensitive is "off": tokens and passwords that pass through tools land in the log and on the console as they are.',
      remediation: TURN_ON,
      command: () => 'openclaw config set logging.redactSensitive tools',
      keys: ['logging.redactSensitive'],
      fixable: true,
      when: ({ redactSensitive }) => redactSensitive === 'off',
      docs: {
        summary: 'Redaction of secrets in the log is switched off',
        why: 'Logs are copied into bug reports, backups and log services, and are readable by more people than the config.',
        triggers: 'logging.redactSensitive is off. The default is tools.',
        mend: TURN_ON,
        example: '{ logging: { redactSensitive: "off" } }',
      },
    },
  ],
};
