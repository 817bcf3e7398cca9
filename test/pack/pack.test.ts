import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { makeHome } from '../helpers/home.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INSTALL_MS = 90_000;

/** What npm says when it cannot get at a registry: that is no fault of the package. */
const UNREACHABLE = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

const run = (command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', timeout: INSTALL_MS, env: { ...env, NODE_ENV: 'production' } });

/** The folder with the package in it, as a user has it; undefined when its dependencies cannot be had. */
const installed = (t: ExecutionContext): string | undefined => {
  const folder = makeHome(t, { 'package.json': { json: { private: true } } });
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT);
  t.is(packed.status, 0, packed.stderr);
  const [tarball] = JSON.parse(packed.stdout);
  const flags = ['--prefer-offline', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const install = run('npm', ['install', ...flags, `./${tarball.filename}`], folder);
  if (install.status !== 0 && (install.status === null || UNREACHABLE.test(install.stderr))) return undefined;
  t.is(install.status, 0, install.stderr);
  return folder;
};

test('the packed package installs into an empty folder, and runs there', (t) => {
  t.timeout(2 * INSTALL_MS);
  const folder = installed(t);
  if (folder === undefined) {
    t.log('SKIPPED: the package registry cannot be reached, and the cache does not hold all dependencies');
    t.pass();
    return;
  }
  const home = makeHome(t, { '.openclaw/openclaw.json': { json: { gateway: { bind: 'lan' } }, mode: 0o644 } });
  const env = { PATH: process.env.PATH, HOME: home };
  const program = path.join(folder, 'node_modules/.bin/openclaw-security');
  const audit = run(program, ['security', 'audit', '--json'], folder, env);
  t.is(audit.stderr, '');
  t.is(audit.status, 0);
  const { findings, coverage } = JSON.parse(audit.stdout);
  const ids = findings.map(({ checkId }: { checkId: string }) => checkId);
  for (const id of ['gateway.bind_no_auth', 'fs.config.perms_world_readable']) t.true(ids.includes(id), id);
  t.true(coverage.complete);

  // The parts that start threads and load parsers come with the package too.
  const deep = run(
    program,
    ['security', 'audit', '--deep', '--no-cache', '--probe-timeout', '1', '--json'],
    folder,
    env,
  );
  t.is(deep.stderr, '');
  t.is(deep.status, 0);

  const checks = run(program, ['checks'], folder, env);
  t.is(checks.status, 0);
  t.true(checks.stdout.includes('gateway.bind_no_auth'));

  for (const file of ['docs/openclaw-security.1.md', 'docs/recipes.md'])
    t.true(existsSync(path.join(folder, 'node_modules/openclaw-security', file)), file);
  for (const file of ['src', 'test', 'benchmarks'])
    t.false(existsSync(path.join(folder, 'node_modules/openclaw-security', file)), file);
});
