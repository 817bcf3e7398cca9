import type { CheckModule } from '../audit/check.ts';
import type { JsonObject } from '../audit/context.ts';
import { booleanAt, filledTextAt } from '../context/config-reader.ts';

/** `${VAR}` anywhere, or a text that is nothing but a reference, escaped or with a name that OpenClaw would not replace. */
const REFERENCE = /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}|^\$\$?\{[^}]*\}$/;

/** As written, before `${VAR}` was replaced: only what stands in the file is stored in the file. */
const isLiteral = (raw: JsonObject, key: string): boolean => {
  const text = filledTextAt(raw, key);
  return text !== undefined && !REFERENCE.test(text);
};

/** Which secrets stand in the config file itself, not behind a variable. */
export type StoredSecrets = { readonly gatewayPassword: boolean; readonly hooksToken: boolean };

const USE_VARIABLE =
  'Put the password into <state>/.env as OPENCLAW_GATEWAY_PASSWORD, remove gateway.auth.password from the config, and restart the gateway.';
const USE_HOOKS_VARIABLE = `Write hooks.token as "\${HOOKS_TOKEN}" and set HOOKS_TOKEN in <state>/.env. Keep the config at mode 600 in any case.`;

/** Secrets that stand in the config as text (spec: checks 4.12, differences D2). */
export const configSecrets: CheckModule<StoredSecrets> = {
  name: 'config-secrets',
  facts: ({ config }) => [
    {
      gatewayPassword: isLiteral(config.raw, 'gateway.auth.password'),
      hooksToken: booleanAt(config.value, 'hooks.enabled') === true && isLiteral(config.raw, 'hooks.token'),
    },
  ],
  keep: 'every',
  checks: [
    {
      id: 'config.secrets.gateway_password_in_config',
      severity: 'warn',
      title: 'The gateway password stands in the config',
      detail:
        'gateway.auth.password is written out. A config is copied, backed up, shown and shared more often than one thinks, and a password is often one that people use elsewhere.',
      remediation: USE_VARIABLE,
      keys: ['gateway.auth.password'],
      when: ({ gatewayPassword }) => gatewayPassword,
      docs: {
        summary: 'gateway.auth.password is written out in the config or in a file that it includes',
        why: 'Backups, screen shares and bug reports carry the config along.',
        triggers: 'gateway.auth.password is a text that is not blank and refers to no variable.',
        mend: USE_VARIABLE,
        example: '{ gateway: { auth: { password: "correct horse" } } }',
      },
    },
    {
      id: 'config.secrets.hooks_token_in_config',
      severity: 'info',
      title: 'The webhook token stands in the config',
      detail: 'hooks.token is written out. Whoever reads the config can start agents by webhook.',
      remediation: USE_HOOKS_VARIABLE,
      keys: ['hooks.token'],
      when: ({ hooksToken }) => hooksToken,
      docs: {
        summary: 'hooks.token is written out in the config or in a file that it includes',
        why: 'Backups, screen shares and bug reports carry the config along.',
        triggers: 'hooks.enabled is true, and hooks.token is a text that is not blank and refers to no variable.',
        mend: USE_HOOKS_VARIABLE,
        example: '{ hooks: { enabled: true, token: "…" } }',
      },
    },
  ],
};
