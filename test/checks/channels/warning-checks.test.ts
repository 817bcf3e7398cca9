import test from 'ava';
import { channelFindings } from '../../helpers/channel-context.ts';
import { channel, irc, replay, telegram } from './table.ts';

const CREDENTIALS: Readonly<Record<string, object>> = {
  discord: { token: 'd' },
  googlechat: { serviceAccountFile: '/etc/chat.json' },
  slack: { botToken: 'b', appToken: 'a' },
  signal: { account: '+1555' },
  imessage: {},
  msteams: { appId: 'a', appPassword: 'b', tenantId: 'c' },
  mattermost: { botToken: 't', baseUrl: 'https://m.example' },
  'nextcloud-talk': { botSecret: 's', baseUrl: 'https://n.example' },
  feishu: { appId: 'a', appSecret: 'b' },
  matrix: { homeserver: 'https://x.example', accessToken: 't' },
  bluebubbles: { serverUrl: 'http://b.example', password: 'p' },
  line: { channelAccessToken: 't', channelSecret: 's' },
  irc: { host: 'irc.example', nick: 'bot' },
};

for (const [id, credentials] of Object.entries(CREDENTIALS)) {
  replay([
    [
      `${id}: open groups`,
      channel(id, { ...credentials, groupPolicy: 'open' }),
      [`${id}.warning.groups_open:critical`],
    ],
    [`${id}: listed groups`, channel(id, { ...credentials, groupPolicy: 'allowlist' }), []],
    [`${id}: no group policy`, channel(id, credentials), []],
    [`D9: ${id}: open, but disabled`, channel(id, { ...credentials, groupPolicy: 'open', enabled: false }), []],
  ]);
}

const PLUGIN_CHANNELS = ['mattermost', 'nextcloud-talk', 'feishu', 'matrix', 'line'];
for (const [id, credentials] of Object.entries(CREDENTIALS)) {
  const home = { config: { channels: { defaults: { groupPolicy: 'open' }, [id]: credentials } } };
  const reached = PLUGIN_CHANNELS.includes(id);
  replay([
    [
      `${id}: channels.defaults ${reached ? 'reaches it' : 'is hidden by the schema’s own default'}`,
      home,
      reached ? [`${id}.warning.groups_open:critical`] : [],
    ],
  ]);
}

const token = (name: string) => ({ config: {}, env: { [name]: 'x' } });

replay([
  ['Discord by variable alone is open', token('DISCORD_BOT_TOKEN'), ['discord.warning.groups_open:critical']],
  ['Telegram by variable alone is not', token('TELEGRAM_BOT_TOKEN'), []],
  [
    'D7: the second account has open groups',
    channel('slack', {
      accounts: { a: { botToken: '1', appToken: '2' }, b: { botToken: '3', appToken: '4', groupPolicy: 'open' } },
    }),
    ['slack.warning.groups_open:critical'],
  ],

  // IRC
  ['D11: IRC without TLS', irc({ tls: false }), ['irc.warning.plaintext:warn']],
  ['IRC with TLS unset', irc(), []],
  [
    'IRC_TLS turns it off',
    { config: {}, env: { IRC_HOST: 'h', IRC_NICK: 'n', IRC_TLS: 'false' } },
    ['irc.warning.plaintext:warn'],
  ],
  ['IRC_TLS does not beat the config', { ...irc({ tls: true }), env: { IRC_TLS: 'false' } }, []],
  [
    'NickServ registration with a password',
    irc({ nickserv: { register: true, password: 'p' } }),
    ['irc.warning.nickserv_register:warn'],
  ],
  [
    'NickServ registration without one',
    irc({ nickserv: { register: true } }),
    ['irc.warning.nickserv_register:warn', 'irc.warning.nickserv_no_password:warn'],
  ],
  ['NickServ without registration', irc({ nickserv: { register: false } }), []],
  [
    'an account’s NickServ settings join the section’s',
    channel('irc', {
      host: 'h',
      nick: 'n',
      nickserv: { password: 'p' },
      accounts: { a: { nickserv: { register: true } } },
    }),
    ['irc.warning.nickserv_register:warn'],
  ],

  // Google Chat
  [
    'Google Chat with open direct messages',
    channel('googlechat', { serviceAccountFile: '/x.json', dm: { policy: 'open', allowFrom: ['*'] } }),
    ['googlechat.dm.open:critical', 'googlechat.dm.scope_main_multiuser:warn', 'googlechat.warning.dms_open:warn'],
  ],
]);

test('D6: the id says what it is about, and does not change with its neighbours', async (t) => {
  const open = { groupPolicy: 'open' };
  const alone = await channelFindings(channel('signal', { account: '+1', ...open }));
  const together = await channelFindings({
    config: { channels: { signal: { account: '+1', ...open }, telegram: { botToken: '1:a', dmPolicy: 'disabled' } } },
  });
  const signal = (findings: typeof alone) =>
    findings.map(({ checkId }) => checkId).filter((id) => id.includes('.signal.'));
  t.deepEqual(signal(alone), ['channels.signal.warning.groups_open']);
  t.deepEqual(signal(together), signal(alone));
});

test('D24: what --fix can mend says so, and points at the key that is written', async (t) => {
  const [written] = await channelFindings(telegram({ groupPolicy: 'open', allowFrom: ['1'] }));
  t.true(written?.fixable);
  t.is(written?.places?.[0]?.key, 'channels.telegram.groupPolicy');
  const [shared] = await channelFindings({
    config: { channels: { defaults: { groupPolicy: 'open' }, feishu: { appId: 'a', appSecret: 'b' } } },
  });
  t.true(shared?.fixable);
  t.is(shared?.places?.[0]?.key, 'channels.defaults.groupPolicy');
  const [byDefault] = await channelFindings(token('DISCORD_BOT_TOKEN'));
  t.is(byDefault?.fixable, undefined);
});
