import { toolLimits } from '../../src/checks/tool-limits.ts';
import { checkTable } from '../helpers/check-table.ts';

const exec = (global: unknown, ...agents: readonly unknown[]) => ({
  config: {
    tools: { exec: global },
    agents: { list: agents.map((one, at) => ({ id: `a${at}`, tools: { exec: one } })) },
  },
});
const FOUND = ['tools.exec.unrestricted warn'];

checkTable(toolLimits, [
  ['nothing set', {}, []],
  ['everything, unasked, on the host', exec({ security: 'full', ask: 'off', host: 'gateway' }), FOUND],
  ['in the sandbox', exec({ security: 'full', ask: 'off', host: 'sandbox' }), []],
  ['asked', exec({ security: 'full', ask: 'on-miss', host: 'gateway' }), []],
  ['from a list', exec({ security: 'allowlist', ask: 'off', host: 'gateway' }), []],
  ['an agent lifts the last limit', exec({ security: 'full', ask: 'always', host: 'node' }, { ask: 'off' }), FOUND],
  ['an agent sets a limit again', exec({ security: 'full', ask: 'always', host: 'node' }, { ask: 'on-miss' }), []],
  [
    'sessions see each other',
    { config: { tools: { sessions: { visibility: 'all' } } } },
    ['tools.sessions.visibility_all info'],
  ],
  ['sessions see their own', { config: { tools: { sessions: { visibility: 'tree' } } } }, []],
  [
    'agents write to all',
    { config: { tools: { agentToAgent: { enabled: true, allow: ['*'] } }, agents: { list: [] } } },
    ['tools.agent_to_agent.unrestricted info'],
  ],
  [
    'agents write to one',
    { config: { tools: { agentToAgent: { enabled: true, allow: ['ops'] } }, agents: { list: [] } } },
    [],
  ],
  ['deep commands', { config: { commands: { bash: true, debug: false } } }, ['commands.deep_access info']],
  ['deep commands off', { config: { commands: { bash: false, text: true } } }, []],
]);
