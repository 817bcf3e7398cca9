import test, { type ExecutionContext } from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { type OwnSecrets, readOwnSecrets, writtenForms } from '../../src/transcripts/own-secrets.ts';
import { type Entry, makeHome } from '../helpers/home.ts';
import { gatewayToken } from './made-up.ts';

const read = (t: ExecutionContext, entries: Readonly<Record<string, Entry>>): OwnSecrets =>
  readOwnSecrets(createContext({ env: { HOME: makeHome(t, entries) } }));

const config = (json: unknown): Record<string, Entry> => ({ '.openclaw/openclaw.json': { json } });

const token = gatewayToken();

const CONFIGS: readonly { readonly title: string; readonly config: unknown; readonly keys: readonly string[] }[] = [
  { title: 'a gateway token', config: { gateway: { auth: { token } } }, keys: ['gateway.auth.token'] },
  {
    title: 'a channel token',
    config: { channels: { telegram: { botToken: token } } },
    keys: ['channels.telegram.botToken'],
  },
  {
    title: 'a provider key',
    config: { models: { providers: { x: { apiKey: token } } } },
    keys: ['models.providers.x.apiKey'],
  },
  { title: 'keys in a list', config: { hooks: { tokens: [token] } }, keys: ['hooks.tokens.0'] },
  { title: 'a snake-case key', config: { env: { MY_API_KEY: token } }, keys: ['env.MY_API_KEY'] },
  { title: 'a number of tokens', config: { agents: { defaults: { maxTokens: '123456789' } } }, keys: [] },
  { title: 'a short value', config: { gateway: { auth: { token: 'abc123' } } }, keys: [] },
  { title: 'one character over and over', config: { gateway: { auth: { token: 'aaaaaaaaaaaaaaaa' } } }, keys: [] },
  { title: 'a reference', config: { gateway: { auth: { token: '$' + '{NOT_SET_ANYWHERE}' } } }, keys: [] },
  { title: 'the name of a variable', config: { models: { providers: { x: { apiKey: 'OPENAI_API_KEY' } } } }, keys: [] },
  { title: 'a path', config: { gateway: { tls: { privateKey: '/etc/ssl/private/key.pem' } } }, keys: [] },
  { title: 'a plain URL', config: { cron: { webhook: 'https://example.net/hook/path' } }, keys: [] },
  { title: 'a value under another key', config: { gateway: { note: token } }, keys: [] },
];

for (const { title, config: json, keys } of CONFIGS) {
  test(`${title}: ${keys.length === 0 ? 'not looked for' : 'looked for'}`, (t) => {
    const { secrets, notes } = read(t, config(json));
    t.deepEqual(
      secrets.map(({ rule }) => rule),
      keys.map((key) => `own/config: ${key}`),
    );
    t.deepEqual(notes, []);
  });
}

test('a value from the environment is found where the config refers to it', (t) => {
  const home = makeHome(t, config({ gateway: { auth: { token: '$' + '{MY_TOKEN}' } } }));
  const { secrets } = readOwnSecrets(createContext({ env: { HOME: home, MY_TOKEN: token } }));
  t.deepEqual(secrets, [{ rule: 'own/config: gateway.auth.token', value: token }]);
});

test('a value in several places is named after the first', (t) => {
  const { secrets } = read(t, {
    ...config({ gateway: { auth: { token } } }),
    '.openclaw/.env': { text: `OPENCLAW_GATEWAY_TOKEN=${token}\n` },
  });
  t.deepEqual(
    secrets.map(({ rule }) => rule),
    ['own/config: gateway.auth.token'],
  );
});

test('what a provider renews is marked', (t) => {
  const { secrets } = read(t, {
    '.openclaw/agents/main/agent/auth-profiles.json': {
      json: {
        profiles: { a: { type: 'oauth', access: gatewayToken(), refresh: gatewayToken() }, b: { key: gatewayToken() } },
      },
    },
  });
  t.deepEqual(
    new Map(secrets.map(({ rule, renewed }) => [rule.slice(rule.lastIndexOf('.') + 1), renewed ?? false])),
    new Map([
      ['key', false],
      ['refresh', true],
      ['access', true],
    ]),
  );
});

test('a store that cannot be read is said', (t) => {
  const { notes } = read(t, {
    '.openclaw/agents/main/agent/auth.json': { text: '{' },
    '.openclaw/agents/main/agent/auth-profiles.json': { dir: true },
  });
  t.deepEqual(notes, [
    'agents/main/agent/auth-profiles.json: not read for this host’s own secrets (not-a-file)',
    'agents/main/agent/auth.json: not read for this host’s own secrets (no valid JSON)',
  ]);
});

test('a secret is looked for in every form in which a transcript can hold it', (t) => {
  const secret = 'pä"ss\\wörd/1';
  const once = JSON.stringify({ secret });
  const twice = JSON.stringify({ once });
  const thrice = JSON.stringify({ twice });
  const ascii = once.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const forms = writtenForms(secret).map((form) => form.toString('utf8'));
  for (const text of [secret, once, twice, thrice, ascii])
    t.true(
      forms.some((form) => text.includes(form)),
      text,
    );
  t.deepEqual(writtenForms(token).length, 1);
  t.true(writtenForms(`two\nlines of it`).every((form) => !form.includes('\n')));
});
