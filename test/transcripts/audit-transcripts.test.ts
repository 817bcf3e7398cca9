import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { createContext } from '../../src/context/create-context.ts';
import {
  auditTranscripts,
  type TranscriptAudit,
  type TranscriptOptions,
} from '../../src/transcripts/audit-transcripts.ts';
import { type Entry, makeHome } from '../helpers/home.ts';
import { deepSeekKey, gatewayToken, message, openRouterKey, telegramToken } from './made-up.ts';

const S = '.openclaw/agents/main/sessions';

const audit = (home: string, options: TranscriptOptions = {}): Promise<TranscriptAudit> =>
  auditTranscripts(createContext({ env: { HOME: home } }), { threads: 2, logDirectories: [], ...options });

const secretsIn = ({ findings }: TranscriptAudit): Finding[] =>
  findings.filter(({ checkId }) => checkId === 'sessions.secrets_in_transcripts');

const idsOf = ({ findings }: TranscriptAudit): string[] => findings.map(({ checkId }) => checkId);

/** Nothing that was found may stand in what is said about it. */
const assertSaysNone = (t: ExecutionContext, result: TranscriptAudit, secrets: readonly string[]): void => {
  const said = JSON.stringify(result);
  for (const secret of secrets) t.false(said.includes(secret.slice(4, 20)));
};

test('a host without transcripts has nothing to say', async (t) => {
  const result = await audit(makeHome(t));
  t.deepEqual(result.findings, []);
  t.deepEqual(result.coverage, { entries: 0, judged: 0, skipped: {}, notes: [] });
});

test('every place is searched: transcripts, residue, stores, archives, logs', async (t) => {
  const places = [
    `${S}/a.jsonl`,
    `${S}/b.jsonl.deleted.2026-01-01T00-00-00.000Z`,
    `${S}/c.jsonl.reset.1700000000000`,
    `${S}/sessions.json`,
    `${S}/session-sqlite-import-archive/d.jsonl`,
    '.openclaw/agents/main/session-sqlite-import-archive/e.jsonl',
    '.openclaw/session-sqlite-import-archive/f.jsonl',
    '.openclaw/agents/not in the config/sessions/g.jsonl',
    '.openclaw/agents/main/agent/openclaw-agent.sqlite',
    '.openclaw/agents/main/agent/openclaw-agent.sqlite-wal',
    '.openclaw/logs/gateway.log',
    '.openclaw/logs/old/h.log',
    '.openclaw/gateway.log',
    'elsewhere.log',
  ];
  const key = openRouterKey();
  for (const place of places) {
    const home = makeHome(t, {
      '.openclaw/openclaw.json': { json: { logging: { file: '~/elsewhere.log' } } },
      [place]: { json: { text: key } },
    });
    const [finding, ...more] = secretsIn(await audit(home));
    t.deepEqual(more, []);
    const file = path.join(home, place);
    t.deepEqual(
      finding?.places,
      [place.includes('sqlite') && place.includes('agent/openclaw') ? { file } : { file, line: 1 }],
      place,
    );
  }
});

test('the gateway’s own log directory is searched when the config names no file', async (t) => {
  const home = makeHome(t, { 'tmp/openclaw-2026-01-01.log': { text: openRouterKey() } });
  t.is(secretsIn(await audit(home, { logDirectories: [path.join(home, 'tmp')] })).length, 1);
  t.is(secretsIn(await audit(home)).length, 0);
});

test('of a log directory that many share, another installation has what its owner wrote', async (t) => {
  const home = makeHome(t, { 'tmp/openclaw-2026-01-01.log': { text: openRouterKey() } });
  const uid = process.getuid?.() ?? 0;
  const secretsOf = async (ownerUid: number): Promise<number> => {
    const variables = { OPENCLAW_STATE_DIR: home, OPENCLAW_CONFIG_PATH: `${home}/openclaw.json` };
    const context = { ...createContext({ env: { HOME: home } }), other: { variables, ownerUid } };
    const result = await auditTranscripts(context, { threads: 1, logDirectories: [path.join(home, 'tmp')] });
    return secretsIn(result).length;
  };
  t.is(await secretsOf(uid), 1);
  t.is(await secretsOf(uid + 1), 0);
});

test('the same secret in many files is one finding, with its newest place', async (t) => {
  const key = openRouterKey();
  const entries: Record<string, Entry> = {};
  for (let index = 0; index < 300; index++) {
    entries[`.openclaw/agents/agent${index % 7}/sessions/${index}.jsonl`] = { text: message('x') + message(key) };
  }
  const home = makeHome(t, entries);
  const newest = path.join(home, '.openclaw/agents/agent3/sessions/10.jsonl');
  execFileSync('touch', ['-d', '2030-01-01', newest]);
  const result = await audit(home);
  const [finding, ...more] = secretsIn(result);
  t.deepEqual(more, []);
  t.is(finding?.severity, 'warn');
  t.deepEqual(finding?.places, [{ file: newest, line: 2 }]);
  t.regex(
    finding?.detail ?? '',
    /1 secret in 300 lines of 300 files; 7 agents \(agent0, agent1, agent2, agent3, agent4, …\)/,
  );
  assertSaysNone(t, result, [key]);
  t.is(result.stats.files, 300);
  t.is(result.coverage.judged, 300);
});

test('threads and none say the same', async (t) => {
  const entries: Record<string, Entry> = {};
  for (let index = 0; index < 400; index++) {
    const text = index % 9 === 0 ? telegramToken() : index % 11 === 0 ? deepSeekKey() : 'nothing';
    entries[`.openclaw/agents/a${index % 3}/sessions/${index}.jsonl`] = { text: message(text) };
  }
  const home = makeHome(t, entries);
  const [one, two] = [await audit(home, { threads: 1 }), await audit(home, { threads: 2 })];
  t.deepEqual(one.findings, two.findings);
  t.deepEqual(one.coverage, two.coverage);
});

test('this host’s own secrets are found wherever they are kept', async (t) => {
  const [config, profile, oauth, env] = [gatewayToken(), gatewayToken(), gatewayToken(), gatewayToken()];
  const password = 'correct "horse" \\ staple';
  const home = makeHome(t, {
    '.openclaw/openclaw.json': { json: { gateway: { auth: { token: config, password } } } },
    '.openclaw/.env': { text: `OPENAI_API_KEY=${env}\nEDITOR=/usr/bin/vim\n` },
    '.openclaw/agents/main/agent/auth-profiles.json': {
      json: { profiles: { 'x:y': { type: 'api_key', key: profile } } },
    },
    '.openclaw/agents/main/agent/auth.json': { json: { anthropic: { type: 'oauth', access: oauth } } },
    [`${S}/a.jsonl`]: { text: [config, profile, oauth, env].map((secret) => message(`it is ${secret}`)).join('') },
    [`${S}/b.jsonl`]: { text: message(JSON.stringify({ password })) + message('/usr/bin/vim') },
  });
  const result = await audit(home);
  t.deepEqual(
    secretsIn(result).map(({ title, severity }) => [title, severity]),
    [
      ['OPENAI_API_KEY', 'critical'],
      ['profiles.x:y.key', 'critical'],
      ['anthropic.access', 'critical'],
      ['gateway.auth.password', 'critical'],
      ['gateway.auth.token', 'critical'],
    ].map(([key, severity]) => [`Transcripts hold a secret of this host: ${key}`, severity]),
  );
  assertSaysNone(t, result, [config, profile, oauth, env, password]);
});

test('a short secret’s fingerprint tells nothing to who does not know the salt', async (t) => {
  const home = makeHome(t, {
    '.openclaw/openclaw.json': { json: { gateway: { auth: { password: 'hunter2!' } } } },
    [`${S}/a.jsonl`]: { text: message('the password is hunter2! and so on') },
  });
  const fingerprints = new Set<string>();
  for (let run = 0; run < 3; run++) {
    const detail = secretsIn(await audit(home))[0]?.detail ?? '';
    fingerprints.add(/Fingerprint: (?<hex>~[0-9a-f]{7})\./.exec(detail)?.groups?.hex ?? 'none');
  }
  t.is(fingerprints.size, 3);
});

test('a long secret’s fingerprint is the start of its SHA-256', async (t) => {
  const key = openRouterKey();
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message(key) } });
  const sum = createHash('sha256').update(key).digest('hex').slice(0, 8);
  t.true(secretsIn(await audit(home))[0]?.detail.includes(`Fingerprint: ${sum}.`));
});

test('a comment in a transcript cannot switch the search off', async (t) => {
  const key = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  const off = 'secretlint-disable';
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: `${off}\n${message(`${off} ${key} // ${off}-line`)}` } });
  t.is(secretsIn(await audit(home)).length, 1);
});

test('stores and transcripts are compared', async (t) => {
  const home = makeHome(t, {
    [`${S}/named.jsonl`]: { text: message('a') },
    [`${S}/topic.jsonl`]: { text: message('a') },
    [`${S}/orphan.jsonl`]: { text: message('a') },
    [`${S}/old.jsonl.reset.1`]: { text: message('a') },
    [`${S}/sessions.json`]: {
      json: {
        'agent:main:main': { sessionId: 'named' },
        'agent:main:topic': { sessionId: 'x', sessionFile: '/somewhere/topic.jsonl' },
        'agent:main:gone': { sessionId: 'gone' },
        broken: 7,
      },
    },
  });
  const { findings } = await audit(home);
  t.deepEqual(
    findings.map(({ checkId, severity, places }) => [
      checkId,
      severity,
      places?.map(({ file }) => path.basename(file ?? '')),
    ]),
    [
      ['sessions.orphan_transcripts', 'info', ['orphan.jsonl']],
      ['sessions.missing_transcripts', 'info', ['gone.jsonl']],
    ],
  );
});

test('a store that cannot be read makes no orphans, and is said', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('a') }, [`${S}/sessions.json`]: { text: '{"a":' } });
  const result = await audit(home);
  t.deepEqual(idsOf(result), []);
  t.regex(result.coverage.notes.join(), /sessions\.json: not compared with the transcripts, as it is not valid JSON/);
});

test('a configured store is used', async (t) => {
  const home = makeHome(t, {
    '.openclaw/openclaw.json': { json: { session: { store: '~/stores/{agentId}.json' } } },
    [`${S}/a.jsonl`]: { text: message('a') },
    'stores/main.json': { json: { x: { sessionId: 'a' }, token: openRouterKey() } },
  });
  const result = await audit(home);
  t.deepEqual(idsOf(result), ['sessions.secrets_in_transcripts']);
});

test('damaged transcripts are counted', async (t) => {
  const home = makeHome(t, {
    [`${S}/a.jsonl`]: { text: `${message('a')}torn\n${message('b')}` },
    [`${S}/b.jsonl`]: { text: `${message('a')}{"type":` },
    [`${S}/sessions.json`]: { json: { a: { sessionId: 'a' }, b: { sessionId: 'b' } } },
    '.openclaw/logs/x.log': { text: 'no JSON at all\n' },
  });
  const [finding, ...more] = (await audit(home)).findings;
  t.deepEqual(more, []);
  t.is(finding?.checkId, 'sessions.malformed_lines');
  t.regex(finding?.detail ?? '', /^1 line is no JSON object and 1 file ends in the middle of a line, in 2 transcripts/);
});

test('what is no regular file is left alone', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('a') }, 'outside.jsonl': { text: openRouterKey() } });
  const sessions = path.join(home, S);
  execFileSync('mkfifo', [path.join(sessions, 'fifo.jsonl')]);
  symlinkSync(path.join(home, 'outside.jsonl'), path.join(sessions, 'link.jsonl'));
  symlinkSync('/dev/zero', path.join(sessions, 'zero.jsonl'));
  mkdirSync(path.join(sessions, 'directory.jsonl'));
  const result = await audit(home);
  t.deepEqual(secretsIn(result), []);
  t.is(result.coverage.skipped.special?.count, 3);
  t.is(result.coverage.entries, 4);
  t.is(result.coverage.judged, 1);
});

test('links to directories are not followed, and that is said', async (t) => {
  const home = makeHome(t, {
    'outside/sessions/a.jsonl': { text: openRouterKey() },
    '.openclaw/agents/one': { link: '../../outside' },
    '.openclaw/agents/two/sessions': { link: '../../../outside/sessions' },
  });
  const result = await audit(home);
  t.deepEqual(secretsIn(result), []);
  t.is(result.coverage.notes.filter((note) => /a link, what it leads to was not searched/.test(note)).length, 2);
});

test('names that are no UTF-8 are no hiding place', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('a') } });
  writeFileSync(
    Buffer.concat([Buffer.from(path.join(home, S, 'x')), Buffer.from([0xff]), Buffer.from('.jsonl')]),
    openRouterKey(),
  );
  t.is(secretsIn(await audit(home)).length, 1);
});

test('it ends when the signal fires, and says what was not looked at', async (t) => {
  const entries: Record<string, Entry> = {};
  for (let index = 0; index < 200; index++) entries[`${S}/${index}.jsonl`] = { text: message(openRouterKey()) };
  const result = await audit(makeHome(t, entries), { signal: AbortSignal.abort() });
  t.is(result.coverage.judged, 0);
  t.deepEqual(result.coverage.notes, ['interrupted before all directories were listed']);
});

test('progress goes up to the end', async (t) => {
  const entries: Record<string, Entry> = {};
  for (let index = 0; index < 600; index++) entries[`${S}/${index}.jsonl`] = { text: message('x') };
  const seen: number[] = [];
  let isListed = false;
  await audit(makeHome(t, entries), {
    progress: (progress) => {
      seen.push(progress.files);
      isListed = progress.isListed;
    },
  });
  t.deepEqual(
    seen,
    [...seen].sort((a, b) => a - b),
  );
  t.is(seen.at(-1), 600);
  t.true(isListed);
});

const RUN = `
  const [home, root] = process.argv.slice(1);
  const { createContext } = await import(root + '/src/context/create-context.ts');
  const { auditTranscripts } = await import(root + '/src/transcripts/audit-transcripts.ts');
  const context = createContext({ env: { HOME: home } });
  const result = await auditTranscripts(context, { threads: 1, logDirectories: [] });
  console.log(JSON.stringify({ result, maxRss: process.resourceUsage().maxRSS * 1024 }));
`;
const ROOT = path.join(import.meta.dirname, '../..');
const MIB = 1024 * 1024;

test('a line of 50 MiB is searched to its end in bounded memory', (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: '{"text":"' } });
  const file = path.join(home, S, 'a.jsonl');
  const [first, last] = [openRouterKey(), telegramToken()];
  appendFileSync(file, ` ${first} `);
  for (let part = 0; part < 50; part++) appendFileSync(file, 'all work and no play '.repeat(MIB / 21));
  appendFileSync(file, ` ${last} "}\n`);
  const run = spawnSync(process.execPath, ['--max-old-space-size=48', '--input-type=module', '-e', RUN, home, ROOT], {
    encoding: 'utf8',
  });
  t.is(run.status, 0, run.stderr);
  const { result, maxRss } = JSON.parse(run.stdout) as { result: TranscriptAudit; maxRss: number };
  t.is(secretsIn(result).length, 2);
  t.is(result.stats.lines, 1);
  t.true(maxRss < 250 * MIB, `${maxRss / MIB} MiB`);
});

test('what another user may not read is counted, not passed over', (t) => {
  if (process.getuid?.() !== 0) return t.pass('only root can become somebody else');
  const home = makeHome(t, {
    [`${S}/open.jsonl`]: { text: message(openRouterKey()), mode: 0o644 },
    [`${S}/closed.jsonl`]: { text: message(telegramToken()), mode: 0o600 },
    [`${S}/locked/a.jsonl`]: { text: message(telegramToken()) },
    [`${S}/locked`]: { dir: true, mode: 0o700 },
  });
  for (const directory of ['', '.openclaw', '.openclaw/agents', '.openclaw/agents/main', S]) {
    chmodSync(path.join(home, directory), 0o755);
  }
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', RUN, home, ROOT], {
    encoding: 'utf8',
    uid: 65534,
    gid: 65534,
  });
  if (/EACCES|ERR_MODULE_NOT_FOUND|permission denied/i.test(run.stderr))
    return t.pass('that user cannot reach this checkout');
  t.is(run.status, 0, run.stderr);
  const { result } = JSON.parse(run.stdout) as { result: TranscriptAudit };
  t.is(secretsIn(result).length, 1);
  t.is(result.coverage.skipped.unreadable?.count, 1);
  t.regex(result.coverage.notes.join(), /locked: could not be listed \(EACCES\), not searched for secrets/);
});

test('the answer does not depend on where the state directory is', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message(openRouterKey()) } });
  const other = makeHome(t);
  cpSync(home, path.join(other, 'copy ü (1)'), { recursive: true });
  t.is(secretsIn(await audit(path.join(other, 'copy ü (1)'))).length, 1);
});
