import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addAgents } from './trees.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const token = (prefix: string, length: number): string => prefix + 'k3Yx9'.repeat(length).slice(0, length);

const CONFIG = `{
  // A host that grew over a year: every line below is a mistake that people make.
  gateway: {
    bind: 'lan',
    auth: { token: '${token('gw-', 8)}', rateLimt: {} },
    controlUi: { allowInsecureAuth: true },
    tools: { allow: ['sessions_send'] },
  },
  logging: { redactSensitive: 'off', file: '~/.openclaw/gateway.log' },
  tools: { elevated: { allowFrom: { telegram: ['*'] } } },
  agents: {
    defaults: { model: { primary: 'ollama/llama3.1:8b' } },
    list: [{ id: 'agent-0', sandbox: { mode: 'all', docker: { binds: ['/var/run/docker.sock:/var/run/docker.sock'] } } }],
  },
  channels: {
    telegram: { botToken: '${token('1:', 20)}', dmPolicy: 'open', allowFrom: ['*'], groupPolicy: 'open' },
    discord: { token: '\${DISCORD_TOKEN}', groupPolicy: 'open' },
  },
}
`;

const FILES: readonly (readonly [name: string, text: string, mode: number])[] = [
  ['openclaw.json', CONFIG, 0o644],
  ['openclaw.json.bak', CONFIG, 0o644],
  ['.env', `OPENAI_API_KEY=${token('sk-', 30)}\n`, 0o664],
  ['gateway.log', '', 0o644],
  ['credentials/telegram-allowFrom.json', '{"version":1,"allowFrom":["1","2"]}', 0o644],
  ['agents/agent-0/agent/auth-profiles.json', '{}', 0o644],
  ['agents/agent-0/sessions/sessions.json', '{}', 0o644],
  ['extensions/notes/index.js', 'export default {};\n', 0o666],
  ['workspace/AGENTS.md', '# Agents\n', 0o666],
];

/** Makes a host with real mistakes below `home`: a config, loose modes, and `files` transcripts of 40 agents. */
export const makeSampleHost = (home: string, files: number): void => {
  const stateDir = path.join(home, '.openclaw');
  mkdirSync(stateDir, { recursive: true });
  const agents = Math.min(40, files);
  addAgents(stateDir, { agents, filesPerAgent: Math.floor(files / agents), looseOneIn: 3, directoryMode: 0o755 });
  for (const [name, text, mode] of FILES) {
    const file = path.join(stateDir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }
  chmodSync(path.join(stateDir, 'credentials'), 0o755);
  chmodSync(stateDir, 0o755);
  chmodSync(home, 0o755); // A temporary folder is closed; homes often are not.
};
