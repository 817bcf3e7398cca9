import test from 'ava';
import {
  ADMINISTRATORS_SID,
  parseWhoami,
  protectCommands,
  SYSTEM_SID,
  whoamiCommand,
} from '../../src/platform/windows-acl.ts';

const ROOT = 'C:\\Windows';
const USER = 'S-1-5-21-1004336348-1177238915-682003330-1001';

/** What whoami says on systems in several languages, one of them garbled by its code page: the SID is the same. */
const answers = [
  `"desktop-1\\anna","${USER}"\r\n`,
  `"büro\\jörg","${USER}"\r\n`,
  `"ОФИС\\Анна","${USER}"\r\n`,
  `"\ufffd\ufffd\ufffd\ufffd\\\ufffd\ufffd\ufffd","${USER}"\r\n`,
];
for (const answer of answers) {
  test(`the user's SID is read from ${JSON.stringify(answer)}`, (t) => {
    t.is(parseWhoami(answer), USER);
  });
}

test('an answer without a SID is none', (t) => {
  for (const answer of ['', 'ERROR: Access is denied.', '"a","S-1-"', '"a","S-1-5-21-x"'])
    t.is(parseWhoami(answer), undefined);
  t.deepEqual(whoamiCommand(ROOT), {
    program: 'C:\\Windows\\System32\\whoami.exe',
    args: ['/user', '/fo', 'csv', '/nh'],
  });
});

test('a file is given to its user, the system and the administrators before anyone loses access', (t) => {
  const program = 'C:\\Windows\\System32\\icacls.exe';
  const path = 'C:\\Users\\jörg\\.openclaw\\openclaw.json';
  t.deepEqual(protectCommands(`${ROOT}\\`, path, USER, false), [
    { program, args: [path, '/grant:r', `*${USER}:F`, '*S-1-5-18:F', '*S-1-5-32-544:F', '/Q'] },
    { program, args: [path, '/inheritance:r', '/Q'] },
    {
      program,
      args: [
        path,
        '/remove:g',
        '*S-1-1-0',
        '*S-1-5-7',
        '*S-1-5-11',
        '*S-1-5-4',
        '*S-1-5-32-545',
        '*S-1-5-32-546',
        '/Q',
      ],
    },
  ]);
});

test('a directory hands its access list down; a service that is the system itself is named once', (t) => {
  const [grant] = protectCommands(ROOT, '\\\\server\\share\\state', SYSTEM_SID, true);
  t.deepEqual(grant?.args, [
    '\\\\server\\share\\state',
    '/grant:r',
    `*${SYSTEM_SID}:(OI)(CI)F`,
    `*${ADMINISTRATORS_SID}:(OI)(CI)F`,
    '/Q',
  ]);
});

test('no name of a principal is ever in a command', (t) => {
  const texts = protectCommands(ROOT, 'C:\\s', USER, true).flatMap(({ args }) => args.slice(1));
  for (const text of texts) t.regex(text, /^(\/[a-z:]+|\/Q|\*S-1-[\d-]+(:[()A-Z]+)?)$/);
});

const notPaths = [
  'openclaw',
  '.\\a',
  '/grant',
  'C:a',
  'C:\\*',
  'C:\\a?',
  'C:\\a"b',
  'C:\\a:stream',
  '\\\\?\\C:\\a',
  '\\\\.\\pipe',
  'C:\\a\0b',
];
for (const path of notPaths) {
  test(`${JSON.stringify(path)} is not handed to icacls`, (t) => {
    t.throws(() => protectCommands(ROOT, path, USER, false), { message: /Not a plain absolute path/ });
  });
}

test('a user that is no SID is refused: it would be taken for a name', (t) => {
  for (const sid of ['Administrator', 'S-1-5-18:F', '*S-1-5-18', ''])
    t.throws(() => protectCommands(ROOT, 'C:\\a', sid, false), { message: /Not a SID/ });
});
