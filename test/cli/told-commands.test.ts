import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import test from 'ava';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM, runProgram } from '../helpers/run-program.ts';

const STATE = "o'b x/state";

const looseState = (t: Parameters<typeof makeHome>[0]): string =>
  `${makeHome(t, {
    [STATE]: { dir: true, mode: 0o755 },
    [`${STATE}/openclaw.json`]: {
      text: "{ channels: { telegram: { botToken: '1:x', groupPolicy: 'open' } } }",
      mode: 0o644,
    },
    [`${STATE}/agents/main/sessions/a.jsonl`]: { text: '', mode: 0o644 },
  })}/${STATE}`;

/** Runs a line of the report as somebody who pastes it. */
const paste = (line: string) =>
  spawnSync('bash', ['-c', `openclaw-security() { "$NODE" "$PROGRAM" "$@"; }; ${line}`], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NODE: process.execPath, PROGRAM, HOME: '/nonexistent' },
  });

for (const format of ['text', 'markdown', 'html', 'junit', 'sarif'])
  test(`${format}: the fix that is told keeps the permission policy of the audit`, (t) => {
    const stateDir = looseState(t);
    const { stdout } = runProgram('audit', '--state-dir', stateDir, '--permissions', 'group', '--format', format);
    const told =
      stdout.match(/openclaw-security security audit --fix --state-dir [^\n<\\]*(?:\\[^n][^\n<\\]*)*/g) ?? [];
    t.true(told.length > 0, stdout);
    t.deepEqual(
      told.filter((line) => !line.includes('--permissions group')),
      [],
    );
  });

test('what the report tells to paste works, and is taken back by what the fix tells', (t) => {
  const stateDir = looseState(t);
  const modes = () =>
    ['', '/openclaw.json', '/agents/main/sessions/a.jsonl'].map((name) => statSync(stateDir + name).mode);
  const before = modes();
  const { stdout } = runProgram('audit', '--state-dir', stateDir);
  const fix = stdout
    .split('\n')
    .find((line) => /^ +openclaw-security security audit --fix --state-dir \S.*'$/.test(line));
  t.truthy(fix, stdout);
  const fixed = paste(String(fix));
  t.is(fixed.status, 0, fixed.stderr);
  t.deepEqual(
    modes().map((mode) => mode & 0o077),
    [0, 0, 0],
  );
  const [, undo = ''] = /To put it back:\n {2}(.+)\n/.exec(fixed.stdout) ?? [];
  const undone = paste(undo);
  t.is(undone.status, 0, undone.stderr);
  t.deepEqual(modes(), before);
});
