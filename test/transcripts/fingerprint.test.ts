import { createHash } from 'node:crypto';
import test from 'ava';
import { fingerprintOf, isGuessable } from '../../src/transcripts/fingerprint.ts';
import { deepSeekKey, gatewayToken, openRouterKey, telegramToken } from './made-up.ts';

const salts = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)] as const;

test('a key’s fingerprint is the start of its SHA-256 and needs no salt', (t) => {
  for (const key of [deepSeekKey(), gatewayToken(), openRouterKey(), telegramToken()]) {
    const [one, two] = salts.map((salt) => fingerprintOf(key, salt, false));
    t.is(one, createHash('sha256').update(key).digest('hex').slice(0, 16));
    t.is(one, two);
    t.false(isGuessable(one as string));
  }
});

test('what can be guessed is keyed', (t) => {
  const guessable: readonly (readonly [string, boolean])[] = [
    ['hunter2!', false],
    ['12345678', false],
    ['summer-2026', false],
    ['correct horse battery staple', true],
  ];
  for (const [secret, isChosen] of guessable) {
    const [one, two] = salts.map((salt) => fingerprintOf(secret, salt, isChosen));
    t.regex(one as string, /^~[0-9a-f]{15}$/);
    t.not(one, two);
    t.true(isGuessable(one as string));
  }
});
