import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { closeDirectory, openDescendant, openDirectory } from '../../src/platform/directory-handle.ts';
import { nativePath } from '../../src/platform/path-bytes.ts';
import {
  type ChmodOutcome,
  DONE,
  type ExpectedEntry,
  NO_EFFECT,
  readBack,
  tighten,
} from '../../src/platform/safe-chmod.ts';

const folder = (t: ExecutionContext) => {
  const path = fs.mkdtempSync(join(tmpdir(), 'safe-chmod-'));
  const handle = openDirectory(path);
  t.teardown(() => {
    closeDirectory(handle);
    fs.rmSync(path, { recursive: true, force: true });
  });
  return { path, handle };
};

const expectedOf = (path: string | Buffer): ExpectedEntry => {
  const stats = fs.lstatSync(path);
  return {
    type: stats.isDirectory() ? 'directory' : 'file',
    ino: stats.ino,
    uid: stats.uid,
    mode: stats.mode & 0o7777,
  };
};
const modeOf = (path: string | Buffer) => fs.statSync(path).mode & 0o7777;
const file = (path: string | Buffer, mode: number) => {
  fs.writeFileSync(path, 'x');
  fs.chmodSync(path, mode);
};

const taken = [
  { before: 0o644, after: 0o600 },
  { before: 0o6755, after: 0o6700 },
  { before: 0o440, after: 0o400 },
];
for (const { before, after } of taken) {
  test(`a file of ${before.toString(8)} becomes ${after.toString(8)}`, (t) => {
    const { path, handle } = folder(t);
    file(join(path, 'a'), before);
    t.deepEqual(tighten(handle, 'a', expectedOf(join(path, 'a')), after, true), { status: 'done' });
    t.is(modeOf(join(path, 'a')), after);
  });
}

test('setgid and sticky of a directory stay', (t) => {
  const { path, handle } = folder(t);
  fs.mkdirSync(join(path, 'd'));
  fs.chmodSync(join(path, 'd'), 0o3777);
  tighten(handle, 'd', expectedOf(join(path, 'd')), 0o3700, true);
  t.is(modeOf(join(path, 'd')), 0o3700);
});

test('a name that is no UTF-8 is found', (t) => {
  const { path, handle } = folder(t);
  const name = Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0x61, 0xff])]);
  file(name, 0o644);
  t.deepEqual(tighten(handle, 'a\udcff', expectedOf(name), 0o600, true), { status: 'done' });
  t.is(modeOf(nativePath(`${path}/a\udcff`) as Buffer), 0o600);
});

/** What stands where the plan saw a plain file of mode 644, and what is said about it. */
const swaps: readonly (readonly [what: string, reason: string, swap: (place: string, elsewhere: string) => void])[] = [
  ['a link', 'symlink', (place, elsewhere) => fs.symlinkSync(elsewhere, place)],
  ['nothing', 'missing', () => {}],
  ['a directory', 'not-a-file', (place) => fs.mkdirSync(place, { mode: 0o755 })],
  ['a FIFO', 'special', (place) => execFileSync('mkfifo', ['-m', '644', place])],
  ['a hard link', 'hard-link', (place, elsewhere) => fs.linkSync(elsewhere, place)],
  ['another file of the same mode', 'changed', (place) => file(place, 0o644)],
];
for (const [what, reason, swap] of swaps) {
  test(`after a swap for ${what} nothing is changed`, (t) => {
    const { path, handle } = folder(t);
    const place = join(path, 'a');
    const elsewhere = join(folder(t).path, 'b');
    file(elsewhere, 0o644);
    file(place, 0o644);
    const expected = expectedOf(place);
    fs.renameSync(place, `${place}.kept`); // keeps its inode from being used again
    swap(place, elsewhere);
    t.deepEqual(tighten(handle, 'a', expected, 0o600, true), { status: 'skipped', reason });
    t.is(modeOf(elsewhere), 0o644);
    if (fs.existsSync(place)) t.is(modeOf(place) & 0o044, 0o044);
  });
}

test('a mode that changed meanwhile is left', (t) => {
  const { path, handle } = folder(t);
  const place = join(path, 'a');
  file(place, 0o644);
  const expected = expectedOf(place);
  fs.chmodSync(place, 0o640);
  t.deepEqual(tighten(handle, 'a', expected, 0o600, true), { status: 'skipped', reason: 'changed' });
});

test('a socket is special, a directory that should be a file is none', async (t) => {
  const { path, handle } = folder(t);
  const server = createServer().listen(join(path, 's'));
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => server.close());
  const expected: ExpectedEntry = { type: 'file', ino: fs.lstatSync(join(path, 's')).ino, uid: 0, mode: 0o644 };
  t.deepEqual(tighten(handle, 's', expected, 0o600, true), { status: 'skipped', reason: 'special' });
  t.deepEqual(tighten(handle, 's', { ...expected, type: 'directory' }, 0o600, true), {
    status: 'skipped',
    reason: 'not-a-directory',
  });
});

test('a plan that adds a bit is a bug and throws', (t) => {
  const { path, handle } = folder(t);
  file(join(path, 'a'), 0o400);
  t.throws(() => tighten(handle, 'a', expectedOf(join(path, 'a')), 0o600, true), { message: /add bits/ });
  t.throws(() => tighten(handle, '../a', { type: 'file', ino: 1, uid: 0, mode: 0o644 }, 0o600, true), {
    message: /file name/,
  });
});

test('no directory on the way is followed when it is a link', (t) => {
  const { path, handle } = folder(t);
  const outside = folder(t).path;
  fs.mkdirSync(join(path, 'real'));
  fs.mkdirSync(join(outside, 'sub'));
  fs.symlinkSync(outside, join(path, 'link'));
  closeDirectory(openDescendant(handle, 'real'));
  closeDirectory(openDescendant(handle, ''));
  for (const way of ['link', 'link/sub']) t.throws(() => openDescendant(handle, way), { code: 'ENOTDIR' });
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot("another owner's file is left", (t) => {
  const { path, handle } = folder(t);
  const place = join(path, 'a');
  file(place, 0o644);
  const expected = expectedOf(place);
  fs.chownSync(place, 65534, 65534);
  t.deepEqual(tighten(handle, 'a', expected, 0o600, true), { status: 'skipped', reason: 'other-owner' });
});

/** What is found when a change from 644 to 600 is read back. */
const found: readonly (readonly [what: string, read: () => number, outcome: ChmodOutcome])[] = [
  ['the new mode', () => 0o100600, DONE],
  ['the old one: the file system ignores chmod', () => 0o100644, NO_EFFECT],
  ['a third one: somebody changed it since', () => 0o100666, { status: 'skipped', reason: 'changed' }],
  [
    'nothing that can be read: the change was made all the same',
    () => {
      throw Object.assign(new Error('stale'), { code: 'ESTALE' });
    },
    DONE,
  ],
];
for (const [what, read, outcome] of found) {
  test(`a mode that is read back is ${what}`, (t) => {
    t.deepEqual(readBack(read, { type: 'file', ino: 1, uid: 0, mode: 0o644 }, 0o600), outcome);
  });
}
