import test from 'ava';
import { chooseHosts } from '../../src/context/choose-hosts.ts';
import { UsageError } from '../../src/context/paths.ts';
import { makeHome } from '../helpers/home.ts';

const own = 'the auditor' + '’s own token';
const CONFIG = { json: { gateway: { auth: { token: '${GATEWAY_TOKEN}' } }, logging: { file: '~/gateway.log' } } };

test('one state directory is read with the variables and the home of the auditor', async (t) => {
  const root = makeHome(t, { 'ada/.openclaw/openclaw.json': CONFIG });
  const env = { HOME: '/root', GATEWAY_TOKEN: own };
  const { hosts } = await chooseHosts(
    { 'state-dir': [`${root}/ada/.openclaw`], permissions: 'owner' },
    { env, cwd: root },
  );
  const [context] = hosts.map((read) => read());
  t.is(hosts.length, 1);
  t.is(context?.paths.home, '/root');
  t.deepEqual(context?.config.value.gateway, { auth: { token: own } });
});

test('each of several is read with its own .env, and with nothing of the auditor', async (t) => {
  const root = makeHome(t, {
    'ada/.openclaw/openclaw.json': CONFIG,
    'bob/.openclaw/openclaw.json': CONFIG,
    'bob/.openclaw/.env': { text: 'GATEWAY_TOKEN=of-bob' },
  });
  const env = {
    HOME: '/root',
    GATEWAY_TOKEN: own,
    OPENCLAW_GATEWAY_TOKEN: own,
    OPENCLAW_STATE_DIR: '/root/state',
    OPENCLAW_CONFIG_PATH: '/root/openclaw.json',
    OPENCLAW_OAUTH_DIR: '/root/oauth',
    OPENCLAW_HOME: '/root/else',
  };
  const { hosts } = await chooseHosts(
    { 'state-dir': [`${root}/*/.openclaw`], permissions: 'owner' },
    { env, cwd: root },
  );
  const contexts = hosts.map((read) => read());
  t.deepEqual(
    contexts.map(({ paths, config }) => [paths.home, paths.configPath, paths.credentialsDir, config.value.gateway]),
    [
      [`${root}/ada`, `${root}/ada/.openclaw/openclaw.json`, `${root}/ada/.openclaw/credentials`, CONFIG.json.gateway],
      [
        `${root}/bob`,
        `${root}/bob/.openclaw/openclaw.json`,
        `${root}/bob/.openclaw/credentials`,
        { auth: { token: 'of-bob' } },
      ],
    ],
  );
  t.false(contexts.some((context) => JSON.stringify(context.env).includes(own)));
});

for (const flags of [{ config: 'x.json' }, { profile: 'work' }, { dev: true }])
  test(`--${Object.keys(flags)[0]} goes with one state directory only`, async (t) => {
    const root = makeHome(t, { 'ada/.openclaw': { dir: true } });
    for (const given of [['/a', '/b'], [`${root}/*/.openclaw`]]) {
      const error = await t.throwsAsync(chooseHosts({ ...flags, 'state-dir': given, permissions: 'owner' }), {
        instanceOf: UsageError,
      });
      t.regex(error?.message ?? '', new RegExp(`^--${Object.keys(flags)[0]} goes with one --state-dir`));
    }
  });
