import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { UnusableJournal } from '../../src/fix/read-journal.ts';
import { undoFix } from '../../src/fix/undo.ts';
import { killChild } from './kill-child.ts';
import { buildHome, type Entry, type Home, makeHome, snapshot } from './tree.ts';

const CONFIG =
  '{ // mine\n  channels: { whatsapp: { groupPolicy: "open", }, irc: {groupPolicy:\'open\'} },\n  logging: { redactSensitive: "off" },\n}\n';
const OPEN: Record<string, Entry> = {
  '.openclaw': 0o2755,
  '.openclaw/openclaw.json': [0o644, CONFIG],
  '.openclaw/credentials': 0o755,
  '.openclaw/credentials/whatsapp-allowFrom.json': [0o644, '{"version":1,"allowFrom":["+15550001"]}'],
  '.openclaw/agents/main/agent/auth-profiles.json': [0o755, '{}'],
  '.openclaw/agents/main/sessions': 0o775,
  '.openclaw/agents/main/sessions/a.jsonl': [0o664, '{}'],
  '.openclaw/agents/main/sessions/b.jsonl': [0o444, '{}'],
  '.openclaw/agents/main/old/x.jsonl': [0o646, '{}'],
  '.openclaw/extensions/p/index.js': [0o4777, ''],
};

test('after an undo everything is as it was, bit for bit and byte for byte', async (t) => {
  const home = makeHome(t, OPEN);
  const before = snapshot(home.home);
  const fix = await home.fix();
  t.true(fix.ok);
  t.notDeepEqual(snapshot(home.home), before);
  const undo = undoFix(home.context());
  t.deepEqual(undo.left, []);
  t.true(undo.ok);
  t.is(undo.values, 4);
  t.deepEqual(snapshot(home.home), before);
});

test('a journal is undone once, the newest first', async (t) => {
  const home = makeHome(t, OPEN);
  const before = snapshot(home.home);
  await home.fix();
  const between = snapshot(home.home);
  fs.chmodSync(join(home.home, '.openclaw/credentials'), 0o711);
  await sleep(1_100); // journals are named by the second
  await home.fix();
  undoFix(home.context());
  t.is(home.mode('.openclaw/credentials'), '711');
  fs.chmodSync(join(home.home, '.openclaw/credentials'), 0o700);
  t.deepEqual(snapshot(home.home), between);
  undoFix(home.context());
  t.deepEqual(snapshot(home.home), before);
  t.throws(() => undoFix(home.context()), { instanceOf: UnusableJournal });
});

test('what was changed since the fix is left alone and said', async (t) => {
  const home = makeHome(t, OPEN);
  await home.fix();
  const sessions = join(home.state, 'agents/main/sessions');
  fs.chmodSync(join(sessions, 'a.jsonl'), 0o640);
  fs.renameSync(join(sessions, 'b.jsonl'), join(sessions, 'c.jsonl'));
  fs.rmSync(join(home.state, 'credentials/whatsapp-allowFrom.json'));
  fs.symlinkSync('/etc/hostname', join(home.state, 'credentials/whatsapp-allowFrom.json'));
  const config = join(home.state, 'openclaw.json');
  fs.writeFileSync(config, fs.readFileSync(config, 'utf8').replace('"tools"', '"all"'));
  const undo = undoFix(home.context());
  t.is(home.mode('.openclaw/agents/main/sessions/a.jsonl'), '640');
  t.is(home.mode('.openclaw/agents/main/sessions/c.jsonl'), '400');
  t.deepEqual(
    undo.left.map(({ reason, count }) => [reason, count]),
    [
      ['a link stands there now', 1],
      ['it was changed since', 1],
      ['it is gone', 1],
      ['the value was changed since', 1],
    ],
  );
  t.is(fs.readFileSync(config, 'utf8'), CONFIG.replace('"off"', '"all"'));
});

const journalFile = (home: Home): string => {
  const folder = join(home.state, 'security-audit');
  return join(folder, fs.readdirSync(folder)[0] ?? '', 'main.jsonl');
};

const addLine = (home: Home, ...lines: object[]) =>
  fs.appendFileSync(journalFile(home), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

/** A file outside the state dir and a journal that speaks of it. */
const withVictim = async (t: ExecutionContext) => {
  const home = makeHome(t, { ...OPEN, victim: 0o700, 'victim/secret': [0o600, '{groupPolicy:"allowlist"}'] });
  await home.fix();
  return { home, ino: fs.statSync(join(home.home, 'victim/secret')).ino, uid: process.getuid?.() };
};

test('a journal is data: it opens nothing outside the state directory, and nothing that a fix does not close', async (t) => {
  const { home, ino, uid } = await withVictim(t);
  const victim = join(home.home, 'victim');
  fs.symlinkSync(victim, join(home.state, 'way'));
  const line = (name: string, inode: number, from: string, to: string) => ({
    kind: 'mode',
    entry: [name, 'f', inode, uid, from, to],
  });
  const config = fs.statSync(join(home.state, 'openclaw.json')).ino;
  addLine(
    home,
    { kind: 'block', directory: victim },
    line('secret', ino, '666', '600'),
    { kind: 'block', directory: join(home.state, 'way') },
    line('secret', ino, '666', '600'),
    { kind: 'block', directory: home.state },
    line('openclaw.json', config, '4600', '600'),
    line('openclaw.json', config, '2600', '600'),
    line('../victim/secret', ino, '666', '600'),
    { kind: 'block', directory: `${home.state}/../victim` },
    {
      kind: 'config',
      file: join(victim, 'secret'),
      oldMode: 0o666,
      newMode: 0o600,
      edits: [{ keyPath: ['groupPolicy'], revert: { kind: 'replace', oldText: '"open"', newText: '"allowlist"' } }],
    },
    {
      kind: 'config',
      file: join(home.state, 'openclaw.json'),
      oldMode: 0o600,
      newMode: 0o600,
      edits: [{ keyPath: ['channels'], revert: { kind: 'replace', oldText: '{}', newText: '"x"' } }],
    },
  );
  const undo = undoFix(home.context());
  t.is(home.mode('victim/secret'), '600');
  t.is(fs.readFileSync(join(victim, 'secret'), 'utf8'), '{groupPolicy:"allowlist"}');
  t.is(home.mode('.openclaw/openclaw.json'), '644');
  t.is(undo.errors.length, 2, 'two lines have no shape of ours');
  t.true(undo.left.length >= 4);
});

test('a journal that somebody else could have written is refused', async (t) => {
  const { home } = await withVictim(t);
  fs.chmodSync(journalFile(home), 0o644);
  t.throws(() => undoFix(home.context()), { instanceOf: UnusableJournal, message: /private file/ });
  fs.chmodSync(journalFile(home), 0o600);
  t.throws(() => undoFix(home.context(), '/etc/fix-1'), { message: /no journal of/ });
  t.throws(() => undoFix(home.context(), '../fix-1'), { instanceOf: UnusableJournal });
  fs.writeFileSync(journalFile(home), fs.readFileSync(journalFile(home), 'utf8').replaceAll(home.state, '/elsewhere'));
  t.throws(() => undoFix(home.context()), { message: /not a journal of this version/ });
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('a journal of another user is refused', async (t) => {
  const { home } = await withVictim(t);
  fs.chownSync(journalFile(home), 65534, 65534);
  t.throws(() => undoFix(home.context()), { message: /private file/ });
});

const MODES = fc.integer({ min: 0o400, max: 0o777 }).map((bits) => bits | 0o400);
const FOLDERS = [
  '',
  'agents/main/sessions/',
  'agents/Odd One/agent/',
  'credentials/x/',
  'extensions/p/',
  'workspace/',
  'logs/',
];
const NAMES = ['a.jsonl', 'b', 'sessions.json', '.env', 'SOUL.md', 'x.sqlite-wal', 'naïve name', 'auth-profiles.json'];
const tree = fc.record({
  folders: fc.array(
    fc.tuple(
      fc.constantFrom(...FOLDERS),
      fc.integer({ min: 0o700, max: 0o7777 }).map((bits) => bits | 0o700),
    ),
    { maxLength: 5 },
  ),
  files: fc.array(fc.tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES), MODES), { maxLength: 12 }),
  policy: fc.constantFrom('"open"', "'open'", '"allowlist"'),
  redact: fc.constantFrom('"off"', '"tools"'),
  configMode: MODES.map((bits) => bits | 0o600),
  permissions: fc.constantFrom('owner' as const, 'group' as const),
});

test('undo(fix(tree)) is the tree', async (t) => {
  await fc.assert(
    fc.asyncProperty(tree, async ({ folders, files, policy, redact, configMode, permissions }) => {
      const root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'undo-'));
      try {
        const home = buildHome(root, {
          ...Object.fromEntries(files.map(([folder, name, mode]) => [`.openclaw/${folder}${name}`, [mode, name]])),
          '.openclaw/openclaw.json': [
            configMode,
            `{channels:{line:{groupPolicy:${policy}/*x*/}},logging:{redactSensitive:${redact}}}`,
          ],
          ...Object.fromEntries(folders.map(([folder, mode]) => [`.openclaw/${folder}`, mode])),
        });
        const before = snapshot(root);
        const fix = await home.fix({ permissions });
        if (fix.journal === null) t.deepEqual(snapshot(root), before);
        else {
          const undo = undoFix(home.context());
          t.deepEqual([undo.ok, undo.left, undo.unchanged], [true, [], 0]);
        }
        t.deepEqual(snapshot(root), before);
      } finally {
        fs.rmSync(root, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});

test('a fix that is killed leaves a journal that puts everything back', async (t) => {
  t.timeout(60_000);
  let interrupted = 0;
  for (let round = 0; round < 6; round += 1) {
    const home = makeHome(t, OPEN);
    for (let index = 0; index < 6_000; index += 1)
      fs.writeFileSync(join(home.state, 'agents/main/sessions', `${index}.jsonl`), '', { mode: 0o644 });
    const before = snapshot(home.home);
    await killChild('fix-process.ts', home.home);
    const folder = join(home.state, 'security-audit');
    if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
      interrupted += 1;
      const undo = undoFix(home.context());
      // A kill may fall between the making of the journal's file and its first line: nothing was changed yet.
      const left = undo.left.filter(({ reason }) => !reason.startsWith('it is empty'));
      t.deepEqual([undo.ok, left], [true, []]);
    }
    const after = snapshot(home.home);
    for (const rest of Object.keys(after).filter((name) => name.endsWith('.tmp') || name.endsWith('.bak')))
      delete after[rest];
    t.deepEqual(after, before);
  }
  t.true(interrupted > 0);
});
