import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cost, compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url));

const AGENTS = 2_000;
const ACCOUNTS = 50;

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

const agent = (index: number) => ({
  id: `agent-${index}`,
  name: 'x'.repeat(1_200),
  workspace: `/srv/workspaces/${index}`,
  model: { primary: index % 2 ? 'ollama/llama3.1:8b' : 'anthropic/claude-opus-4-6', fallbacks: ['openai/gpt-4o'] },
  sandbox: { mode: index % 3 ? 'all' : 'off', docker: { binds: [`/srv/data/${index}:/data`, '/etc:/etc-of-host'] } },
  tools: {
    allow: ['group:fs', 'exec', 'web_*'],
    deny: ['browser', 'cron'],
    byProvider: { x: { allow: times(20, (at) => `tool_${at}`) } },
  },
});

const account = () => ({
  botToken: '1:a',
  dmPolicy: 'open',
  groupPolicy: 'open',
  allowFrom: ['*', ...times(500, String)],
  groups: Object.fromEntries(times(50, (at) => [`-${at}`, { allowFrom: ['1', '@x'] }])),
});

/** About 6 MB: more of everything than any host has. */
const largeConfig = () => ({
  gateway: { auth: { token: 'x'.repeat(30) } },
  tools: {
    allow: times(20_000, (at) => (at % 100 === 0 ? `tool_${at}*` : `tool_${at}`)),
    deny: times(5_000, (at) => `no_${at}`),
  },
  agents: { list: times(AGENTS, agent) },
  channels: { telegram: { accounts: Object.fromEntries(times(ACCOUNTS, (at) => [`account${at}`, account()])) } },
});

/** The command on a giant config, less the command on a tiny one: what reading and judging the config costs. */
export const benchConfig = async (rounds: number): Promise<Row[]> => {
  const root = mkdtempSync(path.join(tmpdir(), 'openclaw-bench-'));
  const home = (name: string, config: unknown): NodeJS.ProcessEnv => {
    mkdirSync(path.join(root, name, '.openclaw'), { recursive: true, mode: 0o700 });
    writeFileSync(path.join(root, name, '.openclaw', 'openclaw.json'), JSON.stringify(config, null, 2), {
      mode: 0o600,
    });
    return { ...process.env, HOME: path.join(root, name) };
  };
  try {
    const command = [process.execPath, RUN, 'security', 'audit', '--json', '--no-progress'];
    const count = ({ stdout }: Cost): number => JSON.parse(stdout).findings.length;
    const [large, tiny] = (await compare(
      [
        { name: `${AGENTS} agents, ${ACCOUNTS} accounts`, command, env: home('large', largeConfig()), count },
        { name: 'an empty config', command, env: home('tiny', {}) },
      ],
      rounds,
    )) as [Measured, Measured];
    if ((large.count ?? 0) < AGENTS) throw new Error(`only ${large.count} findings: not all agents were judged`);
    return [
      {
        label: 'config of 6 MB: CPU beyond an empty one',
        value: large.cpuSeconds - tiny.cpuSeconds,
        bar: 1.5,
        aim: 1,
        unit: 's',
        costs: [large, tiny],
      },
    ];
  } finally {
    rmSync(root, { recursive: true });
  }
};
