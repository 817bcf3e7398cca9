import test from 'ava';
import fc from 'fast-check';
import type { JsonObject } from '../../src/audit/context.ts';
import { configChecks, pluginChecks } from '../../src/checks/index.ts';
import { judge } from '../../src/checks/judge.ts';
import { contextWith } from '../helpers/context.ts';

const MODULES = [...configChecks, ...pluginChecks];

/** A config that sets everything the checks look at; the properties put anything in the place of each part. */
const FULL: JsonObject = {
  gateway: {
    port: 18_789,
    bind: 'lan',
    auth: {
      mode: 'token',
      token: 't',
      password: 'p',
      allowTailscale: true,
      rateLimit: {},
      trustedProxy: { userHeader: 'x', allowUsers: ['a'] },
    },
    tailscale: { mode: 'serve' },
    trustedProxies: ['0.0.0.0/0'],
    controlUi: { enabled: true, allowInsecureAuth: true, dangerouslyDisableDeviceAuth: true, allowedOrigins: ['*'] },
    tools: { allow: ['gateway', '*'] },
    http: { endpoints: { chatCompletions: { enabled: true }, responses: { enabled: true } } },
    nodes: { allowCommands: ['a'], denyCommands: ['b', '*'] },
    remote: { url: 'ws://x.example', transport: 'direct' },
    tls: { enabled: false },
  },
  browser: {
    enabled: true,
    cdpUrl: 'http://10.0.0.1',
    profiles: { a: { cdpUrl: 'http://10.0.0.2' }, b: { cdpPort: 1 } },
  },
  discovery: { mdns: { mode: 'full' } },
  logging: { redactSensitive: 'off' },
  hooks: {
    enabled: true,
    token: 't',
    path: '/',
    allowRequestSessionKey: true,
    allowedSessionKeyPrefixes: ['a'],
    internal: { enabled: true },
    mappings: [{ allowUnsafeExternalContent: true }],
    gmail: { allowUnsafeExternalContent: true },
    allowedAgentIds: ['*'],
  },
  tools: {
    profile: 'minimal',
    allow: ['exec'],
    alsoAllow: ['x'],
    deny: ['y'],
    byProvider: { p: { allow: ['z'] } },
    elevated: { enabled: true, allowFrom: { telegram: ['*'] } },
    exec: { security: 'full', ask: 'off', host: 'gateway' },
    sessions: { visibility: 'all' },
    agentToAgent: { enabled: true, allow: ['*'] },
    sandbox: { tools: { allow: ['a'], deny: ['b'] } },
    web: { search: { enabled: true, apiKey: 'k', perplexity: { apiKey: 'k' } }, fetch: { enabled: true } },
  },
  agents: {
    defaults: {
      workspace: '/nonexistent/ws',
      model: { primary: 'x:8b', fallbacks: ['gpt-4o'] },
      imageModel: { primary: 'gpt-3.5', fallbacks: [] },
      sandbox: {
        mode: 'off',
        docker: { binds: ['/etc:/x'], network: 'host', capDrop: [], user: 'root' },
        browser: { binds: ['/:/x'], allowHostControl: true },
      },
    },
    list: [
      { id: 'b', sandbox: { mode: 'off', docker: { image: 'x' } } },
      {
        id: 'a',
        default: true,
        workspace: '/nonexistent/a',
        model: 'y:8b',
        sandbox: { mode: 'all', docker: { binds: ['x'] } },
        tools: { profile: 'full', allow: ['q'] },
      },
    ],
  },
  channels: {
    telegram: {
      enabled: true,
      groupPolicy: 'open',
      botToken: '1:a',
      accounts: { b: { groupPolicy: 'open' } },
      commands: { nativeSkills: true },
    },
  },
  commands: { nativeSkills: 'auto', bash: true },
  plugins: {
    enabled: true,
    allow: ['a'],
    deny: ['b'],
    load: { paths: ['/nonexistent/p'] },
    slots: { memory: 'm' },
    entries: { c: { enabled: false } },
  },
};

const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  value !== null && typeof value === 'object'
    ? [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
    : [[...path]];

const replaced = (value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as JsonObject) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
};

const ODD = [
  undefined,
  null,
  true,
  0,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '',
  ' ',
  '*',
  'x',
  [],
  [[]],
  [null],
  {},
  { x: null },
  { __proto__: null, x: 1 },
];

test('every module that looks at the config alone has something to say about the full one', async (t) => {
  for (const module of configChecks.filter(({ name }) => name !== 'synced-dir')) {
    t.true((await judge(module, contextWith({ config: FULL }))).length > 0, module.name);
  }
});

test('any part of the config may be anything: no check throws', async (t) => {
  for (const path of pathsOf(FULL)) {
    for (const odd of ODD) {
      const context = contextWith({ config: replaced(FULL, path, odd) });
      const all = Promise.all(MODULES.map((module) => judge(module, context)));
      await t.notThrowsAsync(all, `${path.join('.')} = ${JSON.stringify(odd)}`);
    }
  }
});

test('any JSON at any place: no check throws, and every text is whole', async (t) => {
  const places = fc.constantFrom(...pathsOf(FULL));
  await fc.assert(
    fc.asyncProperty(places, fc.jsonValue(), places, fc.jsonValue(), async (place, value, otherPlace, otherValue) => {
      const config = replaced(replaced(FULL, place, value), otherPlace.slice(0, 1), otherValue);
      for (const module of MODULES) {
        for (const { checkId, title, detail } of await judge(module, contextWith({ config }))) {
          t.true(checkId.length > 0 && title.length > 0 && detail.length > 0);
        }
      }
    }),
    { numRuns: 300 },
  );
  t.pass();
});

test('however long a list in the config, a finding about it can be read', async (t) => {
  const many = <Item>(make: (i: number) => Item): Item[] => Array.from({ length: 500 }, (_, i) => make(i));
  const config = {
    gateway: {
      bind: 'lan',
      nodes: { denyCommands: many((i) => `unknown-${i}`), allowCommands: many((i) => `x-${i}`) },
    },
    hooks: {
      enabled: true,
      token: 't',
      allowedAgentIds: many((i) => `a-${i}`),
      mappings: many((i) => ({ id: `m-${i}`, allowUnsafeExternalContent: true })),
    },
    agents: { list: many((i) => ({ id: `agent-${i}`, model: 'x:8b', tools: { profile: 'full', allow: [`t-${i}`] } })) },
    plugins: { allow: many((i) => `p-${i}`), entries: Object.fromEntries(many((i) => [`q-${i}`, { enabled: true }])) },
  };
  const findings = (await Promise.all(MODULES.map((module) => judge(module, contextWith({ config }))))).flat();
  t.true(findings.length > 5);
  for (const { checkId, detail, remediation = '' } of findings)
    t.true(Math.max(detail.length, remediation.length) < 2_000, checkId);
});

test('the order of keys does not matter where names do not make the order', async (t) => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, sorted(inner)]),
          )
        : value;
  const ids = async (config: unknown): Promise<string[]> =>
    (await Promise.all(MODULES.map((module) => judge(module, contextWith({ config })))))
      .flat()
      .map(({ checkId }) => checkId);
  t.deepEqual(await ids(sorted(FULL)), await ids(FULL));
});
