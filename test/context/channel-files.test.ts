import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { channelFiles } from '../../src/context/channel-files.ts';

type Files = ReturnType<typeof channelFiles>;

/** A home with the given files (path → text; a text that starts with "->" is a link). */
const withFiles = (entries: Readonly<Record<string, string>>, use: (files: Files, home: string) => void): void => {
  const home = mkdtempSync(path.join(tmpdir(), 'openclaw-files-'));
  try {
    for (const [name, text] of Object.entries(entries)) {
      const file = path.join(home, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (text.startsWith('->')) symlinkSync(text.slice(2), file);
      else writeFileSync(file, text);
    }
    const stateDir = path.join(home, '.openclaw');
    const credentialsDir = path.join(stateDir, 'credentials');
    use(
      channelFiles({ home, stateDir, configPath: path.join(stateDir, 'openclaw.json'), credentialsDir, cwd: home }),
      home,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

const CREDENTIALS = '.openclaw/credentials';
const LINKED: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  account: string,
  authDir: string | undefined,
  linked: boolean | undefined,
])[] = [
  ['a session of the account', { [`${CREDENTIALS}/whatsapp/biz/creds.json`]: '{"a":1}' }, 'biz', undefined, true],
  ['a session of another', { [`${CREDENTIALS}/whatsapp/biz/creds.json`]: '{"a":1}' }, 'home', undefined, false],
  ['the old place, for default', { [`${CREDENTIALS}/creds.json`]: '{"a":1}' }, 'default', undefined, true],
  ['the old place is not for others', { [`${CREDENTIALS}/creds.json`]: '{"a":1}' }, 'biz', undefined, false],
  ['a folder of its own, with ~', { 'wa/creds.json': '{"a":1}' }, 'biz', '~/wa', true],
  [
    'a folder of its own without session',
    { [`${CREDENTIALS}/whatsapp/biz/creds.json`]: '{"a":1}' },
    'biz',
    '~/wa',
    false,
  ],
  ['no JSON', { [`${CREDENTIALS}/whatsapp/default/creds.json`]: '{nope' }, 'default', undefined, false],
  ['one byte', { [`${CREDENTIALS}/whatsapp/default/creds.json`]: '1' }, 'default', undefined, false],
  [
    'cannot be looked into',
    { [`${CREDENTIALS}/whatsapp/default/creds.json`]: '->creds.json' },
    'default',
    undefined,
    undefined,
  ],
  [
    'one place cannot be looked into, the other holds it',
    { [`${CREDENTIALS}/whatsapp/default/creds.json`]: '->creds.json', [`${CREDENTIALS}/creds.json`]: '{"a":1}' },
    'default',
    undefined,
    true,
  ],
];

for (const [name, entries, account, authDir, linked] of LINKED) {
  test(`WhatsApp: ${name}`, (t) => withFiles(entries, (files) => t.is(files.whatsappLinked(account, authDir), linked)));
}

test('a token file counts when it has content, or cannot be looked at', (t) =>
  withFiles({ token: 't', empty: '', loop: '->loop' }, (files, home) => {
    t.true(files.hasContent('~/token'));
    t.true(files.hasContent(path.join(home, 'token')));
    t.false(files.hasContent('~/empty'));
    t.false(files.hasContent('~/missing'));
    t.false(files.hasContent('~/token/below'));
    t.false(files.hasContent('~'));
    t.true(files.hasContent('~/loop'));
  }));

test('Matrix keeps its login in the credentials folder', (t) => {
  withFiles({ [`${CREDENTIALS}/matrix/credentials.json`]: '{}' }, (files) => t.true(files.matrixLoggedIn()));
  withFiles({}, (files) => t.false(files.matrixLoggedIn()));
});
