import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { readPairedSenders } from '../../src/fix/read-paired-senders.ts';

/** What is read when a host's WhatsApp store is put into its credentials folder, by `write` if it is no plain file. */
const sendersOf = (content: string, write?: (file: string, content: string) => void): readonly string[] => {
  const home = mkdtempSync(path.join(tmpdir(), 'paired-'));
  const credentials = path.join(home, 'credentials');
  mkdirSync(credentials);
  try {
    (write ?? writeFileSync)(path.join(credentials, 'whatsapp-allowFrom.json'), content);
    return readPairedSenders(credentials, 'whatsapp').senders;
  } finally {
    rmSync(home, { recursive: true });
  }
};

const store = (...allowFrom: unknown[]): string => JSON.stringify({ version: 1, allowFrom });

for (const [story, content, senders] of [
  ['senders come trimmed, each once', store(' +15550001 ', '+15550001', 15550002), ['+15550001', '15550002']],
  ['the wildcard and blanks are no senders', store('*', ' ', '+15550001'), ['+15550001']],
  ['what would be read as a variable is no sender', store('$' + '{HOME}', '+15550001'), ['+15550001']],
  ['control characters are no part of a sender', store('+1555\u001b[2J', '+15550001'), ['+15550001']],
  ['a broken store approves nobody', '{', []],
  ['a store without its version counts, as in the original', '{"allowFrom": ["+15550001"]}', ['+15550001']],
] as const) {
  test(story, (t) => {
    t.deepEqual(sendersOf(content), senders);
  });
}

test('a store that lies outside the credentials folder approves nobody', (t) => {
  const elsewhere = (file: string, content: string): void => {
    const target = path.join(path.dirname(file), '../elsewhere.json');
    writeFileSync(target, content);
    symlinkSync(target, file);
  };
  t.deepEqual(sendersOf(store('+15550001'), elsewhere), []);
});

test('without a store nobody is approved', (t) => {
  t.deepEqual(
    sendersOf('', () => {}),
    [],
  );
});
