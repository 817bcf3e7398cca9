import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { readPairingStore, storeFileName } from '../../src/context/pairing-stores.ts';

const inFolder = (use: (folder: string, file: string) => void): void => {
  const root = mkdtempSync(path.join(tmpdir(), 'openclaw-stores-'));
  const folder = path.join(root, 'credentials');
  mkdirSync(folder);
  try {
    use(folder, path.join(folder, 'telegram-allowFrom.json'));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const CONTENT: readonly (readonly [name: string, text: string, entries: readonly string[] | undefined])[] = [
  ['entries, trimmed; blanks and "*" dropped', '{"version":1,"allowFrom":[" 1 ",2,"","*"]}', ['1', '2']],
  ['entries of other types are none', '{"version":1,"allowFrom":[null,{},["3"],true]}', []],
  ['broken JSON', '{nope', undefined],
  ['JSON5 is not JSON', '{version:1,allowFrom:[]}', undefined],
  ['a list', '["1"]', undefined],
  ['another version, or none: OpenClaw reads on', '{"version":2,"allowFrom":["1"]}', ['1']],
  ['a list beside nothing', '{"allowFrom":["1"]}', ['1']],
  ['no list', '{"version":1,"allowFrom":"1"}', undefined],
  ['an empty file', '', undefined],
];

for (const [name, text, entries] of CONTENT) {
  test(`store: ${name}`, (t) =>
    inFolder((folder, file) => {
      writeFileSync(file, text);
      const store = readPairingStore(folder, 'telegram');
      if (entries === undefined) t.is(store.status, 'unreadable');
      else t.deepEqual(store, { path: file, status: 'read', entries });
    }));
}

const unreadable = (t: import('ava').ExecutionContext, folder: string, reason: RegExp): void => {
  const store = readPairingStore(folder, 'telegram');
  t.is(store.status, 'unreadable');
  t.regex(store.status === 'unreadable' ? store.reason : '', reason);
};

test('no file, and no folder, is an empty store', (t) =>
  inFolder((folder) => {
    t.is(readPairingStore(folder, 'telegram').status, 'missing');
    t.is(readPairingStore(path.join(folder, 'none'), 'telegram').status, 'missing');
  }));

test('a folder in its place', (t) =>
  inFolder((folder, file) => {
    mkdirSync(file);
    unreadable(t, folder, /regular file/);
  }));

test('a FIFO in its place does not hold the audit up', (t) =>
  inFolder((folder, file) => {
    execFileSync('mkfifo', [file]);
    unreadable(t, folder, /regular file/);
  }));

test('a store of more than 1 MiB', (t) =>
  inFolder((folder, file) => {
    writeFileSync(file, `{"version":1,"allowFrom":["${'1'.repeat(1024 * 1024)}"]}`);
    unreadable(t, folder, /bytes/);
  }));

test('a link inside the folder is followed, one that leads out is not', (t) =>
  inFolder((folder, file) => {
    const store = '{"version":1,"allowFrom":["1"]}';
    writeFileSync(path.join(folder, 'real.json'), store);
    symlinkSync('real.json', file);
    t.is(readPairingStore(folder, 'telegram').status, 'read');
    rmSync(file);
    writeFileSync(path.join(folder, '..', 'outside.json'), store);
    symlinkSync('../outside.json', file);
    unreadable(t, folder, /leads out/);
  }));

test('a link that leads to itself', (t) =>
  inFolder((folder, file) => {
    symlinkSync('telegram-allowFrom.json', file);
    unreadable(t, folder, /ELOOP/);
  }));

for (const [channel, account, name] of [
  ['telegram', undefined, 'telegram-allowFrom.json'],
  ['telegram', 'Work', 'telegram-work-allowFrom.json'],
  ['telegram', '../../etc/x', 'telegram-____etc_x-allowFrom.json'],
  ['a/b', undefined, 'a_b-allowFrom.json'],
] as const) {
  test(`store name of ${channel} ${account ?? ''}`, (t) => t.is(storeFileName(channel, account), name));
}
