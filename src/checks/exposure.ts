import type { CheckModule } from '../audit/check.ts';
import { isElevatedOn } from '../policy/elevated.ts';
import { openGroupKeys } from '../policy/open-groups.ts';

const CLOSE =
  'Run this audit with --fix, or set groupPolicy to "allowlist" at each of these keys. If you do not need elevated tools, set tools.elevated.enabled to false.';

/** Strangers on one side, commands on the host on the other (spec: checks 4.14). */
export const exposure: CheckModule<{ readonly openKeys: readonly string[] }> = {
  name: 'exposure',
  facts: ({ config }) => [{ openKeys: isElevatedOn(config.value) ? openGroupKeys(config.value) : [] }],
  keep: 'every',
  checks: [
    {
      id: 'security.exposure.open_groups_with_elevated',
      severity: 'critical',
      title: 'Open groups can reach elevated tools',
      detail: ({ openKeys }) =>
        `Elevated tools are on, and everyone in any group may talk to the bot:\n${openKeys.map((key) => `${key} = open`).join('\n')}\nA message by a stranger can talk an agent into running commands on this machine.`,
      remediation: CLOSE,
      keys: ({ openKeys }) => openKeys,
      fixable: true,
      when: ({ openKeys }) => openKeys.length > 0,
      docs: {
        summary: 'A channel answers in any group while elevated tools are on',
        why: 'Everything a stranger writes is input to an agent. With elevated tools, what the agent is talked into happens on the host.',
        triggers:
          'tools.elevated.enabled is not false, and groupPolicy is open for a channel, for one of its accounts or for channels.defaults. Channels and accounts that are switched off do not count.',
        mend: CLOSE,
        example: '{ channels: { telegram: { groupPolicy: "open" } } }',
      },
    },
  ],
};
