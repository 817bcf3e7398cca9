import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { kindAt } from '../../src/scan/classify.ts';
import type { ScanSummary } from '../../src/scan/shard.ts';
import { canBecomeNobody, giveToNobody, openHome, scanAsNobody } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';
import { existingEntries, isAccountedFor, scanTree } from '../helpers/scan-tree.ts';

const stateDir = (t: ExecutionContext): string => path.join(makeHome(t, { '.openclaw': { dir: true } }), '.openclaw');

/** Every entry that exists was judged, or is counted with a reason. */
const assertComplete = (t: ExecutionContext, summary: ScanSummary, root: string): void => {
  t.true(isAccountedFor(summary));
  t.is(summary.entries, existingEntries(root));
};

/** Makes `depth` directories of 200 characters, each in the one before and with a file in it: far beyond one path. */
const nest = (root: string, depth: number): void => {
  let descriptor = openSync(root, 'r');
  for (let level = 0; level < depth; level++) {
    const below = `/proc/self/fd/${descriptor}/${'d'.repeat(200)}`;
    mkdirSync(below);
    const next = openSync(below, 'r');
    closeSync(descriptor);
    descriptor = next;
    writeFileSync(`/proc/self/fd/${descriptor}/file`, '');
  }
  closeSync(descriptor);
};

/** Modes of one kind as octal text, and how often each occurs. */
const modes = (summary: ScanSummary, kind: string): Record<string, number> => {
  const tally = Object.entries(summary.kinds).find(([index]) => kindAt(Number(index)).kind === kind)?.[1];
  return Object.fromEntries(
    Object.entries(tally?.modes ?? {}).map(([mode, count]) => [Number(mode).toString(8), count]),
  );
};

test('a name that is no UTF-8 is judged, not lost', async (t) => {
  const root = stateDir(t);
  const sessions = path.join(root, 'agents/main/sessions');
  mkdirSync(sessions, { recursive: true });
  writeFileSync(
    Buffer.concat([Buffer.from(`${sessions}/`), Buffer.from([0xff, 0x41, 0xc3]), Buffer.from('.jsonl')]),
    '',
    { mode: 0o666 },
  );
  chmodSync(
    Buffer.concat([Buffer.from(`${sessions}/`), Buffer.from([0xff, 0x41, 0xc3]), Buffer.from('.jsonl')]),
    0o666,
  );
  writeFileSync(`${sessions}/\uFFFD.jsonl`, '', { mode: 0o600 });
  const summary = await scanTree(root);
  t.deepEqual(modes(summary, 'transcripts'), { '600': 1, '666': 1 });
  assertComplete(t, summary, root);
  const places = Object.values(summary.observations).flatMap(({ samples }) => samples);
  t.true(places.includes('agents/main/sessions/\udcffA\udcc3.jsonl'));
});

test('a directory whose name is no UTF-8 is entered', async (t) => {
  const root = stateDir(t);
  const hidden = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xfe])]);
  mkdirSync(hidden);
  writeFileSync(Buffer.concat([hidden, Buffer.from('/x.txt')]), 'x');
  const summary = await scanTree(root);
  t.is(summary.files, 1);
  t.is(summary.entries, 2);
  assertComplete(t, summary, root);
});

for (const name of ['new\nline', '\u001b[31mred', '\u202egnp.exe', ' ', '"quote\'', 'x'.repeat(255), '-rf', '$(id)']) {
  test(`a file named ${JSON.stringify(name).slice(0, 20)} is judged`, async (t) => {
    const root = stateDir(t);
    writeFileSync(path.join(root, name), '');
    const summary = await scanTree(root);
    t.is(summary.files, 1);
    assertComplete(t, summary, root);
  });
}

test('nesting beyond PATH_MAX hides nothing', async (t) => {
  const root = stateDir(t);
  const depth = 60;
  nest(root, depth);
  const summary = await scanTree(root);
  t.is(summary.files, depth);
  t.is(summary.directories, depth);
  assertComplete(t, summary, root);
});

test('links: loops end, targets are judged, links out are named and not followed', async (t) => {
  const root = stateDir(t);
  const outside = makeHome(t, { 'secret.txt': { text: 'x', mode: 0o644 }, 'tree/a/b.txt': { text: 'x' } });
  symlinkSync('.', path.join(root, 'self'));
  symlinkSync('loop', path.join(root, 'loop'));
  symlinkSync('nowhere', path.join(root, 'dangling'));
  symlinkSync(path.join(outside, 'secret.txt'), path.join(root, 'secret.log'));
  symlinkSync(path.join(outside, 'tree'), path.join(root, 'tree'));
  const summary = await scanTree(root);
  t.is(summary.entries, 5);
  assertComplete(t, summary, root);
  t.deepEqual(summary.observations['link-out']?.samples, ['secret.log', 'tree']);
  t.deepEqual(summary.observations['link-dangling']?.samples, ['dangling', 'loop']);
  t.deepEqual(modes(summary, 'logs'), { '644': 1 });
});

test('FIFOs, sockets and devices are counted and never opened', async (t) => {
  const root = stateDir(t);
  execFileSync('mkfifo', [path.join(root, 'fifo')]);
  // Only root may make a device, and not in every container.
  const device = spawnSync('mknod', [path.join(root, 'device'), 'c', '1', '3']).status === 0 ? ['device'] : [];
  const server = createServer().listen(path.join(root, 'socket'));
  await once(server, 'listening');
  const summary = await scanTree(root);
  assertComplete(t, summary, root);
  server.close();
  t.deepEqual(summary.skipped.special, { count: 2 + device.length, samples: [...device, 'fifo', 'socket'] });
});

test('hard links across agents are told', async (t) => {
  const root = stateDir(t);
  for (const agent of ['a', 'b']) mkdirSync(path.join(root, 'agents', agent, 'sessions'), { recursive: true });
  writeFileSync(path.join(root, 'agents/a/sessions/x.jsonl'), '');
  execFileSync('ln', [path.join(root, 'agents/a/sessions/x.jsonl'), path.join(root, 'agents/b/sessions/y.jsonl')]);
  const summary = await scanTree(root);
  t.is(summary.observations['hard-link']?.count, 2);
  assertComplete(t, summary, root);
});

const asNobody = canBecomeNobody ? test : test.skip;

asNobody('what another user may not see is counted, with its place', async (t) => {
  const home = makeHome(t, {
    '.openclaw': { dir: true },
    '.openclaw/agents/a/sessions/x.jsonl': { text: '' },
    '.openclaw/closed/y': { text: '' },
    '.openclaw/listed-only/z': { text: '' },
  });
  const root = path.join(home, '.openclaw');
  openHome(home);
  giveToNobody(root);
  execFileSync('chown', ['-R', '0:0', path.join(root, 'closed'), path.join(root, 'listed-only')]);
  chmodSync(path.join(root, 'closed'), 0o700);
  chmodSync(path.join(root, 'listed-only'), 0o744);
  const summary = JSON.parse(scanAsNobody(root)) as ScanSummary;
  t.deepEqual(summary.skipped.unreadable, { count: 2, samples: ['closed/*', 'listed-only/z'] });
  t.is(summary.notes.length, 1);
  assertComplete(t, summary, root);
  t.is(summary.observations['owner:0']?.count, 2);
});

/** Adds, removes and replaces entries of a directory, ten thousand times. */
const CHANGING = `
  const fs = require('node:fs');
  process.chdir(process.argv[1]);
  for (let turn = 0; turn < 10000; turn++) {
    const name = 'f' + (turn % 50) + '.jsonl';
    fs.rmSync(name, { force: true });
    if (turn % 3 === 0) fs.symlinkSync('/', name);
    else fs.writeFileSync(name, '');
    fs.rmSync('f' + ((turn + 25) % 50) + '.jsonl', { force: true });
  }
`;

test('a directory that changes all the time is scanned to the end', async (t) => {
  const root = stateDir(t);
  const busy = path.join(root, 'agents/main/sessions');
  mkdirSync(busy, { recursive: true });
  const child = spawn(process.execPath, ['-e', CHANGING, busy], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  let scans = 0;
  while (child.exitCode === null) {
    const summary = await scanTree(root);
    t.true(isAccountedFor(summary));
    t.is(summary.directories, 3);
    scans++;
    await setImmediate();
  }
  t.deepEqual(await ended, [0, null]);
  t.true(scans > 1);
  assertComplete(t, await scanTree(root), root);
});
