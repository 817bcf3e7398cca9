import test from 'ava';
import { channelFindings } from '../../helpers/channel-context.ts';
import { channel, discord, replay, slack, store, telegram } from './table.ts';

const OPEN = { dmPolicy: 'open', allowFrom: ['*'] };
const perPeer = (dmScope: string) => ({ session: { dmScope } });

replay([
  // dm.open, and what comes with it
  ['open to everyone', telegram(OPEN), ['telegram.dm.open:critical', 'telegram.dm.scope_main_multiuser:warn']],
  ['open, each sender apart', telegram(OPEN, perPeer('per-channel-peer')), ['telegram.dm.open:critical']],
  ['pairing is the default', telegram(), []],
  ['allowlist of one', telegram({ dmPolicy: 'allowlist', allowFrom: ['1'] }), []],
  ['no token, so nothing runs', channel('telegram', OPEN), []],
  ['a policy OpenClaw does not know counts as unset', telegram({ dmPolicy: 'public' }), []],

  // dm.open_invalid
  [
    'open without "*"',
    channel('line', { channelAccessToken: 't', channelSecret: 's', dmPolicy: 'open' }),
    ['line.dm.open:critical', 'line.dm.open_invalid:warn'],
  ],
  [
    'open with one name',
    channel('mattermost', { botToken: 't', baseUrl: 'https://m.example', dmPolicy: 'open', allowFrom: ['u1'] }),
    ['mattermost.dm.open:critical', 'mattermost.dm.open_invalid:warn'],
  ],

  // dm.disabled
  ['disabled ends it', telegram({ dmPolicy: 'disabled', allowFrom: ['*', '1', '2'] }), ['telegram.dm.disabled:info']],

  // dm.scope_main_multiuser
  ['two senders share main', telegram({ allowFrom: ['1', 2] }), ['telegram.dm.scope_main_multiuser:warn']],
  ['one sender in four spellings', telegram({ allowFrom: ['1', 'tg:1', 'Telegram:1', ' 1 '] }), []],
  [
    '"*" under pairing',
    telegram({ allowFrom: ['*'] }),
    ['telegram.dm.scope_main_multiuser:warn', 'telegram.dm.wildcard:warn'],
  ],
  ['two senders, per-peer', telegram({ allowFrom: ['1', '2'] }, perPeer('per-peer')), []],
  [
    'one listed, another approved',
    { ...telegram({ allowFrom: ['1'] }), files: [store('telegram', ['2'])] },
    ['telegram.dm.scope_main_multiuser:warn'],
  ],
  ['the same listed and approved', { ...telegram({ allowFrom: ['tg:1'] }), files: [store('telegram', ['1'])] }, []],
  ['"*" in a store is dropped', { ...telegram(), files: [store('telegram', ['*'])] }, []],

  // dm.wildcard: a closed policy whose list admits everyone
  [
    '"*", each sender apart',
    telegram({ allowFrom: ['*'] }, perPeer('per-channel-peer')),
    ['telegram.dm.wildcard:warn'],
  ],
  [
    '"*" in an allowlist, beside a name',
    telegram({ dmPolicy: 'allowlist', allowFrom: ['1', '*'] }, perPeer('per-channel-peer')),
    ['telegram.dm.wildcard:warn'],
  ],
  ['no "*"', telegram({ dmPolicy: 'allowlist', allowFrom: ['1'] }, perPeer('per-channel-peer')), []],

  // D5: judged from config and files alone, as the gateway would run the channel
  ['D5: no plugin entry', telegram({ dmPolicy: 'disabled' }), ['telegram.dm.disabled:info']],
  [
    'D5: not in plugins.allow, to which the gateway adds it',
    telegram({ dmPolicy: 'disabled' }, { plugins: { allow: ['discord'] } }),
    ['telegram.dm.disabled:info'],
  ],
  ['D5: plugin entry off', telegram(OPEN, { plugins: { entries: { telegram: { enabled: false } } } }), []],
  ['D5: plugin denied', telegram(OPEN, { plugins: { deny: ['telegram'] } }), []],
  ['D5: all plugins off', telegram(OPEN, { plugins: { enabled: false } }), []],
  [
    'D5: Zalo Personal, without asking a program for its login',
    channel('zalouser', { dmPolicy: 'open' }),
    ['zalouser.dm.open:critical', 'zalouser.dm.open_invalid:warn'],
  ],

  // D12: keys that normalize alike
  [
    'D12: two keys for one account make one finding',
    channel('telegram', {
      accounts: { Work: { botToken: '1:a', dmPolicy: 'disabled' }, work: { botToken: '1:a', dmPolicy: 'disabled' } },
    }),
    ['telegram.dm.disabled:info'],
  ],

  // D7: all accounts, all stores
  [
    'D7: the second account is open',
    channel('telegram', { accounts: { alpha: { botToken: '1:a' }, beta: { botToken: '2:b', ...OPEN } } }),
    ['telegram.dm.open:critical', 'telegram.dm.scope_main_multiuser:warn'],
  ],
  [
    'D7: an account with a capital is open',
    channel('discord', { accounts: { Work: { token: 'd', dm: { policy: 'open', allowFrom: ['*'] } } } }),
    ['discord.dm.open:critical', 'discord.dm.scope_main_multiuser:warn', 'discord.account_settings_ignored:warn'],
  ],
  [
    'D7: an account’s own store counts',
    { ...telegram({ allowFrom: ['1'] }), files: [store('telegram-default', ['2'])] },
    ['telegram.dm.scope_main_multiuser:warn'],
  ],
  [
    'D7: another account’s store does not',
    { ...telegram({ allowFrom: ['1'] }), files: [store('telegram-work', ['2'])] },
    [],
  ],
  [
    'D7: one sender each, in one session',
    channel('telegram', {
      accounts: { a: { botToken: '1:a', allowFrom: ['1'] }, b: { botToken: '2:b', allowFrom: ['2'] } },
    }),
    ['telegram.dm.scope_main_multiuser:warn'],
  ],
  [
    'D7: the same sender on two accounts is one',
    channel('telegram', {
      accounts: { a: { botToken: '1:a', allowFrom: ['1'] }, b: { botToken: '2:b', allowFrom: ['tg:1'] } },
    }),
    [],
  ],

  // D8: Discord and Slack read the new keys first
  [
    'D8: discord.dmPolicy is open',
    discord({ dmPolicy: 'open', allowFrom: ['*'] }),
    ['discord.dm.open:critical', 'discord.dm.scope_main_multiuser:warn'],
  ],
  [
    'D8: slack.dmPolicy is open',
    slack({ dmPolicy: 'open', allowFrom: ['*'] }),
    ['slack.dm.open:critical', 'slack.dm.scope_main_multiuser:warn'],
  ],
  [
    'D8: dmPolicy hides dm.policy',
    discord({ dmPolicy: 'pairing', dm: { policy: 'open', allowFrom: ['*'] }, allowFrom: [] }),
    [],
  ],
  ['D8: allowFrom counts', discord({ allowFrom: ['1', '2'] }), ['discord.dm.scope_main_multiuser:warn']],
  ['D8: dm.policy is the fallback', slack({ dm: { policy: 'disabled' } }), ['slack.dm.disabled:info']],

  // D9: what is disabled is left out
  ['D9: channel disabled', telegram({ enabled: false, ...OPEN }), []],
  [
    'D9: account disabled',
    channel('telegram', { accounts: { a: { botToken: '1:a' }, b: { botToken: '2:b', enabled: false, ...OPEN } } }),
    [],
  ],

  // Beyond the original
  [
    'Teams takes messages from anyone',
    channel('msteams', { appId: 'a', appPassword: 'b', tenantId: 'c', ...OPEN }),
    ['msteams.dms_open:warn'],
  ],
  [
    'Feishu takes messages from anyone',
    channel('feishu', { appId: 'a', appSecret: 'b', dmPolicy: 'open' }),
    ['feishu.dms_open:warn'],
  ],
  ['Feishu with pairing', channel('feishu', { appId: 'a', appSecret: 'b', dmPolicy: 'pairing' }), []],
]);

test('an account object’s own schema defaults hide an open section, in built-in channels only', async (t) => {
  const section = { ...OPEN, accounts: { a: {} } };
  const builtIn = await channelFindings(channel('signal', { account: '+1', ...section }));
  t.deepEqual(
    builtIn.map(({ checkId }) => checkId),
    ['channels.signal.dm.scope_main_multiuser', 'channels.signal.dm.wildcard'],
  );
  const plugin = await channelFindings(
    channel('mattermost', { botToken: 't', baseUrl: 'https://m.example', ...section }),
  );
  t.true(plugin.some(({ checkId }) => checkId === 'channels.mattermost.dm.open'));
});

test('one finding names every account affected, and the key of each', async (t) => {
  const [finding] = await channelFindings(
    channel('telegram', {
      accounts: { a: { botToken: '1:a', ...OPEN }, b: { botToken: '2:b' }, c: { botToken: '3:c', ...OPEN } },
    }),
  );
  t.true(finding?.detail.startsWith('Telegram accounts "a", "c":'));
  t.deepEqual(
    finding?.places?.map(({ key }) => key),
    ['channels.telegram.accounts.a.dmPolicy', 'channels.telegram.accounts.c.dmPolicy'],
  );
});

test('a command to paste is safe, whatever an account is called', async (t) => {
  const name = "x'; touch /tmp/pwned; '";
  const [finding] = await channelFindings(channel('telegram', { accounts: { [name]: { botToken: '1:a', ...OPEN } } }));
  const word = `channels.telegram.accounts.${name.replaceAll("'", "'\\''")}.dmPolicy`;
  t.is(finding?.command, `openclaw config set '${word}' pairing`);
});

for (const name of ['a.b', 'a[0]', 'a\u001b[31mb', 'a\nb'])
  test(`no command where a key cannot be spelled: ${JSON.stringify(name)}`, async (t) => {
    const [finding] = await channelFindings(
      channel('telegram', { accounts: { [name]: { botToken: '1:a', ...OPEN } } }),
    );
    t.is(finding?.checkId, 'channels.telegram.dm.open');
    t.is(finding?.command, undefined);
  });

test('what mends an open policy says that "*" in the list would keep it open', async (t) => {
  const [finding] = await channelFindings(channel('telegram', { botToken: '1:a', ...OPEN }));
  t.is(finding?.command, 'openclaw config set channels.telegram.dmPolicy pairing');
  t.regex(finding?.remediation ?? '', /Take "\*" out of channels\.telegram\.allowFrom too/);
});

test('several keys are one line that stops at the first failure; too many are none', async (t) => {
  const accounts = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, { botToken: `${i}:a`, ...OPEN }]));
  const [two] = await channelFindings(channel('telegram', { accounts: accounts(2) }));
  t.is(
    two?.command,
    'openclaw config set channels.telegram.accounts.a0.dmPolicy pairing && openclaw config set channels.telegram.accounts.a1.dmPolicy pairing',
  );
  const [many] = await channelFindings(channel('telegram', { accounts: accounts(11) }));
  t.is(many?.command, undefined);
});

test('a key is named where it stands: in the account, else in the section', async (t) => {
  const findings = await channelFindings(
    channel('mattermost', {
      botToken: 't',
      baseUrl: 'https://m.example',
      dmPolicy: 'open',
      accounts: { x: { allowFrom: ['*'] } },
    }),
  );
  const keys = findings.flatMap(({ places }) => places ?? []).map(({ key }) => key);
  t.true(keys.includes('channels.mattermost.dmPolicy'));
  t.true(keys.includes('channels.mattermost.accounts.x.allowFrom'));
});

for (const [name, section, scope] of [
  ['one account', { botToken: '1:a', allowFrom: ['1', '2'] }, 'per-channel-peer'],
  [
    'several accounts',
    { accounts: { a: { botToken: '1:a', allowFrom: ['1', '2'] }, b: { botToken: '2:b' } } },
    'per-account-channel-peer',
  ],
] as const) {
  test(`the scope recommended for ${name} is ${scope}`, async (t) => {
    const [finding] = await channelFindings(channel('telegram', section));
    t.is(finding?.command, `openclaw config set session.dmScope ${scope}`);
  });
}
