import test from 'ava';
import { CHANNELS } from '../../../src/policy/channels/channels.ts';

const SAME: readonly (readonly [channel: string, entries: readonly string[], normalized: string])[] = [
  ['telegram', ['1', 'tg:1', 'Telegram:1', 'TELEGRAM: 1'], '1'],
  ['whatsapp', ['+15551', '1 5551', 'whatsapp:+1-5551'], '+15551'],
  ['discord', ['1', 'user:1', 'discord:1', '<@1>', '<@!1>'], '1'],
  ['irc', ['Nick', 'irc:nick', 'irc:user:NICK'], 'nick'],
  ['googlechat', ['users/1', 'googlechat:users/1', 'gchat:user:1'], '1'],
  ['slack', ['U1', 'slack:U1', 'user:U1'], 'U1'],
  ['signal', ['+1555', 'signal:+1555', '1555'], '+1555'],
  ['mattermost', ['@Ann', 'mattermost:ann', 'user:@ann'], 'ann'],
  ['matrix', ['@A:h', 'matrix:@a:h', 'user:@a:h'], '@a:h'],
  ['bluebubbles', ['A@b.c', 'imessage:a@b.c'], 'a@b.c'],
  ['zalo', ['1', 'zalo:1', 'zl:1'], '1'],
  [
    'nostr',
    [
      // The example of NIP-19.
      'npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg',
      '7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e',
      'nostr:7E7E9C42A91BFEF19FA929E5FDA1B72E0EBC1A4C1141673E2794234D86ADDF4E',
    ],
    '7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e',
  ],
  ['line', ['U1', 'line:U1', 'line:user:U1'], 'U1'],
];

for (const [id, entries, normalized] of SAME) {
  test(`${id}: ${entries.join(' = ')}`, (t) => {
    const channel = CHANNELS.find((candidate) => candidate.id === id);
    for (const entry of entries) t.is(channel?.normalizeEntry(entry), normalized, entry);
  });
}

test('each channel keeps different senders apart', (t) => {
  for (const channel of CHANNELS) t.not(channel.normalizeEntry('1001'), channel.normalizeEntry('1002'), channel.id);
});

test('ids are unique, and the walk starts with the eight built-in channels', (t) => {
  t.is(new Set(CHANNELS.map(({ id }) => id)).size, CHANNELS.length);
  const builtIn = CHANNELS.filter(({ order }) => order < 8).sort((a, b) => a.order - b.order);
  t.deepEqual(
    builtIn.map(({ id }) => id),
    ['telegram', 'whatsapp', 'discord', 'irc', 'googlechat', 'slack', 'signal', 'imessage'],
  );
});
