import test from 'ava';
import type { JsonObject } from '../../../src/audit/context.ts';
import { isChannelLoaded, normalizeAccountId, runningAccounts } from '../../../src/policy/channels/accounts.ts';
import type { ChannelFiles } from '../../../src/policy/channels/channel.ts';
import { CHANNELS } from '../../../src/policy/channels/channels.ts';

const NO_FILES: ChannelFiles = { hasContent: () => false, whatsappLinked: () => false, matrixLoggedIn: () => false };
const FILES: ChannelFiles = {
  hasContent: () => true,
  whatsappLinked: (id) => id === 'biz',
  matrixLoggedIn: () => true,
};

type Options = { readonly env?: Record<string, string>; readonly files?: ChannelFiles; readonly beside?: JsonObject };

const running = (id: string, section: unknown, { env = {}, files = NO_FILES, beside = {} }: Options = {}): string[] => {
  const channel = CHANNELS.find((candidate) => candidate.id === id);
  if (channel === undefined) throw new Error(`no channel ${id}`);
  const config = { ...beside, ...(section === undefined ? {} : { channels: { [id]: section } }) };
  return runningAccounts(channel, { config, env, files }).map(({ path, id: account }) => `${path} as ${account}`);
};

const CONFIGURED: readonly (readonly [
  name: string,
  id: string,
  section: unknown,
  options: Options,
  accounts: string[],
])[] = [
  ['telegram: token', 'telegram', { botToken: 't' }, {}, ['channels.telegram as default']],
  ['telegram: blank token', 'telegram', { botToken: ' ' }, {}, []],
  [
    'telegram: token by variable',
    'telegram',
    undefined,
    { env: { TELEGRAM_BOT_TOKEN: 't' } },
    ['channels.telegram as default'],
  ],
  ['telegram: token file', 'telegram', { tokenFile: '/t' }, { files: FILES }, ['channels.telegram as default']],
  ['telegram: a missing token file hides the token', 'telegram', { tokenFile: '/t', botToken: 't' }, {}, []],
  ['telegram: accounts do not inherit the token', 'telegram', { botToken: 't', accounts: { work: {} } }, {}, []],
  [
    'telegram: but "default" does',
    'telegram',
    { botToken: 't', accounts: { default: {} } },
    {},
    ['channels.telegram.accounts.default as default'],
  ],
  [
    'telegram: an account that only a binding names',
    'telegram',
    { botToken: 't', accounts: { work: { botToken: 'w' } } },
    { beside: { bindings: [{ match: { channel: 'telegram', accountId: 'default' } }] } },
    ['channels.telegram.accounts.work as work', 'channels.telegram as default'],
  ],
  [
    'whatsapp: linked account',
    'whatsapp',
    { accounts: { Biz: {}, home: {} } },
    { files: FILES },
    ['channels.whatsapp.accounts.Biz as biz'],
  ],
  [
    'whatsapp: web disabled',
    'whatsapp',
    { accounts: { biz: {} } },
    { files: FILES, beside: { web: { enabled: false } } },
    [],
  ],
  [
    'discord: token of the account',
    'discord',
    { accounts: { a: { token: 't' } } },
    {},
    ['channels.discord.accounts.a as a'],
  ],
  ['irc: host without nick', 'irc', { host: 'h' }, {}, []],
  [
    'irc: nick from the section',
    'irc',
    { nick: 'n', accounts: { a: { host: 'h' } } },
    {},
    ['channels.irc.accounts.a as a'],
  ],
  [
    'googlechat: service account as text',
    'googlechat',
    { serviceAccount: '{}' },
    {},
    ['channels.googlechat as default'],
  ],
  ['googlechat: none', 'googlechat', { groupPolicy: 'open' }, {}, []],
  ['slack: bot token alone', 'slack', { botToken: 'b' }, {}, []],
  [
    'slack: tokens of the section',
    'slack',
    { botToken: 'b', appToken: 'a', accounts: { w: {} } },
    {},
    ['channels.slack.accounts.w as w'],
  ],
  [
    'slack: one by variable',
    'slack',
    { botToken: 'b' },
    { env: { SLACK_APP_TOKEN: 'a' } },
    ['channels.slack as default'],
  ],
  [
    'slack: variables are for "default"',
    'slack',
    { accounts: { w: { botToken: 'b' } } },
    { env: { SLACK_APP_TOKEN: 'a' } },
    [],
  ],
  ['signal: nothing but policies', 'signal', { dmPolicy: 'open' }, {}, []],
  ['signal: a port', 'signal', { httpPort: 8080 }, {}, ['channels.signal as default']],
  ['imessage: a section', 'imessage', {}, {}, ['channels.imessage as default']],
  ['imessage: no section', 'imessage', undefined, {}, []],
  ['msteams: two of three', 'msteams', { appId: 'a', appPassword: 'b' }, {}, []],
  [
    'msteams: the third by variable',
    'msteams',
    { appId: 'a', appPassword: 'b' },
    { env: { MSTEAMS_TENANT_ID: 'c' } },
    ['channels.msteams as default'],
  ],
  [
    'nextcloud-talk: secret file',
    'nextcloud-talk',
    { baseUrl: 'u', botSecretFile: '/s' },
    { files: FILES },
    ['channels.nextcloud-talk as default'],
  ],
  ['nextcloud-talk: its file is missing', 'nextcloud-talk', { baseUrl: 'u', botSecretFile: '/s' }, {}, []],
  ['matrix: a stored login', 'matrix', { homeserver: 'h' }, { files: FILES }, ['channels.matrix as default']],
  ['matrix: user id without password', 'matrix', { homeserver: 'h', userId: '@a:h' }, {}, []],
  ['zalo: accounts need their own token', 'zalo', { botToken: 't', accounts: { x: {} } }, {}, []],
  ['zalo: "default" takes no token of its own', 'zalo', { accounts: { default: { botToken: 't' } } }, {}, []],
  [
    'zalo: "default" with the section’s',
    'zalo',
    { botToken: 't', accounts: { default: {} } },
    {},
    ['channels.zalo.accounts.default as default'],
  ],
  ['zalouser: a section', 'zalouser', {}, {}, ['channels.zalouser as default']],
  [
    'nostr: accounts are no thing there',
    'nostr',
    { privateKey: 'k', accounts: { a: {} } },
    {},
    ['channels.nostr as default'],
  ],
  [
    'line: section and accounts',
    'line',
    { channelAccessToken: 't', channelSecret: 's', accounts: { b: { channelAccessToken: 'u', channelSecret: 'v' } } },
    {},
    ['channels.line.accounts.b as b', 'channels.line as default'],
  ],
  [
    'line: credentials of an object "default" are not found',
    'line',
    { accounts: { default: { channelAccessToken: 't', channelSecret: 's' } } },
    {},
    [],
  ],
  ['line: token without secret', 'line', { channelAccessToken: 't' }, {}, []],
  ['disabled section', 'imessage', { enabled: false }, {}, []],
  [
    'disabled account',
    'imessage',
    { accounts: { a: { enabled: false }, b: {} } },
    {},
    ['channels.imessage.accounts.b as b'],
  ],
  ['accounts that are no objects', 'imessage', { accounts: { a: 5, b: null } }, {}, ['channels.imessage as default']],
  [
    'a key that is not found starts the account with the section alone',
    'imessage',
    { accounts: { Work: {} } },
    {},
    ['channels.imessage.accounts.Work as work', 'channels.imessage as work'],
  ],
];

for (const [name, id, section, options, accounts] of CONFIGURED) {
  test(name, (t) => t.deepEqual(running(id, section, options), accounts));
}

test('the section’s token is no token of an account without an object', (t) => {
  const bindings = [{ match: { channel: 'telegram', accountId: 'work' } }];
  t.deepEqual(running('telegram', { botToken: 't' }, { beside: { bindings } }), []);
  t.deepEqual(running('discord', { token: 't', accounts: { Work: {} } }), []);
});

const LOADED: readonly (readonly [name: string, plugins: unknown, loaded: boolean])[] = [
  ['no plugins key', undefined, true],
  ['no entry', { entries: {} }, true],
  ['entry without a switch', { entries: { telegram: {} } }, true],
  ['entry off', { entries: { telegram: { enabled: false } } }, false],
  ['all plugins off', { enabled: false }, false],
  ['denied', { deny: ['telegram'] }, false],
  ['not in allow: the gateway adds it when it starts', { allow: ['discord'] }, true],
];

for (const [name, plugins, loaded] of LOADED) {
  test(`loaded: ${name}`, (t) => t.is(isChannelLoaded({ plugins }, 'telegram'), loaded));
}

for (const [key, id] of [
  ['Work', 'work'],
  [' a b ', 'a-b'],
  ['../etc', 'etc'],
  ['日本', 'default'],
  ['_x', '_x'],
] as const) {
  test(`account key ${JSON.stringify(key)} is ${id}`, (t) => t.is(normalizeAccountId(key), id));
}
