import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { channels } from '../../../src/checks/channels/index.ts';
import { judge } from '../../../src/checks/judge.ts';
import { channelFindings, withHome } from '../../helpers/channel-context.ts';
import { channel, discord, replay, slack, telegram } from './table.ts';

const HTTP = { mode: 'http', botToken: 'b', signingSecret: 's' };
const HTTP_OPEN = 'slack.http_mode_open:critical';
const STORE = '.openclaw/credentials/telegram-allowFrom.json';
const UNREADABLE = 'telegram.store_unreadable:warn';

replay([
  // groups_open: channels whose groups the original does not judge
  ['Zalo Personal with open groups', channel('zalouser', { groupPolicy: 'open' }), ['zalouser.groups_open:warn']],
  ['Zalo with open groups', channel('zalo', { botToken: 't', groupPolicy: 'open' }), ['zalo.groups_open:warn']],
  ['Nostr with open groups', channel('nostr', { privateKey: 'k', groupPolicy: 'open' }), ['nostr.groups_open:warn']],
  ['Zalo Personal with a list', channel('zalouser', { groupPolicy: 'allowlist' }), []],
  ['Zalo Personal disabled', channel('zalouser', { enabled: false, groupPolicy: 'open', dmPolicy: 'open' }), []],

  // group_senders_wildcard
  [
    'everyone on one Discord server',
    discord({ guilds: { '1': { users: ['*'] } } }),
    ['discord.group_senders_wildcard:warn'],
  ],
  [
    'everyone in one Discord channel',
    discord({ guilds: { '1': { channels: { c: { users: ['*'] } } } } }),
    ['discord.group_senders_wildcard:warn'],
  ],
  [
    'everyone in one Slack channel',
    slack({ channels: { C1: { users: ['*'] } } }),
    ['slack.group_senders_wildcard:warn'],
  ],

  // group_policy_override_open
  [
    'one open group',
    telegram({ allowFrom: ['1'], groups: { '-1': { groupPolicy: 'open' } } }),
    ['telegram.group_policy_override_open:warn'],
  ],
  [
    'one open topic',
    telegram({ allowFrom: ['1'], groups: { '-1': { topics: { '7': { groupPolicy: 'open' } } } } }),
    ['telegram.group_policy_override_open:warn'],
  ],
  ['one closed group', telegram({ allowFrom: ['1'], groups: { '-1': { groupPolicy: 'disabled' } } }), []],

  // account_settings_ignored
  [
    'a limit that does not apply',
    channel('signal', {
      account: '+1',
      dmPolicy: 'open',
      allowFrom: ['*'],
      accounts: { Work: { dmPolicy: 'disabled' } },
    }),
    [
      'signal.dm.open:critical',
      'signal.dm.disabled:info',
      'signal.dm.scope_main_multiuser:warn',
      'signal.account_settings_ignored:warn',
    ],
  ],
  [
    'LINE’s default account is its section',
    channel('line', {
      channelAccessToken: 't',
      channelSecret: 's',
      dmPolicy: 'open',
      allowFrom: ['*'],
      accounts: { default: { dmPolicy: 'disabled' } },
    }),
    ['line.dm.open:critical', 'line.dm.scope_main_multiuser:warn', 'line.account_settings_ignored:warn'],
  ],
  ['Telegram finds any key', channel('telegram', { accounts: { Work: { botToken: '1:a' } } }), []],

  // slack.http_mode_open
  ['Slack over HTTP, open groups', channel('slack', { ...HTTP, groupPolicy: 'open' }), [HTTP_OPEN]],
  ['Slack over HTTP, open messages', channel('slack', { ...HTTP, dmPolicy: 'open', allowFrom: ['*'] }), [HTTP_OPEN]],
  [
    'Slack over HTTP, slash commands for all',
    channel('slack', { ...HTTP, slashCommand: { enabled: true } }, { commands: { useAccessGroups: false } }),
    [HTTP_OPEN],
  ],
  ['Slack over HTTP, closed', channel('slack', HTTP), []],
  ['Slack over HTTP without a secret', channel('slack', { mode: 'http', botToken: 'b', groupPolicy: 'open' }), []],

  // not_judged
  ['Tlon', channel('tlon', { ship: '~zod' }), ['tlon.not_judged:info']],
  ['Twitch, disabled', channel('twitch', { enabled: false }), []],
  ['a channel from elsewhere', channel('pager', { token: 't' }), ['pager.not_judged:info']],
  ['defaults are no channel', { config: { channels: { defaults: { groupPolicy: 'open' } } } }, []],

  // store_unreadable
  ['a store that is no JSON', { ...telegram(), files: [{ path: STORE, text: '{nope' }] }, [UNREADABLE]],
  ['a store without a list', { ...telegram(), files: [{ path: STORE, text: '{"version":1}' }] }, [UNREADABLE]],
  ['a store that is a folder', { ...telegram(), files: [{ path: STORE, dir: true }] }, [UNREADABLE]],
  ['a store of a channel that is off', { files: [{ path: STORE, text: '{nope' }] }, []],
]);

test('an unreadable store is named with its file, its content is not', async (t) => {
  const [finding] = await channelFindings({ ...telegram(), files: [{ path: STORE, text: 'my-hidden-word' }] });
  t.true(finding?.places?.[0]?.file?.endsWith(STORE));
  t.false(JSON.stringify(finding).includes('my-hidden-word'));
});

test('a store that leads out of the credentials folder is not followed', async (t) => {
  await withHome(
    { ...telegram({ groups: { '-1': {} } }), files: [{ path: '.openclaw/credentials', dir: true }] },
    async (context) => {
      const outside = path.join(context.paths.home, 'outside.json');
      writeFileSync(outside, JSON.stringify({ version: 1, allowFrom: ['@planted'] }));
      symlinkSync(outside, path.join(context.paths.credentialsDir, 'telegram-allowFrom.json'));
      const findings = await judge(channels, context);
      t.true(findings.some(({ checkId }) => checkId === 'channels.telegram.store_unreadable'));
      t.false(JSON.stringify(findings).includes('planted'));
    },
  );
});
