import { elevated } from '../../src/checks/elevated.ts';
import { checkTable } from '../helpers/check-table.ts';

const senders = (count: number) => Array.from({ length: count }, (_, at) => `U${at}`);
const allowFrom = (lists: unknown, enabled?: boolean) => ({
  config: { tools: { elevated: { ...(enabled === undefined ? {} : { enabled }), allowFrom: lists } } },
});

checkTable(elevated, [
  [
    'a wildcard',
    allowFrom({ telegram: ['*'], discord: ['1'] }),
    ['tools.elevated.allowFrom.telegram.wildcard critical'],
  ],
  [
    'a wildcard with blanks among many',
    allowFrom({ slack: [' * ', ...senders(26)] }),
    ['tools.elevated.allowFrom.slack.wildcard critical'],
  ],
  ['26 senders', allowFrom({ slack: senders(26) }), ['tools.elevated.allowFrom.slack.large warn']],
  ['25 senders, and blanks', allowFrom({ slack: [...senders(25), ' ', ''] }), []],
  ['26 numbers', allowFrom({ slack: senders(26).map((_, at) => at) }), ['tools.elevated.allowFrom.slack.large warn']],
  ['switched off', allowFrom({ telegram: ['*'] }, false), []],
  ['a provider with any name', allowFrom({ 'a b.c': ['*'] }), ['tools.elevated.allowFrom.a b.c.wildcard critical']],
  [
    'a list of an agent is not looked at',
    { config: { agents: { list: [{ id: 'a', tools: { elevated: { allowFrom: { x: ['*'] } } } }] } } },
    [],
  ],
  ['a text instead of a list', allowFrom({ telegram: '*' }), []],
]);
