import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { makeHome } from '../helpers/home.ts';

const lengthIds = async (t: Parameters<typeof makeHome>[0], config: unknown, env: Record<string, string> = {}) => {
  const home = makeHome(t, { '.openclaw/openclaw.json': { json: config } });
  const { findings } = await runAudit(createContext({ env: { HOME: home, ...env }, cwd: home }));
  return findings.map(({ checkId }) => checkId).filter((id) => /too_short|guessable|no_auth/.test(id));
};

const config = {
  gateway: { auth: { token: '${GATEWAY_SECRET}' } },
  hooks: { enabled: true, token: '${HOOK_SECRET}', defaultSessionKey: 'hook:x' },
};

test('a secret behind a variable that is not set here is there, but not judged by its length', async (t) => {
  t.deepEqual(await lengthIds(t, config), []);
});

test('the same secret is judged once the variable is set', async (t) => {
  const env = { GATEWAY_SECRET: 'short', HOOK_SECRET: 'short2' };
  t.deepEqual(await lengthIds(t, config, env), ['gateway.token_too_short', 'hooks.token_too_short']);
});

test('an escaped reference is a text like any other', async (t) => {
  t.deepEqual(await lengthIds(t, { gateway: { auth: { token: '$${GATEWAY_SECRET}' } } }), ['gateway.token_too_short']);
});
