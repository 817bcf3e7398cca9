import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import test, { type ExecutionContext } from 'ava';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM, runProgram } from '../helpers/run-program.ts';
import { silentGateway } from '../helpers/silent-gateway.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what its lines hold.
type Line = { readonly type: string; readonly checkId?: string; readonly [member: string]: any };

const linesOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Lines of one type without it, in an order of their own: what streams comes in any. */
const sorted = (lines: readonly Line[], wanted: string): string[] =>
  lines.flatMap(({ type, ...rest }) => (type === wanted ? [JSON.stringify(rest)] : [])).sort();

const asTexts = (findings: readonly object[] = []): string[] =>
  findings.map((finding) => JSON.stringify(finding)).sort();

/** Starts an audit that streams, and reads its lines one by one. */
const startAudit = (t: ExecutionContext, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [PROGRAM, 'audit', '--format', 'ndjson', ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Line | undefined> => {
    const { value, done } = await lines.next();
    return done ? undefined : JSON.parse(value);
  };
  const rest = async (): Promise<Line[]> => {
    const all: Line[] = [];
    for (let line = await next(); line !== undefined; line = await next()) all.push(line);
    return all;
  };
  return { child, next, rest, ended: once(child, 'close') as Promise<[code: number | null]> };
};

const LOOSE = { text: '{}\n', mode: 0o644 } as const;

test('every finding that the finished report has, once, and the summary last', (t) => {
  const home = makeHome(t, {
    s: { dir: true, mode: 0o755 },
    's/openclaw.json': {
      json: {
        gateway: { bind: 'lan' },
        security: { audit: { suppressions: [{ checkId: 'gateway.lan_without_tls', reason: 'a proxy has it' }] } },
      },
      mode: 0o644,
    },
    's/agents/main/sessions/a.jsonl': LOOSE,
  });
  const audit = (...format: readonly string[]) =>
    runProgram('audit', '--state-dir', `${home}/s`, '--skip', 'fs.agents*', ...format).stdout;
  const baseline = `${home}/before.json`;
  writeFileSync(baseline, audit('--json', '--only', 'gateway.*'));
  const report = JSON.parse(audit('--json', '--baseline', baseline));
  const lines = linesOf(audit('--format', 'ndjson', '--baseline', baseline));
  t.true(report.findings.length > 5);
  t.deepEqual(sorted(lines, 'finding'), asTexts(report.findings));
  t.deepEqual(sorted(lines, 'suppressed'), asTexts(report.suppressedFindings));
  t.is(lines[0]?.type, 'header');
  t.deepEqual(lines[0]?.host, report.host);
  const last = lines.at(-1);
  t.is(last?.type, 'summary');
  t.deepEqual([last?.summary, last?.selection], [report.summary, report.selection]);
  t.is(last?.baseline.new.length, report.baseline.new.length);
});

test('several hosts: each line says whose it is', (t) => {
  const config = { json: { gateway: { bind: 'lan' } }, mode: 0o600 } as const;
  const home = makeHome(t, { 'ada/s/openclaw.json': config, 'bob/s/openclaw.json': config });
  const audit = (...format: readonly string[]) => runProgram('audit', '--state-dir', `${home}/*/s`, ...format).stdout;
  const lines = linesOf(audit('--format', 'ndjson'));
  t.deepEqual(sorted(lines, 'finding'), asTexts(JSON.parse(audit('--json')).findings));
  const owners = new Set(lines.filter(({ type }) => type === 'finding').map(({ stateDir }) => stateDir));
  t.deepEqual(owners, new Set([`${home}/ada/s`, `${home}/bob/s`]));
  t.is(lines[0]?.host.stateDir, home);
});

test('a reader has all but the gateway while the gateway is still being waited for', async (t) => {
  const port = await silentGateway(t);
  const home = makeHome(t, {
    s: { dir: true, mode: 0o700 },
    's/openclaw.json': { json: { gateway: { port, bind: 'loopback' } }, mode: 0o600 },
    's/agents/main/sessions/a.jsonl': LOOSE,
  });
  const { child, next, rest, ended } = startAudit(
    t,
    '--deep',
    '--probe-timeout',
    '300',
    '--no-cache',
    '--state-dir',
    `${home}/s`,
  );
  const seen: (string | undefined)[] = [];
  while (!seen.includes('gateway.loopback_no_auth') || !seen.includes('fs.transcripts.perms_readable'))
    seen.push((await next())?.checkId);
  t.is(child.exitCode, null);
  child.kill('SIGINT');
  const last = (await rest()).at(-1);
  t.is(last?.type, 'summary');
  t.false(last?.coverage.complete);
  t.is((await ended)[0], 130);
});

test("a reader that takes one line and goes is nobody's error", async (t) => {
  const home = makeHome(t, { 's/openclaw.json': { json: { gateway: { bind: 'lan' } }, mode: 0o600 } });
  const { child, ended } = startAudit(t, '--state-dir', `${home}/s`);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  t.is((await ended)[0], 0);
  t.is(errors, '');
});

test('a file is there whole, or not at all, and closed to others', (t) => {
  const home = makeHome(t, { 's/openclaw.json': { json: { gateway: { bind: 'lan' } }, mode: 0o600 } });
  const file = `${home}/report.ndjson`;
  const { status, stdout } = runProgram('audit', '--state-dir', `${home}/s`, '--format', `ndjson=${file}`, '--json');
  t.is(status, 0);
  t.true(JSON.parse(stdout).findings.length > 0);
  t.is(statSync(file).mode & 0o777, 0o600);
});

test('with --fix the lines tell the state afterwards, and what was done', (t) => {
  const home = makeHome(t, {
    s: { dir: true, mode: 0o700 },
    's/openclaw.json': { json: { gateway: { bind: 'loopback' } }, mode: 0o644 },
    's/agents/main/sessions/a.jsonl': LOOSE,
  });
  const lines = linesOf(runProgram('audit', '--fix', '--state-dir', `${home}/s`, '--format', 'ndjson').stdout);
  t.deepEqual(
    lines.filter(({ checkId }) => checkId?.includes('perms')),
    [],
  );
  t.deepEqual(
    lines.slice(-2).map(({ type }) => type),
    ['fix', 'summary'],
  );
  t.true(lines.at(-2)?.ok);
});
