import { writeFileSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { type Entry, makeHome } from '../helpers/home.ts';

/** Modes of a host where nothing is loose; each row changes one thing. The home is open, so that modes count. */
const BASE: Readonly<Record<string, Entry>> = {
  '.openclaw': { dir: true, mode: 0o700 },
  '.openclaw/openclaw.json': { json: { gateway: { auth: { token: 'x'.repeat(30) } } }, mode: 0o600 },
};

const OPEN: Readonly<Record<string, Entry>> = { '.openclaw': { dir: true, mode: 0o711 } };

const file = (mode: number): Entry => ({ text: '{}', mode });

type Row = {
  readonly name: string;
  readonly files: Readonly<Record<string, Entry>>;
  /** `id:severity` of every fs finding, in order. */
  readonly expect: readonly string[];
  readonly permissions?: 'owner' | 'group';
};

const rows: readonly Row[] = [
  { name: 'a clean host', files: {}, expect: [] },
  { name: 'execute bits alone', files: OPEN, expect: [] },
  {
    name: 'a readable state dir',
    files: { '.openclaw': { dir: true, mode: 0o755 } },
    expect: ['fs.state_dir.perms_readable:warn'],
  },
  {
    name: 'a state dir for the group to write',
    files: { '.openclaw': { dir: true, mode: 0o770 } },
    expect: ['fs.state_dir.perms_group_writable:warn'],
  },
  {
    name: 'the same, shared on purpose',
    files: { '.openclaw': { dir: true, mode: 0o2770 } },
    expect: [],
    permissions: 'group',
  },
  {
    name: 'a state dir for everyone',
    files: { '.openclaw': { dir: true, mode: 0o707 } },
    expect: ['fs.state_dir.perms_world_writable:critical'],
  },
  {
    name: 'a config for the group to read',
    files: { ...OPEN, '.openclaw/openclaw.json': file(0o640) },
    expect: ['fs.config.perms_group_readable:warn'],
  },
  {
    name: 'a config for everyone to read',
    files: { ...OPEN, '.openclaw/openclaw.json': file(0o604) },
    expect: ['fs.config.perms_world_readable:critical'],
  },
  {
    name: 'a config for others to write',
    files: { ...OPEN, '.openclaw/openclaw.json': file(0o602) },
    expect: ['fs.config.perms_writable:critical'],
  },
  {
    name: 'a linked config, by its target (D1)',
    files: { '.openclaw/openclaw.json': { link: 'real.json' }, '.openclaw/real.json': file(0o600) },
    expect: ['fs.config.symlink:warn'],
  },
  {
    name: 'a session store for others to write (D33)',
    files: { ...OPEN, '.openclaw/agents/main/sessions/sessions.json': file(0o622) },
    expect: ['fs.sessions_store.perms_writable:critical'],
  },
  {
    name: 'a readable transcript',
    files: {
      ...OPEN,
      '.openclaw/agents/main/sessions/a.jsonl': file(0o644),
      '.openclaw/agents': { dir: true, mode: 0o711 },
      '.openclaw/agents/main': { dir: true, mode: 0o711 },
      '.openclaw/agents/main/sessions': { dir: true, mode: 0o711 },
    },
    expect: ['fs.transcripts.perms_readable:warn'],
  },
  {
    name: 'the same behind a closed directory',
    files: { ...OPEN, '.openclaw/agents/main/sessions/a.jsonl': file(0o644) },
    expect: ['fs.transcripts.perms_readable:info'],
  },
  {
    name: 'a config backup for everyone to read',
    files: { ...OPEN, '.openclaw/openclaw.json.bak': file(0o644) },
    expect: ['fs.config_backups.perms_readable:critical'],
  },
  {
    name: 'a prompt for others to read is fine',
    files: { ...OPEN, '.openclaw/workspace/AGENTS.md': file(0o644) },
    expect: [],
  },
  {
    name: 'a prompt for others to write',
    files: { ...OPEN, '.openclaw/workspace/AGENTS.md': file(0o666), '.openclaw/workspace': { dir: true, mode: 0o755 } },
    expect: ['fs.prompts.perms_writable:critical'],
  },
  {
    name: 'an agent that the config does not name',
    files: { '.openclaw/agents/old/agent/auth-profiles.json': file(0o600) },
    expect: ['fs.agents_not_in_config:info'],
  },
  { name: 'a setuid file', files: { '.openclaw/tool': file(0o4700) }, expect: ['fs.setuid_files:warn'] },
  {
    name: 'a link out',
    files: { elsewhere: { dir: true, mode: 0o700 }, '.openclaw/out': { link: '../elsewhere' } },
    expect: ['fs.links_leaving_state_dir:warn'],
  },
  {
    name: 'a link to nowhere',
    files: { '.openclaw/gone': { link: 'nowhere' } },
    expect: ['fs.dangling_links_in_state:info'],
  },
];

const fsFindings = async (
  t: ExecutionContext,
  { files, permissions }: Pick<Row, 'files' | 'permissions'>,
): Promise<string[]> => {
  const home = makeHome(t, { ...BASE, ...files, '.': { dir: true, mode: 0o755 } });
  const context = createContext({ env: { HOME: home }, cwd: home, permissions: permissions ?? 'owner' });
  const { findings } = await runAudit(context);
  return findings
    .filter(({ checkId }) => checkId.startsWith('fs.'))
    .map(({ checkId, severity }) => `${checkId}:${severity}`);
};

for (const row of rows) {
  test(`${row.name}: ${row.expect.join(', ') || 'nothing'}`, async (t) => {
    t.deepEqual(await fsFindings(t, row), row.expect);
  });
}

test('no state directory is said, and audited as an empty one', async (t) => {
  const home = makeHome(t);
  const { findings, coverage } = await runAudit(createContext({ env: { HOME: home }, cwd: home }));
  t.true(findings.some(({ checkId, severity }) => checkId === 'fs.state_dir.missing' && severity === 'info'));
  t.true(coverage.complete);
});

test('the mode of a device is not to be changed: everybody needs it', async (t) => {
  const home = makeHome(t, {
    ...BASE,
    '.openclaw/openclaw.json': { json: { logging: { file: '/dev/null' } }, mode: 0o600 },
  });
  const { findings } = await runAudit(createContext({ env: { HOME: home }, cwd: home }));
  const log = findings.filter(({ checkId }) => checkId.startsWith('fs.log_file.'));
  t.true(log.length > 0);
  for (const { command, fixable, remediation } of log) {
    t.is(command, undefined);
    t.is(fixable, undefined);
    t.regex(remediation ?? '', /^Leave its mode alone/);
  }
});

test('an include that OpenClaw does not load, and a log file of the system, are named and not to be mended', async (t) => {
  const home = makeHome(t, {
    ...BASE,
    '.openclaw/openclaw.json': { text: '{ $include: "../outside.json5" }', mode: 0o600 },
    '.openclaw/openclaw.log': { text: '', mode: 0o644 },
    'outside.json5': { text: '{}', mode: 0o644 },
  });
  const mendableOf = async (id: string) => {
    const { findings } = await runAudit(createContext({ env: { HOME: home }, cwd: home }));
    const finding = findings.find(({ checkId }) => checkId === id);
    return finding && { isFixable: finding.fixable ?? false, hasCommand: finding.command !== undefined };
  };
  t.deepEqual(await mendableOf('fs.config_include.perms_world_readable'), { isFixable: false, hasCommand: false });
  for (const [log, isMendable] of [
    ['/etc/passwd', false],
    ['~/.openclaw/openclaw.log', true],
  ] as const) {
    writeFileSync(`${home}/.openclaw/openclaw.json`, JSON.stringify({ logging: { file: log } }), { mode: 0o600 });
    const expected = { isFixable: isMendable, hasCommand: isMendable };
    t.deepEqual(await mendableOf('fs.log_file.perms_readable'), expected, log);
  }
});

test('a state directory that is a file is said', async (t) => {
  const home = makeHome(t, { '.openclaw': { text: '', mode: 0o600 } });
  const { findings } = await runAudit(createContext({ env: { HOME: home }, cwd: home }));
  t.true(findings.some(({ checkId }) => checkId === 'fs.state_dir.not_a_directory'));
});
