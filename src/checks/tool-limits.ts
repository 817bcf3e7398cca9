import type { CheckModule } from '../audit/check.ts';
import type { JsonObject } from '../audit/context.ts';
import { booleanAt, entryTextsAt, listAt, textAt } from '../context/config-reader.ts';
import { listedAgents } from '../policy/agents.ts';

/** Settings of `tools` and `commands` that lift a limit; ours, the original does not look at them. */
export type ToolLimits = {
  /** Keys of the `exec` blocks that run every command on the host unasked. */
  readonly unrestrictedExec: readonly string[];
  readonly sessionsVisibleToAll: boolean;
  readonly agentsMayMessageAll: boolean;
  /** Chat commands that reach into the host or the config. */
  readonly deepCommands: readonly string[];
};

/** A setting of the agent, else the global one. */
const execSetting = (config: JsonObject, agent: JsonObject | undefined, name: string): string | undefined =>
  textAt(agent, `tools.exec.${name}`) ?? textAt(config, `tools.exec.${name}`);

const isUnrestricted = (config: JsonObject, agent?: JsonObject): boolean =>
  execSetting(config, agent, 'security') === 'full' &&
  execSetting(config, agent, 'ask') === 'off' &&
  ['gateway', 'node'].includes(execSetting(config, agent, 'host') ?? '');

const unrestrictedExec = (config: JsonObject): string[] => [
  ...(isUnrestricted(config) ? ['tools.exec'] : []),
  ...listedAgents(config)
    .filter(
      ({ entry }) =>
        textAt(entry, 'tools.exec.security') ?? textAt(entry, 'tools.exec.ask') ?? textAt(entry, 'tools.exec.host'),
    )
    .filter(({ entry }) => isUnrestricted(config, entry))
    .map(({ index }) => `agents.list.${index}.tools.exec`),
];

const isOpenToAll = (config: JsonObject): boolean =>
  booleanAt(config, 'tools.agentToAgent.enabled') === true &&
  entryTextsAt(config, 'tools.agentToAgent.allow').includes('*') &&
  listAt(config, 'agents.list') !== undefined;

const DEEP_COMMANDS = ['bash', 'config', 'debug'].map((name) => `commands.${name}`);

const ASK =
  'Set tools.exec.ask to "on-miss" or tools.exec.security to "allowlist", or run commands in the sandbox (tools.exec.host "sandbox").';

/** What agents and chat commands may do without anyone being asked. */
export const toolLimits: CheckModule<ToolLimits> = {
  name: 'tool-limits',
  facts: ({ config }) => [
    {
      unrestrictedExec: unrestrictedExec(config.value),
      sessionsVisibleToAll: textAt(config.value, 'tools.sessions.visibility') === 'all',
      agentsMayMessageAll: isOpenToAll(config.value),
      deepCommands: DEEP_COMMANDS.filter((key) => booleanAt(config.value, key) === true),
    },
  ],
  keep: 'every',
  checks: [
    {
      id: 'tools.exec.unrestricted',
      severity: 'warn',
      title: 'Agents run any command on the host without asking',
      detail: ({ unrestrictedExec: keys }) =>
        `At ${keys.join(', ')}: security is "full", ask is "off", and the host is not the sandbox. Whatever an agent is talked into runs at once, with the rights of the gateway or of the node.`,
      remediation: ASK,
      keys: ({ unrestrictedExec: keys }) => keys,
      when: ({ unrestrictedExec: keys }) => keys.length > 0,
      docs: {
        summary: 'Commands run on the host with no allowlist and no question asked',
        why: 'Between a hostile message and a command on this machine there is then only the judgement of a model.',
        triggers:
          'tools.exec, or the exec block of an agent together with it, has security full, ask off, and host gateway or node.',
        mend: ASK,
        example: '{ tools: { exec: { security: "full", ask: "off", host: "gateway" } } }',
      },
    },
    {
      id: 'tools.sessions.visibility_all',
      severity: 'info',
      title: 'Every session can look into every other',
      detail:
        'tools.sessions.visibility is "all": an agent that talks with a stranger can read your other conversations.',
      remediation: 'Set tools.sessions.visibility to "tree" or "self".',
      command: () => 'openclaw config set tools.sessions.visibility tree',
      keys: ['tools.sessions.visibility'],
      when: ({ sessionsVisibleToAll }) => sessionsVisibleToAll,
      docs: {
        summary: 'The session tools of an agent reach all sessions',
        why: 'Sessions keep what different people said apart. With full visibility, one of them can ask for the others.',
        triggers: 'tools.sessions.visibility is all.',
        mend: 'Set tools.sessions.visibility to tree or self.',
        example: '{ tools: { sessions: { visibility: "all" } } }',
      },
    },
    {
      id: 'tools.agent_to_agent.unrestricted',
      severity: 'info',
      title: 'Any agent may write to any other',
      detail:
        'tools.agentToAgent is on and its allow list contains "*": an agent that was taken over can pass its orders on to agents with more rights.',
      remediation: 'List the ids of the agents that need it in tools.agentToAgent.allow.',
      keys: ['tools.agentToAgent.allow'],
      when: ({ agentsMayMessageAll }) => agentsMayMessageAll,
      docs: {
        summary: 'Messages between agents are allowed for all agents',
        why: 'The rights of an agent mean little if it can ask another one that has more.',
        triggers: 'tools.agentToAgent.enabled is true, tools.agentToAgent.allow contains *, and agents are listed.',
        mend: 'List the ids of the agents that need it in tools.agentToAgent.allow.',
        example: '{ tools: { agentToAgent: { enabled: true, allow: ["*"] } }, agents: { list: [{ id: "a" }] } }',
      },
    },
    {
      id: 'commands.deep_access',
      severity: 'info',
      title: 'Chat commands reach into the host or the config',
      detail: ({ deepCommands }) =>
        `${deepCommands.join(', ')} ${deepCommands.length > 1 ? 'are' : 'is'} on: a chat message of a permitted sender can run a shell, change the config or show internals.`,
      remediation: 'Switch off what you do not use, and keep the lists of permitted senders short.',
      keys: ({ deepCommands }) => deepCommands,
      when: ({ deepCommands }) => deepCommands.length > 0,
      docs: {
        summary: 'The chat commands for shell, config or debugging are switched on',
        why: 'Whoever gets hold of a permitted chat account then has these, too.',
        triggers: 'commands.bash, commands.config or commands.debug is true. All are off by default.',
        mend: 'Switch off what you do not use, and keep the lists of permitted senders short.',
        example: '{ commands: { bash: true } }',
      },
    },
  ],
};
