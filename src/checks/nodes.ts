import type { CheckModule } from '../audit/check.ts';
import { entryTextsAt } from '../context/config-reader.ts';
import { type IneffectiveDenials, ineffectiveDenials } from '../policy/node-commands.ts';
import { enumerate } from './enumerate.ts';

const EXAMPLES = [
  'system.run',
  'canvas.eval',
  'camera.snap',
  'camera.clip',
  'screen.record',
  'location.get',
  'sms.send',
  'browser.proxy',
];

const NAME_THEM = `Replace these entries by exact command names, such as ${EXAMPLES.join(', ')}.`;

const line = (label: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${label}: ${enumerate(names)}`];

/** What paired nodes may not be asked to do (spec: checks 4.10). */
export const nodes: CheckModule<IneffectiveDenials> = {
  name: 'nodes',
  facts: ({ config }) => [
    ineffectiveDenials(
      entryTextsAt(config.value, 'gateway.nodes.denyCommands'),
      entryTextsAt(config.value, 'gateway.nodes.allowCommands'),
    ),
  ],
  keep: 'every',
  checks: [
    {
      id: 'gateway.nodes.deny_commands_ineffective',
      severity: 'warn',
      title: 'Denied node commands are not denied',
      detail: ({ patterns, unknown }) =>
        [
          'gateway.nodes.denyCommands is compared with exact names, so these entries deny nothing.',
          ...line('Written as a pattern or group', patterns),
          ...line('No known command', unknown),
        ].join('\n'),
      remediation: NAME_THEM,
      keys: ['gateway.nodes.denyCommands'],
      when: ({ patterns, unknown }) => patterns.length + unknown.length > 0,
      docs: {
        summary: 'Entries of gateway.nodes.denyCommands match no command',
        why: 'A deny list that denies nothing looks like protection: the commands that it was meant to stop still run on paired devices.',
        triggers:
          'An entry of gateway.nodes.denyCommands has pattern characters, white space or group:, or is the name of no command that OpenClaw knows and of none in gateway.nodes.allowCommands. Case matters.',
        mend: NAME_THEM,
        example: '{ gateway: { nodes: { denyCommands: ["camera.*"] } } }',
      },
    },
  ],
};
