import test from 'ava';
import { gateway } from '../../src/checks/gateway.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';
import { merged } from '../helpers/context.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz0123';
const BASE = { gateway: { auth: { token: TOKEN } } };
/** Nothing to say about it: what is found is what a case adds. */
const QUIET = merged(BASE, { gateway: { trustedProxies: ['127.0.0.1'] } });
const quiet = (part: unknown) => ({ config: merged(QUIET, { gateway: part }) });
const LAN = { bind: 'lan', auth: { rateLimit: {} } };
const PROXIES_MISSING = 'gateway.trusted_proxies_missing warn';
const NO_AUTH = 'gateway.loopback_no_auth critical';

checkTable(gateway, [
  ['an empty config', { config: {} }, [PROXIES_MISSING, NO_AUTH]],
  ['what onboarding writes: a token on loopback', { config: BASE }, [PROXIES_MISSING]],
  ['a token from the environment', { env: { OPENCLAW_GATEWAY_TOKEN: TOKEN } }, [PROXIES_MISSING]],
  [
    'an old name of the variable does not count',
    { env: { CLAWDBOT_GATEWAY_TOKEN: TOKEN } },
    [PROXIES_MISSING, NO_AUTH],
  ],
  [
    'an empty token does not hide the variable',
    { config: { gateway: { auth: { token: '' } } }, env: { OPENCLAW_GATEWAY_TOKEN: TOKEN } },
    [PROXIES_MISSING],
  ],
  ['a token of blanks is none', { config: { gateway: { auth: { token: '  ' } } } }, [PROXIES_MISSING, NO_AUTH]],
  ['a proxy is named', quiet({}), []],
  ['no control UI', { config: { gateway: { controlUi: { enabled: false } } } }, []],

  [
    'the network without a secret',
    quiet({ bind: 'lan', auth: { token: '', rateLimit: {} } }),
    ['gateway.bind_no_auth critical'],
  ],
  [
    'auto may be the network',
    quiet({ bind: 'auto', auth: { token: '', rateLimit: {} } }),
    ['gateway.bind_no_auth critical'],
  ],
  [
    'a bind that is no word',
    quiet({ bind: '', auth: { token: '', rateLimit: {} } }),
    ['gateway.bind_no_auth critical'],
  ],
  [
    'a secret that the mode does not ask for',
    quiet({ ...LAN, auth: { mode: 'password', rateLimit: {} } }),
    ['gateway.bind_no_auth critical'],
  ],
  [
    'a login by Tailscale does not close the port',
    quiet({ bind: 'tailnet', auth: { token: '', rateLimit: {} }, tailscale: { mode: 'serve' } }),
    ['gateway.bind_no_auth critical', 'gateway.tailscale_serve info'],
  ],
  ['the network with a secret and a limit', quiet(LAN), []],
  ['the network without a limit', quiet({ bind: 'lan' }), ['gateway.auth_no_rate_limit warn']],

  [
    'serve takes the place of a token on loopback',
    quiet({ auth: { token: '' }, tailscale: { mode: 'serve' } }),
    ['gateway.tailscale_serve info'],
  ],
  [
    'not when it is told not to',
    quiet({ auth: { token: '', allowTailscale: false }, tailscale: { mode: 'serve' } }),
    [NO_AUTH, 'gateway.tailscale_serve info'],
  ],
  [
    'not in password mode',
    quiet({ auth: { token: '', mode: 'password' }, tailscale: { mode: 'serve' } }),
    [NO_AUTH, 'gateway.tailscale_serve info'],
  ],
  ['funnel', quiet({ tailscale: { mode: 'funnel' } }), ['gateway.tailscale_funnel critical']],

  [
    'a tool behind the HTTP endpoint, on loopback',
    quiet({ tools: { allow: [' Gateway ', 'exec'] } }),
    ['gateway.tools_invoke_http.dangerous_allow warn'],
  ],
  [
    'served to the tailnet',
    quiet({ tools: { allow: ['gateway'] }, tailscale: { mode: 'serve' } }),
    ['gateway.tools_invoke_http.dangerous_allow warn', 'gateway.tailscale_serve info'],
  ],
  [
    'on the network',
    quiet({ ...LAN, tools: { allow: ['whatsapp_login'] } }),
    ['gateway.tools_invoke_http.dangerous_allow critical'],
  ],
  [
    'on the internet',
    quiet({ tools: { allow: ['sessions_send'] }, tailscale: { mode: 'funnel' } }),
    ['gateway.tools_invoke_http.dangerous_allow critical', 'gateway.tailscale_funnel critical'],
  ],
  ['harmless tools', quiet({ tools: { allow: ['read', 'sessions_list'] } }), []],
  [
    'a group is not expanded there',
    quiet({ tools: { allow: ['*', 'group:sessions'] } }),
    ['gateway.tools_invoke_http.wildcard info'],
  ],

  [
    'plain HTTP logins, even with the UI off',
    quiet({ controlUi: { enabled: false, allowInsecureAuth: true } }),
    ['gateway.control_ui.insecure_auth critical'],
  ],
  [
    'no device check',
    quiet({ controlUi: { dangerouslyDisableDeviceAuth: true } }),
    ['gateway.control_ui.device_auth_disabled critical'],
  ],
  ['a word is not true', quiet({ controlUi: { allowInsecureAuth: 'true' } }), []],
  ['any origin', quiet({ controlUi: { allowedOrigins: ['*'] } }), ['gateway.control_ui.any_origin warn']],
  ['one origin', quiet({ controlUi: { allowedOrigins: ['https://*.example.com'] } }), []],

  ['23 characters', quiet({ auth: { token: 'abcdefghijklmnopqrstuvw' } }), ['gateway.token_too_short warn']],
  ['24 characters', quiet({ auth: { token: 'abcdefghijklmnopqrstuvwx' } }), []],
  [
    'blanks around a token do not count',
    quiet({ auth: { token: ' abcdefghijklmnopqrstuvw ' } }),
    ['gateway.token_too_short warn'],
  ],
  [
    'a short token that a password sets aside',
    quiet({ auth: { token: 'short', password: 'correct horse battery' } }),
    [],
  ],
  ['a long token of one character', quiet({ auth: { token: 'a'.repeat(40) } }), ['gateway.token_guessable warn']],
  ['six characters in turn', quiet({ auth: { token: 'abcdef'.repeat(4) } }), []],
  ['a password of 11', quiet({ auth: { password: 'abcdefghijk' } }), ['gateway.password_too_short warn']],
  ['a password of 12', quiet({ auth: { password: 'abcdefghijkl' } }), []],

  [
    'a proxy logs in, and nothing else is said',
    { config: { gateway: { auth: { mode: 'trusted-proxy' }, controlUi: { enabled: false } } } },
    [
      'gateway.trusted_proxy_auth critical',
      'gateway.trusted_proxy_no_proxies critical',
      'gateway.trusted_proxy_no_user_header critical',
      'gateway.trusted_proxy_no_allowlist warn',
    ],
  ],
  [
    'a proxy logs in, and all is said',
    quiet({
      bind: 'lan',
      auth: { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x-user', allowUsers: ['a@b'] } },
    }),
    ['gateway.trusted_proxy_auth critical'],
  ],
  [
    'a blank header passes, as in the original',
    quiet({ bind: 'lan', auth: { mode: 'trusted-proxy', trustedProxy: { userHeader: ' ', allowUsers: ['a@b'] } } }),
    ['gateway.trusted_proxy_auth critical'],
  ],
  [
    'a list of nobody is a list, as in the original',
    quiet({ bind: 'lan', auth: { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x-user', allowUsers: [''] } } }),
    ['gateway.trusted_proxy_auth critical'],
  ],
  ['a list of blank proxies is a list, as in the original', quiet({ trustedProxies: ['', ' '] }), []],

  [
    'every address is a proxy',
    quiet({ trustedProxies: ['10.0.0.1', '0.0.0.0/0'] }),
    ['gateway.trusted_proxies_any warn'],
  ],
  ['a network is a proxy', quiet({ trustedProxies: ['10.0.0.0/8'] }), []],
  ['plain text on the network', quiet({ ...LAN, trustedProxies: [] }), ['gateway.lan_without_tls warn']],
  ['TLS on the network', quiet({ ...LAN, trustedProxies: [], tls: { enabled: true } }), []],
  ['the tailnet encrypts', quiet({ ...LAN, bind: 'tailnet', trustedProxies: [] }), []],
  [
    'a remote gateway in plain text',
    quiet({ remote: { url: 'ws://gw.example.com:18789' } }),
    ['gateway.remote_url_plaintext warn'],
  ],
  ['a remote gateway with TLS', quiet({ remote: { url: 'wss://gw.example.com' } }), []],
  ['a tunnel that ends here', quiet({ remote: { url: 'ws://127.0.0.1:18789' } }), []],
  [
    'a name that only looks local',
    quiet({ remote: { url: 'ws://127.evil.example' } }),
    ['gateway.remote_url_plaintext warn'],
  ],
  ['a remote gateway in the tailnet', quiet({ remote: { url: 'ws://box.tail1234.ts.net:18789' } }), []],
  ['a remote gateway over SSH', quiet({ remote: { url: 'ws://gw.example.com', transport: 'ssh' } }), []],
  [
    'mDNS tells everything',
    { config: merged(QUIET, { discovery: { mdns: { mode: 'full' } } }) },
    ['discovery.mdns_full info'],
  ],
]);

test('a finding names its key and the file that holds it, and never the secret', async (t) => {
  const [short] = await findingsOf(gateway, quiet({ auth: { token: 'hunter2' } }));
  t.deepEqual(short?.places, [{ file: '/nonexistent/ada/.openclaw/openclaw.json', key: 'gateway.auth.token' }]);
  t.notRegex(JSON.stringify(short), /hunter2/);
});
