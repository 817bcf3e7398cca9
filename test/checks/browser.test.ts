import test from 'ava';
import { browser } from '../../src/checks/browser.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';
import { merged } from '../helpers/context.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz0123';
const quiet = (part: unknown) => ({ config: merged({ gateway: { auth: { token: TOKEN } } }, part) });
const profile = (url: string) => quiet({ browser: { profiles: { r: { cdpUrl: url } } } });
const REMOTE = 'browser.remote_cdp_http warn';
const INVALID = 'browser.control_invalid_config warn';

checkTable(browser, [
  ['an empty config', { config: {} }, ['browser.control_no_auth critical']],
  ['a token', quiet({}), []],
  ['a password will do, whatever the mode', { config: { gateway: { auth: { mode: 'token', password: 'p' } } } }, []],
  ['a token from the environment', { env: { OPENCLAW_GATEWAY_TOKEN: TOKEN } }, []],
  ['a token of blanks', { config: { gateway: { auth: { token: ' ' } } } }, ['browser.control_no_auth critical']],
  [
    'a proxy logs in: still no secret',
    { config: { gateway: { auth: { mode: 'trusted-proxy' } } } },
    ['browser.control_no_auth critical'],
  ],
  ['switched off', { config: { browser: { enabled: false, cdpUrl: 'http://10.0.0.9:9222' } } }, []],

  ['another machine over HTTP', quiet({ browser: { cdpUrl: 'http://10.0.0.9:9222' } }), [REMOTE]],
  ['another machine over HTTPS', quiet({ browser: { cdpUrl: 'https://cdp.example.com' } }), []],
  [
    'a profile with a port goes where the section goes',
    quiet({ browser: { cdpUrl: 'http://10.0.0.9:9222', profiles: { a: { cdpPort: 9333 } } } }),
    [REMOTE, REMOTE],
  ],
  ['a profile with a port alone is here', quiet({ browser: { profiles: { a: { cdpPort: 9333 } } } }), []],
  [
    'a profile named as the implicit one takes its place',
    quiet({ browser: { cdpUrl: 'http://10.0.0.9:9222', profiles: { openclaw: { cdpUrl: 'http://127.0.0.1:1' } } } }),
    [],
  ],
  ['this machine by name', profile('http://localhost:9222'), []],
  ['this machine by address', profile('http://127.8.9.10:9222'), []],
  ['this machine in short', profile('http://127.1:9222'), []],
  ['this machine as a number', profile('http://2130706433:9222'), []],
  ['this machine in IPv6', profile('http://[::1]:9222'), []],
  ['this machine as an IPv4 address in IPv6', profile('http://[::ffff:127.0.0.1]:9222'), []],
  ['a name that only looks like an address', profile('http://127.evil.com:9222'), [REMOTE]],
  ['all addresses', profile('http://0.0.0.0:9222'), [REMOTE]],
  ['a scheme in capitals', profile('HTTP://10.0.0.9:9222'), [REMOTE]],

  ['no URL', quiet({ browser: { cdpUrl: 'not a url' } }), [INVALID]],
  ['a WebSocket URL', quiet({ browser: { cdpUrl: 'ws://10.0.0.9:9222' } }), [INVALID]],
  [
    'a bad URL counts even when the browser is off',
    { config: { browser: { enabled: false, cdpUrl: 'ws://x' } } },
    [INVALID],
  ],
  ['a bad section silences the rest', { config: { browser: { cdpUrl: 'ws://x' } } }, [INVALID]],
  [
    'a bad profile does not',
    quiet({ browser: { profiles: { a: { cdpUrl: 'wss://x' }, b: { cdpUrl: 'http://10.0.0.9' } } } }),
    [INVALID, REMOTE],
  ],
  [
    'a bad profile of a browser that is off',
    { config: { browser: { enabled: false, profiles: { a: { cdpUrl: 'wss://x' } } } } },
    [],
  ],
  ['no port left for the relay', quiet({ gateway: { port: 65_533 } }), [INVALID]],
  ['one port further everything moves', quiet({ gateway: { port: 65_534 } }), []],
  ['the port from the environment', { ...quiet({}), env: { OPENCLAW_GATEWAY_PORT: '65533' } }, [INVALID]],
]);

test('user names and passwords in a URL are not shown', async (t) => {
  const [finding] = await findingsOf(browser, profile(`http://ada:${'se'}${'kret'}@10.0.0.9:9222/`));
  t.regex(finding?.detail ?? '', /"r" is controlled at http:\/\/10\.0\.0\.9:9222\//);
  t.notRegex(JSON.stringify(finding), /sekret|ada:/);
});

test('a bad profile is named', async (t) => {
  const [finding] = await findingsOf(browser, profile('wss://x'));
  t.regex(finding?.detail ?? '', /browser\.profiles\.r\.cdpUrl/);
});
