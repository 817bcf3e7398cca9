import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { AHEAD, BEHIND, PIECE, READ_BYTES } from '../../src/transcripts/read-lines.ts';
import {
  type DescriptorScan,
  type FileState,
  NOTHING_KNOWN,
  scanDescriptor,
} from '../../src/transcripts/scan-descriptor.ts';
import { createSearch } from '../../src/transcripts/search.ts';
import { makeHome } from '../helpers/home.ts';
import { deepSeekKey, gatewayToken, message, openRouterKey, telegramToken } from './made-up.ts';

const own = { rule: 'own/config: gateway.auth.token', value: gatewayToken() };
const search = createSearch({ own: [own], salt: Buffer.alloc(16, 7) });
const MIB = 1024 * 1024;

const scan = async (
  t: ExecutionContext,
  content: string | Buffer,
  before: FileState = NOTHING_KNOWN,
  shouldStop = () => false,
): Promise<DescriptorScan> => {
  const file = path.join(makeHome(t), 'a.jsonl');
  writeFileSync(file, content);
  const descriptor = openSync(file, 'r');
  try {
    return await scanDescriptor(descriptor, statSync(file).size, before, search, shouldStop);
  } finally {
    closeSync(descriptor);
  }
};

/** Kind, lines, last line of everything found. */
const seen = ({ state, tail }: DescriptorScan): (string | number)[][] => [
  ...state.secrets.map(({ kind, count, line }) => [kind, count, line]),
  ...tail.secrets.map(({ kind }) => [kind, 'tail']),
];

test('lines are counted, and secrets by line', async (t) => {
  const key = openRouterKey();
  const result = await scan(t, [message('one'), message(`${key} and ${key}`), message('three'), message(key)].join(''));
  t.deepEqual(seen(result), [['OpenRouter API key', 2, 4]]);
  t.is(result.state.lines, 4);
  t.is(result.state.malformed, 0);
  t.false(result.tail.isCutOff);
});

test('an own secret is found word for word, and named before its form', async (t) => {
  t.deepEqual(seen(await scan(t, message(`token is ${own.value}.`))), [['own/config: gateway.auth.token', 1, 1]]);
  t.deepEqual(seen(await scan(t, message(`Authorization: Bearer ${own.value}`))), [
    ['own/config: gateway.auth.token', 1, 1],
  ]);
});

test('damaged lines are counted and searched all the same', async (t) => {
  const key = deepSeekKey();
  const torn = '{"type":"mess\n';
  const zeros = `${'\0'.repeat(100)}\n`;
  const result = await scan(t, [message('a'), torn, zeros, '\n', '{}\r\n', `garbage ${key}\n`].join(''));
  t.is(result.state.malformed, 3);
  t.is(result.state.lines, 6);
  t.deepEqual(seen(result), [['DeepSeek API key', 1, 6]]);
});

test('a last line without its end is cut off; a whole one without a newline is not', async (t) => {
  t.true((await scan(t, `${message('a')}{"type":"mes`)).tail.isCutOff);
  t.false((await scan(t, `${message('a')}{"type":"message"}`)).tail.isCutOff);
  t.false((await scan(t, message('a'))).tail.isCutOff);
  t.false((await scan(t, '')).tail.isCutOff);
});

test('bytes that are no UTF-8 hide nothing', async (t) => {
  const key = openRouterKey();
  const bad = Buffer.from([0xff, 0xfe, 0x80, 0xc3, 0x28, 0x00]);
  const result = await scan(t, Buffer.concat([bad, Buffer.from(key), bad, Buffer.from('\n')]));
  t.deepEqual(seen(result), [['OpenRouter API key', 1, 1]]);
});

test('a secret is found at every offset around the end of a stretch', async (t) => {
  const key = telegramToken();
  // The first stretch is decided at BEHIND + READ_BYTES; its bytes end PIECE later.
  for (const border of [BEHIND + READ_BYTES, BEHIND + READ_BYTES + PIECE]) {
    for (let offset = -key.length - 3; offset <= 3; offset++) {
      const at = border + offset;
      const content = `${'.'.repeat(at - 10)}\n${' '.repeat(9)}${key} ${'.'.repeat(2 * PIECE)}\n`;
      const result = await scan(t, content);
      t.deepEqual(seen(result), [['Telegram bot token', 1, 2]], `at ${at}`);
    }
  }
});

test('a secret is found at every offset around the end of a long line’s piece, and counted once', async (t) => {
  const first = openRouterKey();
  const second = telegramToken();
  for (let offset = -second.length - 3; offset <= 3; offset++) {
    for (const border of [PIECE, PIECE - AHEAD]) {
      const gap = border - first.length + offset;
      const result = await scan(t, `{"a":"${first} ${'.'.repeat(gap)} ${second} ${first}"}\n`);
      t.deepEqual(
        seen(result).sort(),
        [
          ['OpenRouter API key', 1, 1],
          ['Telegram bot token', 1, 1],
        ],
        `${border} ${offset}`,
      );
    }
  }
});

test('line numbers are right across many stretches', async (t) => {
  const key = openRouterKey();
  const filler = Array.from({ length: 4_000 }, (_, index) => message('x'.repeat(index)));
  const result = await scan(t, [...filler, message(key), ...filler, message(key)].join(''));
  t.deepEqual(seen(result), [['OpenRouter API key', 2, 8_002]]);
  t.is(result.state.malformed, 0);
});

test('what was appended is read from where the last run ended', async (t) => {
  const key = openRouterKey();
  const start = `${message('a')}${message(key)}{"half`;
  const first = await scan(t, start);
  t.is(first.state.offset, start.length - '{"half'.length);
  const whole = `${start}":"${key}"}\n${message('z')}`;
  const second = await scan(t, whole, first.state);
  t.is(second.bytesRead, whole.length - first.state.offset);
  t.deepEqual(second.state, (await scan(t, whole)).state);
  t.deepEqual(seen(second), [['OpenRouter API key', 2, 3]]);
});

test('a secret in an unfinished line does not count twice when the line is finished', async (t) => {
  const key = openRouterKey();
  const start = `${message(key)}{"half":"${key} `;
  const first = await scan(t, start);
  t.deepEqual(seen(first), [
    ['OpenRouter API key', 1, 1],
    ['OpenRouter API key', 'tail'],
  ]);
  t.deepEqual(seen(await scan(t, `${start}"}\n`, first.state)), [['OpenRouter API key', 2, 2]]);
});

test('more secrets than can be told apart are still counted', async (t) => {
  const keys = Array.from({ length: 1_100 }, deepSeekKey);
  const result = await scan(t, keys.map((key) => message(key)).join(''));
  t.is(result.state.secrets.length, 1_001);
  t.is(
    result.state.secrets.reduce((sum, { count }) => sum + count, 0),
    1_100,
  );
});

test('it stops when it is told to', async (t) => {
  const result = await scan(t, 'x'.repeat(8 * MIB), NOTHING_KNOWN, () => true);
  t.true(result.stopped);
  t.true(result.bytesRead < 2 * MIB);
});
