import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import test from 'ava';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM, runProgram } from '../helpers/run-program.ts';

const MISTAKES = [
  [['secrity', 'audit'], 'there is no command "secrity audit". Did you mean security audit? See --help.'],
  [['aduit', '--json'], 'there is no command "aduit". Did you mean audit? See --help.'],
  [['nonsense'], 'there is no command "nonsense". See --help.'],
  [['x\u001b[2J'], 'there is no command "x\\x1b[2J". See --help.'],
  [['security', 'audit', 'now', 'please'], 'security audit takes no argument "now please". See --help.'],
  [['security', 'audit', '--json', 'now'], 'security audit takes no argument "now". See --help.'],
  [['undo', 'a', 'b'], 'undo takes no argument "b". See --help.'],
  [['security', 'audit', '--jsn'], 'there is no flag --jsn. Did you mean --json? See --help.'],
  [['security', 'audit', '--json=true'], '--json takes no value: leave "=true" out. See --help.'],
  [['security', 'audit', '--threads', '0'], '--threads takes a whole number from 1 to 64, not 0. See --help.'],
  [['security', 'audit', '--threads', 'x'], '--threads takes a whole number from 1 to 64, not x. See --help.'],
  [['security', 'audit', '--timeout=-1'], '--timeout takes a whole number from 1 to 2073600, not -1. See --help.'],
  // A timer of more than 24 days would go off at once.
  [['audit', '--timeout', '3000000'], '--timeout takes a whole number from 1 to 2073600, not 3000000. See --help.'],
  // An empty variable in a script, not the folder that one happens to be in.
  [['audit', '--fix', '--state-dir', ''], '--state-dir has no value: give one, or leave it out'],
  [['audit', '--config='], '--config has no value: give one, or leave it out'],
  [['undo', '--state-dir='], '--state-dir has no value: give one, or leave it out'],
  [['audit', '--only', 'fs.*,'], '--only has no value: give one, or leave it out'],
  [['audit', '--skip', ','], '--skip has no value: give one, or leave it out'],
  [['undo', ''], 'JOURNAL has no value: give one, or leave it out'],
  [['security', 'audit', '--format'], 'Flag --format expects a value. See --help.'],
  [
    ['security', 'audit', '--fail-on', 'high'],
    'Expected --fail-on=high to be one of: critical, warn, info. See --help.',
  ],
  [['security', 'audit', '--dry-run'], '--dry-run goes with --fix: it shows what --fix would do'],
  [
    ['security', 'audit', '--fix', '--state-dir', '/a', '--state-dir', '/b'],
    '--fix goes with one --state-dir: run it once for each, so that each can be undone by itself',
  ],
  [['security', 'audit', '--state-dir', '/nowhere/*/x'], '--state-dir /nowhere/*/x matches no directory'],
] as const;

for (const [args, line] of MISTAKES)
  test(`${args.join(' ').replaceAll('\u001b', 'ESC')}: one line, exit code 2`, (t) => {
    const { status, stdout, stderr } = runProgram(...args);
    t.is(stderr, `openclaw-security: ${line}\n`);
    t.is(stdout, '');
    t.is(status, 2);
  });

for (const args of [
  ['-h'],
  ['help'],
  ['security', '-h'],
  ['security', 'help', 'audit'],
  ['audit', '-h'],
  ['-V'],
  ['-v'],
])
  test(`${args.join(' ')}: an answer, exit code 0`, (t) => {
    const { status, stdout, stderr } = runProgram(...args);
    t.is(stderr, '');
    t.regex(stdout, args[0]?.toLowerCase() === '-v' ? /^openclaw-security\/\d/ : /USAGE/);
    t.is(status, 0);
  });

test('help whose reader goes away ends quietly', (t) => {
  const { status, stderr, stdout } = spawnSync(
    'bash',
    ['-c', `"$0" "$1" --help | head -1; exit "\${PIPESTATUS[0]}"`, process.execPath, PROGRAM],
    {
      encoding: 'utf8',
    },
  );
  t.is(stderr, '');
  t.regex(stdout, /Security audit/);
  t.is(status, 0);
});

for (const args of [
  ['--help'],
  ['security', 'audit', '--help'],
  ['--version'],
  ['checks'],
  ['checks', 'show', 'gateway.bind_no_auth'],
])
  test(`${args.join(' ')} on a full disk: one line, exit code 3`, (t) => {
    const full = openSync('/dev/full', 'w');
    t.teardown(() => closeSync(full));
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    t.is(stderr, 'openclaw-security: cannot write stdout: the disk is full (ENOSPC)\n');
    t.is(status, 3);
  });

test('bad usage keeps its exit code where stderr is a full disk', (t) => {
  const full = openSync('/dev/full', 'w');
  t.teardown(() => closeSync(full));
  const { status } = spawnSync(process.execPath, [PROGRAM, 'nonsense'], { stdio: ['ignore', 'ignore', full] });
  t.is(status, 2);
});

test('--help shows examples within 80 columns', (t) => {
  const { status, stdout } = runProgram('security', 'audit', '--help');
  t.is(status, 0);
  t.true(stdout.includes('EXAMPLES'));
  t.deepEqual(
    // A command line is copied as a whole: it is not broken.
    stdout.split('\n').filter((line) => line.length > 80 && !line.trimStart().startsWith('$ ')),
    [],
  );
});

test('--no-color is taken wherever OpenClaw takes it, and goes before FORCE_COLOR', (t) => {
  const emptyState = makeHome(t);
  const audit = ['security', 'audit', '--state-dir', emptyState];
  const coloured = runProgram('security', 'audit', '--color', ...audit.slice(2));
  t.true(coloured.stdout.includes('\u001b['));
  for (const args of [
    ['--no-color', ...audit],
    ['security', '--no-color', ...audit.slice(1)],
    [...audit, '--no-color'],
  ]) {
    const { status, stdout } = runProgram(...args);
    t.is(status, 0);
    t.false(stdout.includes('\u001b['));
  }
});
