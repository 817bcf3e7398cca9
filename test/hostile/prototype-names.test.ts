import { writeFileSync } from 'node:fs';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { planConfigFixes } from '../../src/fix/plan-config-fixes.ts';
import { runAudit } from '../../src/run-audit.ts';
import { makeHome } from '../helpers/home.ts';

/** What every object answers to without having it. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);

const OPEN = { enabled: true, botToken: '1:x', dmPolicy: 'open', groupPolicy: 'open', allowFrom: ['*'] };

const CONFIG = {
  env: { A: 'x', vars: { B: 'y' }, shellEnv: {} },
  gateway: {
    bind: 'lan',
    auth: { mode: 'token' },
    trustedProxies: ['10.0.0.1'],
    nodes: { denyCommands: ['x'] },
    http: { endpoints: {} },
  },
  channels: {
    telegram: { ...OPEN, accounts: { a: OPEN }, groups: { '-1': { allowFrom: ['*'] } } },
    discord: OPEN,
    defaults: {},
  },
  tools: { elevated: { allowFrom: { telegram: ['*'] } }, byProvider: { p: {} }, exec: {}, web: { search: {} } },
  agents: { defaults: { sandbox: { docker: {} } }, list: [{ id: 'a', tools: {}, sandbox: { docker: {} } }] },
  models: { providers: { p: { apiKey: 'k' } } },
  plugins: { entries: { p: { enabled: true } }, load: {}, slots: {} },
  browser: { profiles: { p: { cdpUrl: 'http://10.0.0.1' } } },
  hooks: { enabled: true, token: 't', mappings: [{ id: 'm', match: {} }], gmail: {} },
  logging: {},
  session: {},
  skills: { entries: { s: {} } },
  security: { audit: { suppressions: [{ checkId: 'x' }] } },
};

/** A copy in which every object has these members too. JSON text, since an object literal takes `__proto__` for its own. */
const withMembers = (node: unknown, member: string): string => {
  // An object in a list of texts, which cannot be made a text.
  if (Array.isArray(node))
    return `[${[...node.map((item) => withMembers(item, member)), '{"toString":1,"valueOf":1}'].join(',')}]`;
  if (node === null || typeof node !== 'object') return JSON.stringify(node);
  const own = Object.entries(node).map(([key, value]) => `${JSON.stringify(key)}:${withMembers(value, member)}`);
  return `{${[...own, ...NAMES.map((name) => `${JSON.stringify(name)}:${member}`)].join(',')}}`;
};

for (const member of [
  '"x"',
  'true',
  '["*"]',
  '{}',
  JSON.stringify(OPEN),
  '{"enabled":true,"cdpUrl":"http://10.0.0.1"}',
])
  test(`names that every object answers to, as ${member}: audited and planned for like any other`, async (t) => {
    const home = makeHome(t, { '.openclaw': { dir: true, mode: 0o700 } });
    writeFileSync(`${home}/.openclaw/openclaw.json`, withMembers(CONFIG, member), { mode: 0o600 });
    const context = createContext({ env: { HOME: home }, cwd: home });
    t.is(context.config.status, 'loaded');
    const { findings } = await runAudit(context);
    t.deepEqual(
      findings.filter(({ checkId }) => checkId.startsWith('audit.')),
      [],
    );
    t.true(findings.some(({ checkId }) => checkId === 'channels.telegram.dm.open'));
    t.notThrows(() => planConfigFixes(context.config, []));
  });

test('the same names in .env and in the environment', (t) => {
  const home = makeHome(t, { '.openclaw': { dir: true, mode: 0o700 } });
  const lines = NAMES.map((name) => `${name}=1\n`).join('');
  writeFileSync(`${home}/.openclaw/.env`, lines, { mode: 0o600 });
  const { env } = createContext({ env: { HOME: home, constructor: '2' }, cwd: home });
  t.is(env.constructor as unknown, '2');
  t.is(env.toString as unknown, '1');
});
