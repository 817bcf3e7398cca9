import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { canBecomeNobody, giveToNobody, NOBODY, openHome } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM } from '../helpers/run-program.ts';

const asNobody = canBecomeNobody ? test : test.skip;

const TOKEN = 'unguessable'.repeat(4);

/** The built program, run by a user who may not enter everything. */
const runAsNobody = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, 'audit', '--quiet', ...args], {
    encoding: 'utf8',
    uid: NOBODY,
    gid: NOBODY,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', OPENCLAW_GATEWAY_TOKEN: TOKEN, ...env },
  });

/** A state directory of nobody's own, and a folder that they may not enter. */
const homeWithClosedFolder = (t: ExecutionContext): string => {
  const home = makeHome(t, { '.openclaw/credentials/a.json': { text: '{}', mode: 0o600 } });
  giveToNobody(home);
  mkdirSync(`${home}/closed`, { mode: 0o700 });
  openHome(home);
  return home;
};

asNobody('a config that cannot be reached makes the audit incomplete, and says what was judged instead', (t) => {
  const home = homeWithClosedFolder(t);
  const { status, stdout } = runAsNobody(
    { HOME: home },
    '--config',
    `${home}/closed/openclaw.json`,
    '--fail-on',
    'critical',
  );
  t.regex(stdout, /^INCOMPLETE: 1 named place could not be looked at\./m);
  t.regex(stdout, /closed\/openclaw\.json could not be looked at \(EACCES\)\. [^\n]*defaults/);
  t.is(status, 3);
});

asNobody('so does a credentials directory', (t) => {
  const home = homeWithClosedFolder(t);
  for (const [env, isComplete] of [
    [{ HOME: home }, true],
    [{ HOME: home, OPENCLAW_OAUTH_DIR: `${home}/closed/credentials` }, false],
  ] as const) {
    const { status, stdout } = runAsNobody(env, '--json', '--fail-on', 'critical');
    t.is(JSON.parse(stdout).coverage.complete, isComplete);
    t.is(status, isComplete ? 0 : 3);
  }
});

asNobody('--fix goes on where a folder may not be listed', (t) => {
  const home = makeHome(t, {
    '.openclaw/credentials': { dir: true, mode: 0o311 },
    '.openclaw': { dir: true, mode: 0o755 },
  });
  giveToNobody(home);
  openHome(home);
  const { status, stdout, stderr } = runAsNobody({ HOME: home }, '--fix');
  t.is(stderr, '');
  t.regex(stdout, /^ {2}chmod 700 \S+\/\.openclaw$/m);
  t.regex(stdout, /^INCOMPLETE: /m);
  t.is(status, 0);
});
