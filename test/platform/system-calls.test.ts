import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { LibraryHandle } from 'koffi';
import { systemCalls } from '../../src/platform/load-system-calls.ts';
import { type EntryStatus, SystemCalls } from '../../src/platform/system-calls.ts';

const DIRECTORY = fs.constants.O_RDONLY | fs.constants.O_DIRECTORY;

const folder = (t: ExecutionContext) => {
  const path = fs.mkdtempSync(join(tmpdir(), 'system-calls-'));
  const descriptor = fs.openSync(path, DIRECTORY);
  t.teardown(() => {
    fs.closeSync(descriptor);
    fs.rmSync(path, { recursive: true, force: true });
  });
  return { path, descriptor };
};

const calls = systemCalls();
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('system calls are to be had where the tests run: else the rest of this file would test nothing', (t) => {
  t.truthy(calls);
});

const FIELDS = ['mode', 'size', 'uid', 'nlink', 'ino', 'dev'] as const;
const fieldsOf = (status: EntryStatus | undefined) =>
  status === undefined ? undefined : Object.fromEntries(FIELDS.map((field) => [field, status[field]]));

/** What stands at a place, and Node's own answer is compared with. */
const kinds: Readonly<Record<string, (place: string) => void>> = {
  'a file': (place) => fs.writeFileSync(place, 'text', { mode: 0o640 }),
  'a file of more than four gigabytes': (place) => {
    fs.writeFileSync(place, '');
    fs.truncateSync(place, 5 * 1024 ** 3 + 7);
  },
  'a file with set-id bits': (place) => {
    fs.writeFileSync(place, '');
    fs.chmodSync(place, 0o6755);
  },
  'a directory': (place) => fs.mkdirSync(place, { mode: 0o1777 }),
  'a link that leads nowhere': (place) => fs.symlinkSync('nowhere', place),
  'a FIFO': (place) => execFileSync('mkfifo', [place]),
};
for (const [kind, make] of Object.entries(kinds)) {
  onLinux(`${kind} has the status that Node tells`, (t) => {
    const { path, descriptor } = folder(t);
    for (const name of ['plain', 'über', '\u{1F600}\n']) {
      make(join(path, name));
      t.deepEqual(fieldsOf(calls?.statusAt(descriptor, name)), fieldsOf(fs.lstatSync(join(path, name))));
    }
  });
}

onLinux('a device, and what lies on another file system, have the numbers that Node tells', (t) => {
  for (const [directory, name] of [
    ['/dev', 'null'],
    ['/', 'proc'],
    ['/proc', 'self'],
  ] as const) {
    const descriptor = fs.openSync(directory, DIRECTORY);
    t.teardown(() => fs.closeSync(descriptor));
    const { mode, uid, ino, dev } = fs.lstatSync(join(directory, name));
    const status = calls?.statusAt(descriptor, name);
    t.deepEqual([status?.mode, status?.uid, status?.ino, status?.dev], [mode, uid, ino, dev], name);
  }
});

onLinux('a name that is no UTF-8 is given as bytes', (t) => {
  const { path, descriptor } = folder(t);
  const name = Buffer.from([0x61, 0xff]);
  fs.writeFileSync(Buffer.concat([Buffer.from(`${path}/`), name]), 'x');
  t.is(calls?.statusAt(descriptor, name)?.size, 1);
});

const refusals: readonly (readonly [
  what: string,
  code: string,
  call: (calls: SystemCalls, directory: number) => void,
])[] = [
  ['a name of 256 bytes', 'ENAMETOOLONG', (own, directory) => own.statusAt(directory, 'x'.repeat(256))],
  ['a name larger than our buffer', 'ENAMETOOLONG', (own, directory) => own.statusAt(directory, 'x'.repeat(9000))],
  ['a file that is not there', 'ENOENT', (own, directory) => own.openAt(directory, 'gone', 0)],
  ['a link', 'ELOOP', (own, directory) => own.openAt(directory, 'link', fs.constants.O_NOFOLLOW)],
  ['a descriptor that is none', 'EBADF', (own) => own.statusOf(987_654)],
  ['closing one', 'EBADF', (own) => own.close(987_654)],
  ['reading entries of one', 'EBADF', (own) => own.readEntries(987_654)],
];
for (const [what, code, call] of refusals) {
  onLinux(`${what}: ${code}, as Node throws it`, (t) => {
    const { path, descriptor } = folder(t);
    fs.symlinkSync('/', join(path, 'link'));
    t.throws(() => call(calls as SystemCalls, descriptor), { code });
  });
}

onLinux('what is gone has no status; that is no error', (t) => {
  const { descriptor } = folder(t);
  t.is(calls?.statusAt(descriptor, 'gone'), undefined);
});

onLinux('a mode is changed through a descriptor, whatever happens to the name', (t) => {
  const { path, descriptor } = folder(t);
  fs.writeFileSync(join(path, 'a'), '', { mode: 0o644 });
  const held = calls?.openAt(descriptor, 'a', fs.constants.O_RDONLY) as number;
  fs.renameSync(join(path, 'a'), join(path, 'b'));
  fs.writeFileSync(join(path, 'a'), '', { mode: 0o644 });
  calls?.changeMode(held, 0o600);
  t.is((calls?.statusOf(held).mode ?? 0) & 0o7777, 0o600);
  calls?.close(held);
  t.deepEqual(
    ['a', 'b'].map((name) => fs.statSync(join(path, name)).mode & 0o777),
    [0o644, 0o600],
  );
});

for (const [code, throws] of [
  ['EINTR', false],
  ['EIO', false],
  ['EBADF', true],
] as const) {
  test(`closing when the system answers ${code} ${throws ? 'is a bug of ours' : 'closes: it must not be done twice'}`, (t) => {
    const libc = { func: () => () => -1 } as unknown as LibraryHandle;
    const failing = new SystemCalls(
      libc,
      () => 0,
      () => constants.errno[code],
    );
    if (throws) t.throws(() => failing.close(9), { code });
    else t.notThrows(() => failing.close(9));
  });
}
