import type { CheckDocs } from '../audit/check.ts';
import type { ConfigProblem } from '../audit/context.ts';
import { DIALECT } from '../context/schema/dialect.ts';

const REFUSES = 'OpenClaw refuses to start, or to take the config over while it runs, until this is mended.';

/** What the finding for one kind of problem says. */
export type ProblemTexts = {
  readonly kind: ConfigProblem['kind'];
  readonly id: string;
  readonly one: string;
  readonly many: string;
  /** The title without its count: "… that OpenClaw does not know". */
  readonly fault: string;
  readonly consequence: string;
  readonly remediation: string;
  /** False where a later version of OpenClaw would judge alike. */
  readonly dependsOnVersion: boolean;
  readonly docs: CheckDocs;
};

/** One row for each kind of problem, in the order of the report. */
export const PROBLEM_TEXTS: readonly ProblemTexts[] = [
  {
    kind: 'unknown-key',
    id: 'config.schema_unknown_key',
    one: 'config key',
    many: 'config keys',
    fault: 'unknown to OpenClaw',
    consequence: `What such a key was meant to set is not set. ${REFUSES}`,
    remediation: 'Correct the spelling or take the key out, then run: openclaw doctor',
    dependsOnVersion: true,
    docs: {
      summary: 'The config has keys that OpenClaw does not know',
      why: `A misspelled key sets nothing: a token, an allowlist or a bind address that you believe to be in force is not. OpenClaw refuses the whole config because of it, so the next restart fails. In gateway.tls and in hooks.mappings[].match it drops the key without a word instead.`,
      triggers: `A key that OpenClaw ${DIALECT.version} does not know at its place, or a channel id that looks like a slip for a known one. One finding for each file. It is info when a later version of OpenClaw wrote the config.`,
      mend: 'Correct the spelling (the finding suggests the nearest known key) or take the key out. `openclaw doctor` lists the keys it does not know.',
      example: '{ gateway: { prot: 18789 } }',
    },
  },
  {
    kind: 'wrong-type',
    id: 'config.schema_wrong_type',
    one: 'config value',
    many: 'config values',
    fault: 'of the wrong type',
    consequence: REFUSES,
    remediation:
      'Write the value in the type the key takes. A variable always gives text, never a number or true/false.',
    dependsOnVersion: true,
    docs: {
      summary: 'The config has values of the wrong type',
      why: `OpenClaw refuses a config in which a number stands as text or a list as a single value, so the next restart fails; until then the gateway runs on with its old config, and your change is not in force.`,
      triggers: `A value whose type OpenClaw ${DIALECT.version} does not take at that key; also a \${VAR} where a number or true/false is expected, because a variable is always text. One finding for each file. It is info when a later version of OpenClaw wrote the config.`,
      mend: 'Write the value in the type named by the finding: 18789 instead of "18789", ["a"] instead of "a".',
      example: '{ gateway: { port: "18789" } }',
    },
  },
  {
    kind: 'bad-value',
    id: 'config.schema_bad_value',
    one: 'config value',
    many: 'config values',
    fault: 'not allowed',
    consequence: REFUSES,
    remediation: 'Use one of the values the finding names.',
    dependsOnVersion: true,
    docs: {
      summary: 'The config has values that are not allowed',
      why: `A value outside the allowed ones, such as an IP address where a bind mode is expected, makes OpenClaw refuse the whole config: the next restart fails, and the protection the value was meant to bring is not there.`,
      triggers: `A value of the right type that is none of the words, outside the range, or not of the format that OpenClaw ${DIALECT.version} takes at that key. One finding for each file. It is info when a later version of OpenClaw wrote the config.`,
      mend: 'Use one of the values the finding names.',
      example: '{ gateway: { bind: "0.0.0.0" } }',
    },
  },
  {
    kind: 'legacy-key',
    id: 'config.schema_legacy_key',
    one: 'config key',
    many: 'config keys',
    fault: 'of an earlier version',
    consequence: `What stands there has no effect. ${REFUSES}`,
    remediation: 'Move the content to its new place, or let OpenClaw do it: openclaw doctor --fix',
    dependsOnVersion: false,
    docs: {
      summary: 'The config has keys of an earlier OpenClaw version',
      why: `OpenClaw does not read the old place: a gateway.token, for example, protects nothing. It refuses the whole config until the key is moved.`,
      triggers: `One of the keys that OpenClaw ${DIALECT.version} lists as moved: channels at the top level, agent, routing.*, identity, memorySearch, gateway.token, tools.bash, messages.tts.enabled. One finding for each file.`,
      mend: 'Move the content to the place the finding names, or run `openclaw doctor --fix`, which rewrites the config file (comments are lost).',
      example: '{ telegram: { groupPolicy: "open" } }',
    },
  },
  {
    kind: 'unset-variable',
    id: 'config.schema_unset_variable',
    one: 'config value',
    many: 'config values',
    fault: 'with a variable that is not set',
    consequence:
      'The checks that need such a value took the text as it is written. Where the environment of the gateway has the variable, the gateway is fine and this audit is not complete.',
    remediation:
      'Set the variable in the .env file of the state directory, or run the audit with the environment of the gateway.',
    dependsOnVersion: false,
    docs: {
      summary: 'The config names variables that are not set',
      why: `OpenClaw refuses a config with a variable that is missing or empty. Where the variable holds a token or a password, nobody can tell from here whether the gateway is protected.`,
      triggers:
        'A reference to a variable in a config value (a dollar sign and the name in braces) that is set neither in the environment of the audit, nor in the .env file of the state directory, nor in the env block of the config. One finding for each file.',
      mend: 'Set the variable in the .env file of the state directory (mode 0600), or run the audit in the environment of the gateway. Text that is to stay as it is needs a second dollar sign in front.',
      example: `{ gateway: { auth: { token: "\${NOT_SET_ANYWHERE}" } } }`,
    },
  },
  {
    kind: 'rule',
    id: 'config.schema_rule',
    one: 'config key',
    many: 'config keys',
    fault: 'against a rule of OpenClaw',
    consequence: REFUSES,
    remediation: 'Change the keys as the finding says.',
    dependsOnVersion: true,
    docs: {
      summary: 'The config breaks rules that OpenClaw sets for keys together',
      why: `Some settings are only allowed together, or not at all: direct messages open to everyone, a sandbox on the host’s network, a webhook without its secret. OpenClaw refuses the whole config because of one of them. Each is worth a look of its own: someone wanted that setting.`,
      triggers:
        'A required key that is missing; dmPolicy "open" without "*" in allowFrom; allow together with alsoAllow; a sandbox with network "host", an unconfined profile or a relative bind; a webhook or HTTP mode without its secret; two agents with the same agentDir; an avatar outside the workspace; a broadcast to an agent that does not exist; thresholds that do not rise. One finding for each file. It is info when a later version of OpenClaw wrote the config.',
      mend: 'Change the keys as the finding says.',
      example: '{ channels: { telegram: { dmPolicy: "open" } } }',
    },
  },
];
