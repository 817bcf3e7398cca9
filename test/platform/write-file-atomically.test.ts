import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { writeFileAtomically } from '../../src/platform/write-file-atomically.ts';

const folder = (t: { teardown: (undo: () => void) => void }): string => {
  const path = mkdtempSync(join(tmpdir(), 'write-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const modeOf = (path: string): number => lstatSync(path).mode & 0o7777;

test('a new file, for its owner alone, whatever the umask', (t) => {
  const file = join(folder(t), 'report.json');
  const umask = process.umask(0);
  t.teardown(() => process.umask(umask));
  t.deepEqual(writeFileAtomically(file, ['a', 'é\n']), { kind: 'written' });
  t.is(readFileSync(file, 'utf8'), 'aé\n');
  t.is(modeOf(file), 0o600);
});

test('an earlier file is replaced, and so is its mode', (t) => {
  const file = join(folder(t), 'report.json');
  writeFileSync(file, 'old and longer', { mode: 0o644 });
  writeFileAtomically(file, ['new']);
  t.is(readFileSync(file, 'utf8'), 'new');
  t.is(modeOf(file), 0o600);
});

test('a link is replaced, never followed', (t) => {
  const at = folder(t);
  writeFileSync(join(at, 'victim'), 'precious');
  symlinkSync(join(at, 'victim'), join(at, 'report.json'));
  writeFileAtomically(join(at, 'report.json'), ['new']);
  t.is(readFileSync(join(at, 'victim'), 'utf8'), 'precious');
  t.true(lstatSync(join(at, 'report.json')).isFile());
});

test('more than one buffer of text arrives whole', (t) => {
  const file = join(folder(t), 'report.ndjson');
  const lines = Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`);
  writeFileAtomically(file, lines);
  t.is(readFileSync(file, 'utf8'), lines.join(''));
});

test('no folder: the code, and nothing left behind', (t) => {
  t.deepEqual(writeFileAtomically(join(folder(t), 'no', 'report.json'), ['x']), { kind: 'failed', code: 'ENOENT' });
});

test('a folder in the way: the code, and nothing left behind', (t) => {
  const at = folder(t);
  mkdirSync(join(at, 'report.json'));
  t.deepEqual(writeFileAtomically(join(at, 'report.json'), ['x']), { kind: 'failed', code: 'EISDIR' });
  t.deepEqual(readdirSync(at), ['report.json']);
});

test('a renderer that breaks is our bug: thrown, the earlier file untouched, nothing left behind', (t) => {
  const at = folder(t);
  const file = join(at, 'report.json');
  writeFileSync(file, 'old');
  const broken = function* (): Generator<string> {
    yield 'half';
    throw new TypeError('bug');
  };
  t.throws(() => writeFileAtomically(file, broken()), { message: 'bug' });
  t.is(readFileSync(file, 'utf8'), 'old');
  t.deepEqual(readdirSync(at), ['report.json']);
});

const onPosix = process.platform === 'win32' ? test.skip : test;

onPosix('no room half-way through: the code, the earlier file untouched, nothing left behind', (t) => {
  const at = folder(t);
  const file = join(at, 'report.json');
  writeFileSync(file, 'old');
  const module = new URL('../../src/platform/write-file-atomically.ts', import.meta.url).href;
  const script = `import { writeFileAtomically } from ${JSON.stringify(module)};
    const chunks = Array.from({ length: 100 }, () => 'x'.repeat(64 * 1024));
    process.stdout.write(JSON.stringify(writeFileAtomically(${JSON.stringify(file)}, chunks)));`;
  // A full disk needs root; the limit on a file's size fails the same way, in the middle (setrlimit(2), RLIMIT_FSIZE).
  const command = 'ulimit -f 1000 && exec "$0" --input-type=module --eval "$1"';
  const out = execFileSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  t.deepEqual(JSON.parse(out), { kind: 'failed', code: 'EFBIG' });
  t.is(readFileSync(file, 'utf8'), 'old');
  t.deepEqual(readdirSync(at), ['report.json']);
});
