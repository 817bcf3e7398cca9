import type { CheckModule } from '../audit/check.ts';
import { objectAt } from '../context/config-reader.ts';
import { type SandboxSource, sandboxSources } from '../policy/sandbox.ts';

const hasSettings = ({ sandbox }: SandboxSource): boolean =>
  Object.values(objectAt(sandbox, 'docker')).some((value) => value !== undefined);

/** Container settings that nothing uses. The defaults are used as soon as one agent is sandboxed. */
const unusedSources = ([defaults, ...agents]: readonly SandboxSource[]): SandboxSource[] => {
  const isAnyoneSandboxed = [defaults, ...agents].some((source) => source?.mode !== 'off');
  return [
    ...(defaults !== undefined && !isAnyoneSandboxed && hasSettings(defaults) ? [defaults] : []),
    ...agents.filter((source) => source.mode === 'off' && hasSettings(source)),
  ];
};

const TURN_ON = 'Set agents.defaults.sandbox.mode to "non-main" or "all", or remove the unused settings.';

/** A sandbox that was set up and never switched on (spec: checks 4.9). */
export const sandboxUnused: CheckModule<{ readonly unused: readonly SandboxSource[] }> = {
  name: 'sandbox-unused',
  facts: ({ config }) => [{ unused: unusedSources(sandboxSources(config.value)) }],
  keep: 'every',
  checks: [
    {
      id: 'sandbox.docker_config_mode_off',
      severity: 'warn',
      title: 'The sandbox is set up but not switched on',
      detail: ({ unused }) =>
        `These settings have no effect, since the sandbox mode is off: ${unused.map(({ label }) => `${label}.docker`).join(', ')}. The tools of these agents run on the host.`,
      remediation: TURN_ON,
      // An agent that says "off" itself is not switched on by the defaults.
      command: ({ unused }) =>
        unused[0]?.key === 'agents.defaults.sandbox'
          ? 'openclaw config set agents.defaults.sandbox.mode non-main'
          : undefined,
      keys: ({ unused }) => unused.map(({ key }) => `${key}.docker`),
      when: ({ unused }) => unused.length > 0,
      docs: {
        summary: 'There are Docker settings for a sandbox that is off',
        why: 'Whoever writes such settings believes that tools run in a container. They run on the host, with the rights of the gateway.',
        triggers:
          'agents.defaults.sandbox.docker has settings while the mode is off for the defaults and for every agent, or the docker block of an agent has settings while the mode of that agent is off. The default mode is off.',
        mend: TURN_ON,
        example: '{ agents: { defaults: { sandbox: { docker: { image: "x" } } } } }',
      },
    },
  ],
};
