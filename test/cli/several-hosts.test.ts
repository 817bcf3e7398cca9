import { statSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

const OPEN = { json: { gateway: { bind: 'lan' } }, mode: 0o600 } as const;
const CLOSED = { json: { gateway: { bind: 'loopback' } }, mode: 0o600 } as const;

const twoUsers = (t: ExecutionContext): string =>
  makeHome(t, {
    'ada/.openclaw': { dir: true, mode: 0o700 },
    'ada/.openclaw/openclaw.json': OPEN,
    'bob/.openclaw': { dir: true, mode: 0o700 },
    'bob/.openclaw/openclaw.json': CLOSED,
  });

test('JSON: one report, whose findings tell whose they are', (t) => {
  const root = twoUsers(t);
  const { status, stdout, stderr } = runProgram('audit', '--state-dir', `${root}/*/.openclaw`, '--json');
  t.is(stderr, '');
  t.is(status, 0);
  const report = JSON.parse(stdout);
  t.deepEqual(Object.keys(report).slice(0, 3), ['ts', 'summary', 'findings']);
  const open = report.findings.filter(({ checkId }: { checkId: string }) => checkId === 'gateway.bind_no_auth');
  t.deepEqual(
    open.map(({ stateDir }: { stateDir: string }) => stateDir),
    [`${root}/ada/.openclaw`],
  );
  t.deepEqual(
    report.hosts.map(({ host }: { host: { stateDir: string } }) => host.stateDir),
    [`${root}/ada/.openclaw`, `${root}/bob/.openclaw`],
  );
  t.true(report.coverage.complete);
});

test('one directory, however it was named, has the report that it always had', (t) => {
  const root = twoUsers(t);
  const report = JSON.parse(runProgram('audit', '--state-dir', `${root}/a*/.openclaw`, '--json').stdout);
  t.is(report.host.stateDir, `${root}/ada/.openclaw`);
  t.false('hosts' in report);
  t.false(report.findings.some((finding: object) => 'stateDir' in finding));
});

test('the worst of all decides the exit code', (t) => {
  const root = twoUsers(t);
  const audit = (...more: string[]) =>
    runProgram('audit', '--only', 'gateway.bind_no_auth', '--fail-on', 'critical', ...more).status;
  const [ada, bob] = [`${root}/ada/.openclaw`, `${root}/bob/.openclaw`];
  t.is(audit('--state-dir', bob), 0);
  t.is(audit('--state-dir', bob, '--state-dir', ada), 1);
});

test('a link that the glob matches makes the audit incomplete', (t) => {
  const root = makeHome(t, { 'ada/.openclaw/openclaw.json': CLOSED, 'bob/.openclaw': { link: '../ada/.openclaw' } });
  const { status, stdout } = runProgram(
    'audit',
    '--state-dir',
    `${root}/*/.openclaw`,
    '--only',
    'hooks.*',
    '--fail-on',
    'critical',
  );
  t.is(status, 3);
  t.true(stdout.includes(`${root}/bob/.openclaw is a link and was not followed`));
  t.true(stdout.includes('INCOMPLETE'));
});

test('text: each under its name with its own fix, then all of them', (t) => {
  const root = twoUsers(t);
  const { stdout } = runProgram(
    'audit',
    '--state-dir',
    `${root}/bob/.openclaw`,
    '--state-dir',
    `${root}/ada/.openclaw`,
  );
  const headings = stdout.split('\n').filter((line) => /^==>|^All /.test(line));
  t.deepEqual(headings, [`==> ${root}/bob/.openclaw <==`, `==> ${root}/ada/.openclaw <==`, 'All 2 state directories']);
});

test('every other format takes the combined report', (t) => {
  const root = twoUsers(t);
  const formats = ['ndjson', 'sarif', 'junit', 'markdown', 'html'];
  const { status, stderr } = runProgram(
    'audit',
    '--state-dir',
    `${root}/*/.openclaw`,
    ...formats.flatMap((format) => ['--format', `${format}=${root}/report.${format}`]),
  );
  t.is(stderr, '');
  t.is(status, 0);
  for (const format of formats) t.true(statSync(`${root}/report.${format}`).size > 0, format);
});
