import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM } from '../helpers/run-program.ts';
import { silentGateway } from '../helpers/silent-gateway.ts';

/** A state directory whose gateway takes connections and says nothing: an audit of it goes on until it is stopped. */
const endlessState = async (t: ExecutionContext): Promise<string> => {
  const port = await silentGateway(t);
  const home = makeHome(t, {
    state: { dir: true, mode: 0o755 },
    'state/openclaw.json': { json: { gateway: { port, bind: 'loopback' } }, mode: 0o644 },
  });
  return `${home}/state`;
};

const start = (t: ExecutionContext, stateDir: string, ...args: readonly string[]) => {
  const deep = ['--deep', '--no-cache', '--probe-timeout', '300', '--quiet', '--state-dir', stateDir];
  const child = spawn(process.execPath, [PROGRAM, 'audit', ...deep, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  t.teardown(() => child.kill('SIGKILL'));
  return { child, ended: once(child, 'exit') };
};

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  test(`${signal}: the partial report, and ${code}`, async (t) => {
    const { child, ended } = start(t, await endlessState(t), '--format', 'ndjson');
    child.stdout.once('data', () => child.kill(signal));
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '');
    t.is(last.type, 'summary');
    t.false(last.coverage.complete);
    t.is((await ended)[0], code);
  });

test('a fix that is interrupted while it begins tells what it has changed', async (t) => {
  const stateDir = await endlessState(t);
  const { child, ended } = start(t, stateDir, '--fix');
  // The state directory itself is among the first places that a fix tightens.
  while ((statSync(stateDir).mode & 0o077) !== 0 && child.exitCode === null)
    await new Promise((done) => setTimeout(done, 1));
  child.kill('SIGINT');
  t.regex(await text(child.stdout), /^Fixed:\n/);
  t.is((await ended)[0], 130);
});
