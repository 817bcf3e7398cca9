import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { fixExitCode } from '../../src/fix/fix-result.ts';
import { startFix } from '../../src/fix/run-fix.ts';
import { type Entry, makeHome, snapshot } from './tree.ts';

const OPEN: Record<string, Entry> = {
  '.openclaw': 0o755,
  '.openclaw/openclaw.json': [
    0o644,
    '{ // mine\n  channels: { irc: { groupPolicy: "open" } },\n  logging: { redactSensitive: "off", file: "~/oc.log" },\n}\n',
  ],
  '.openclaw/.env': [0o664, 'A=1'],
  '.openclaw/credentials': 0o2775,
  '.openclaw/credentials/oauth.json': [0o644, '{}'],
  '.openclaw/credentials/whatsapp/default/creds.json': [0o640, '{}'],
  '.openclaw/agents/main/agent/auth-profiles.json': [0o755, '{}'],
  '.openclaw/agents/main/sessions': 0o755,
  '.openclaw/agents/main/sessions/sessions.json': [0o700, '{}'],
  '.openclaw/agents/main/sessions/a.jsonl': [0o444, '{}'],
  '.openclaw/agents/main/sessions/a.jsonl.deleted.1': [0o644, '{}'],
  '.openclaw/agents/other/agent/auth-profiles.json': [0o644, '{}'],
  '.openclaw/extensions/p': 0o777,
  '.openclaw/extensions/p/index.js': [0o755, ''],
  'oc.log': [0o666, ''],
};

test('what a config calls its include or its log is not believed: nothing outside is tightened for it', async (t) => {
  for (const config of ['{ $include: "../outside.json5" }', '{ logging: { file: "/etc/passwd" } }']) {
    const home = makeHome(t, {
      '.openclaw': 0o700,
      '.openclaw/openclaw.json': [0o644, config],
      'outside.json5': [0o644, '{}'],
    });
    const fix = await home.fix({ dryRun: true });
    t.deepEqual(
      fix.actions.filter(({ path }) => !path.startsWith(home.state)),
      [],
    );
    await home.fix();
    t.is(home.mode('outside.json5'), '644');
  }
});

test('everything that the audit calls loose is tightened, and nothing more', async (t) => {
  const home = makeHome(t, OPEN);
  const fix = await home.fix();
  t.deepEqual(fix.errors, []);
  const modes = Object.fromEntries(Object.keys(OPEN).map((path) => [path, home.mode(path)]));
  t.deepEqual(modes, {
    '.openclaw': '700',
    '.openclaw/openclaw.json': '600',
    '.openclaw/.env': '600',
    '.openclaw/credentials': '2700',
    '.openclaw/credentials/oauth.json': '600',
    '.openclaw/credentials/whatsapp/default/creds.json': '600',
    '.openclaw/agents/main/agent/auth-profiles.json': '600',
    '.openclaw/agents/main/sessions': '700',
    '.openclaw/agents/main/sessions/sessions.json': '600',
    '.openclaw/agents/main/sessions/a.jsonl': '400',
    '.openclaw/agents/main/sessions/a.jsonl.deleted.1': '600',
    '.openclaw/agents/other/agent/auth-profiles.json': '600',
    '.openclaw/extensions/p': '755',
    '.openclaw/extensions/p/index.js': '755',
    'oc.log': '600',
  });
  t.true(fix.ok && fix.configWritten);
  t.is(fixExitCode(fix), 0);
  t.deepEqual(fix.changes, ['logging.redactSensitive=off -> "tools"', 'channels.irc.groupPolicy=open -> allowlist']);
  t.regex(fix.notes.join('\n'), /channels\.irc has no allowlist/);
  t.is((fs.statSync(fix.journal ?? '').mode & 0o777).toString(8), '700');
});

test('a second fix finds nothing to do, writes nothing and keeps no journal', async (t) => {
  const home = makeHome(t, OPEN);
  await home.fix();
  const before = snapshot(home.home);
  const journals = fs.readdirSync(join(home.state, 'security-audit'));
  const fix = await home.fix();
  t.is(fix.journal, null);
  t.deepEqual(fix.totals.changed, {});
  t.true(fix.actions.every(({ ok }) => !ok));
  t.deepEqual(snapshot(home.home), before);
  t.deepEqual(fs.readdirSync(join(home.state, 'security-audit')), journals);
});

test('a dry run tells all of it and touches nothing, not even the time of a directory', async (t) => {
  const home = makeHome(t, OPEN);
  const before = snapshot(home.home);
  const times = Object.keys(OPEN).map((path) => fs.lstatSync(join(home.home, path)).ctimeMs);
  const plan = await home.fix({ dryRun: true });
  t.deepEqual(snapshot(home.home), before);
  t.false(fs.existsSync(join(home.state, 'security-audit')));
  t.deepEqual(
    Object.keys(OPEN).map((path) => fs.lstatSync(join(home.home, path)).ctimeMs),
    times,
  );
  t.is(plan.journal, null);
  const done = await home.fix();
  t.deepEqual(plan.totals, done.totals);
  t.deepEqual(plan.changes, done.changes);
  t.deepEqual(
    plan.actions
      .filter(({ skipped }) => skipped === 'preview')
      .map((action) => [action.path, action.kind === 'chmod' && action.mode]),
    done.actions
      .filter(({ ok, path }) => ok || path.endsWith('openclaw.json'))
      .map((action) => [action.path, action.kind === 'chmod' && action.mode]),
  );
});

test('where the group shares the state its bits stay', async (t) => {
  const home = makeHome(t, {
    '.openclaw': 0o2775,
    '.openclaw/openclaw.json': [0o664, '{}'],
    '.openclaw/agents/main/sessions/a.jsonl': [0o666, ''],
    '.openclaw/notes': [0o646, ''],
  });
  const fix = await home.fix({ permissions: 'group' });
  t.deepEqual(
    ['.openclaw', '.openclaw/openclaw.json', '.openclaw/agents/main/sessions/a.jsonl', '.openclaw/notes'].map(
      home.mode,
    ),
    ['2770', '660', '660', '640'],
  );
  t.true(fix.ok);
});

test('links are left alone, what they lead to as well; the config and the state dir are mended behind theirs', async (t) => {
  const home = makeHome(t, {
    real: 0o755,
    '.openclaw': { link: 'real' },
    'config.json': [0o644, '{logging:{redactSensitive:"off"}}'],
    'real/openclaw.json': { link: '../config.json' },
    elsewhere: 0o755,
    'elsewhere/sessions.json': [0o644, '{}'],
    'elsewhere/x.jsonl': [0o644, '{}'],
    'real/agents/main/sessions': { link: '../../../elsewhere' },
    'real/credentials': { link: '../elsewhere' },
    'real/one.json': { link: '../elsewhere/x.jsonl' },
  });
  const fix = await home.fix();
  t.deepEqual(['elsewhere', 'elsewhere/sessions.json', 'elsewhere/x.jsonl'].map(home.mode), ['755', '644', '644']);
  t.deepEqual(['real', 'config.json'].map(home.mode), ['700', '600']);
  t.is(fs.readFileSync(join(home.home, 'config.json'), 'utf8'), '{logging:{redactSensitive:"tools"}}');
  t.is(fs.readlinkSync(join(home.state, 'openclaw.json')), '../config.json');
  const skipped = Object.fromEntries(
    fix.actions.map(({ path, skipped: reason }) => [path.slice(home.home.length + 1), reason]),
  );
  t.is(skipped['.openclaw'], 'symlink');
  t.is(skipped['.openclaw/openclaw.json'], 'symlink');
  t.is(skipped['.openclaw/agents/main/sessions'], 'symlink');
  t.is(skipped['.openclaw/agents/main/sessions/sessions.json'], 'symlink');
  t.regex(fix.notes.join('\n'), /2 outside the state directory/);
});

test('a hard link is left and said', async (t) => {
  const home = makeHome(t, { '.openclaw': 0o700, other: [0o644, ''] });
  fs.linkSync(join(home.home, 'other'), join(home.state, 'twin'));
  const fix = await home.fix();
  t.is(home.mode('other'), '644');
  t.regex(fix.notes.join(), /hard link/);
});

test('more entries than one thread takes: the workers mend them, transcripts beyond a thousand are told in totals', async (t) => {
  const home = makeHome(t, { '.openclaw': 0o755, '.openclaw/openclaw.json': [0o600, '{}'] });
  for (let agent = 0; agent < 5; agent += 1) {
    const sessions = join(home.state, 'agents', agent === 0 ? 'main' : `a${agent}`, 'sessions');
    fs.mkdirSync(sessions, { recursive: true });
    for (let index = 0; index < 1_200; index += 1)
      fs.writeFileSync(join(sessions, `${index}.jsonl`), '', { mode: 0o644 });
  }
  const fix = await home.fix();
  t.deepEqual(fix.errors, []);
  t.is(fix.actions.filter(({ path, ok }) => ok && path.endsWith('.jsonl')).length, 1_000);
  t.is(fix.totals.changed.transcripts?.count, 5_000);
  t.is(fix.totals.changed.transcripts?.samples.length, 5);
  const loose = execFileSync('find', [home.state, '-perm', '/077'], { encoding: 'utf8' });
  t.is(loose, '');
});

test('a giant directory is shared between the threads and mended once', async (t) => {
  const home = makeHome(t, { '.openclaw': 0o700, '.openclaw/media': 0o700 });
  for (let index = 0; index < 25_000; index += 1)
    fs.closeSync(fs.openSync(join(home.state, 'media', `m${index}`), 'w', 0o644));
  const fix = await home.fix();
  t.is(fix.totals.changed.media?.count, 25_000);
  t.is(execFileSync('find', [home.state, '-perm', '/077'], { encoding: 'utf8' }), '');
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('files of another owner are left and said; a fix that is not allowed says so and is not ok', async (t) => {
  const home = makeHome(t, OPEN);
  fs.chownSync(join(home.state, '.env'), 65534, 65534);
  const fix = await home.fix();
  t.is(home.mode('.openclaw/.env'), '664');
  t.regex(fix.notes.join('\n'), /another owner/);
  t.true(fix.ok);
});

const withSetfacl = fs.existsSync('/usr/bin/setfacl') ? test : test.skip;
withSetfacl('an access list is not cut: the mask stays, everyone else loses access, and it is said', async (t) => {
  const home = makeHome(t, OPEN);
  for (const path of ['.env', 'agents/main/sessions/a.jsonl'])
    execFileSync('setfacl', ['-m', 'u:65534:r', join(home.state, path)]);
  const fix = await home.fix();
  t.is(home.mode('.openclaw/.env'), '660');
  t.is(home.mode('.openclaw/agents/main/sessions/a.jsonl'), '440');
  t.regex(fix.notes.join('\n'), /2 with an access list/);
  t.regex(execFileSync('getfacl', ['-cEnp', join(home.state, '.env')], { encoding: 'utf8' }), /^user:65534:r--$/m);
});

test('no state directory: nothing to do, nothing is created', async (t) => {
  const home = makeHome(t, {});
  const fix = await home.fix();
  t.true(fix.ok);
  t.is(fix.journal, null);
  t.deepEqual(fs.readdirSync(home.home), []);
});

test('a config that cannot be read is said; modes are mended all the same', async (t) => {
  const home = makeHome(t, { ...OPEN, '.openclaw/openclaw.json': [0o644, '{ broken'] });
  const fix = await home.fix();
  t.false(fix.ok);
  t.is(fixExitCode(fix), 4);
  t.is(home.mode('.openclaw/openclaw.json'), '600');
  t.is(home.mode('.openclaw/.env'), '600');
});

test('without a journal nothing is changed', async (t) => {
  const home = makeHome(t, { ...OPEN, '.openclaw/security-audit': [0o600, 'no directory'] });
  const before = snapshot(home.home);
  const fix = await home.fix();
  t.deepEqual(snapshot(home.home), before);
  t.false(fix.ok);
  t.regex(fix.errors.join('\n'), /journal/);
});

test('a config elsewhere and no state directory: nothing is changed, and it is said', async (t) => {
  const home = makeHome(t, { 'openclaw.json': [0o644, '{logging:{redactSensitive:"off"}}'] });
  const context = () =>
    createContext({ env: { HOME: home.home, OPENCLAW_CONFIG_PATH: join(home.home, 'openclaw.json') }, cwd: home.home });
  const fix = startFix(context(), { dryRun: false, reload: context }).finish();
  t.regex(fix.errors.join(), /no place for the journal/);
  t.is(home.mode('openclaw.json'), '644');
});

const stores = [
  { store: '{ broken', says: /not an allowlist store/ },
  { store: '[]', says: /not an allowlist store/ },
  { store: '{"version":1,"allowFrom":["+1"]}', says: undefined },
];
for (const { store, says } of stores) {
  test(`a WhatsApp pairing store of ${store}: ${says === undefined ? 'nothing to say' : 'it is said'}`, async (t) => {
    const home = makeHome(t, {
      '.openclaw': 0o700,
      '.openclaw/openclaw.json': [0o600, '{channels:{whatsapp:{groupPolicy:"open"}}}'],
      '.openclaw/credentials': 0o700,
      '.openclaw/credentials/whatsapp-allowFrom.json': [0o600, store],
    });
    const { notes } = await home.fix();
    if (says === undefined) t.notRegex(notes.join('\n'), /paired with whatsapp/);
    else t.regex(notes.join('\n'), says);
  });
}
