import test from 'ava';
import { runProgram as run } from '../helpers/run-program.ts';

test('checks lists them all, as text and as JSON', (t) => {
  const text = run('checks');
  const json = run('checks', '--json');
  t.is(text.status, 0);
  t.is(text.stderr, '');
  const ids: string[] = JSON.parse(json.stdout).map(({ id }: { id: string }) => id);
  t.true(ids.length > 100);
  for (const id of ids) t.true(text.stdout.includes(`  ${id}  `), id);
});

test('checks --family lists one family', (t) => {
  const { stdout, status } = run('checks', '--family', 'logging', '--json');
  t.is(status, 0);
  t.deepEqual(
    JSON.parse(stdout).map(({ id }: { id: string }) => id),
    ['logging.redact_off'],
  );
});

test('checks show explains one, also under a name from a report', (t) => {
  t.regex(
    run('checks', 'show', 'gateway.bind_no_auth').stdout,
    /^gateway\.bind_no_auth {2}critical\n[\s\S]*How to mend it/,
  );
  t.regex(
    run('checks', 'show', 'tools.elevated.allowFrom.slack.large').stdout,
    /^tools\.elevated\.allowFrom\.<provider>\.large/,
  );
});

for (const [name, args, line] of [
  [
    'a mistyped id',
    ['checks', 'show', 'gateway.bind_no_aut'],
    /no check gateway\.bind_no_aut\. Did you mean gateway\.bind_no_auth\?/,
  ],
  ['part of an id', ['checks', 'show', 'small_par'], /Did you mean models\.small_params\?/],
  ['no id at all', ['checks', 'show', 'zzzzzzzz'], /no check zzzzzzzz\. `openclaw-security checks` lists all\./],
  ['an id that would repaint the terminal', ['checks', 'show', 'x\u001b[2J'], /no check x\\x1b\[2J\./],
  ['no family', ['checks', '--family', 'gatway'], /no family gatway of checks\. Did you mean gateway\?/],
  ['nothing to show', ['checks', 'show'], /ID is missing/],
] as const) {
  test(`${name}: one line, exit code 2`, (t) => {
    const { status, stdout, stderr } = run(...args);
    t.is(status, 2);
    t.is(stdout, '');
    t.regex(stderr, line);
    t.is(stderr.trimEnd().split('\n').length, 1);
  });
}
