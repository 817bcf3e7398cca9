import type { NetworkInterfaceInfo } from 'node:os';
import test from 'ava';
import { type NetworkInterfaces, type ProbeCredential, probeTarget } from '../../src/probe/target.ts';
import { contextWith } from './context-with.ts';

const address = (text: string, internal = false): NetworkInterfaceInfo => ({
  address: text,
  family: 'IPv4',
  internal,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});

const INTERFACES: NetworkInterfaces = {
  lo: [address('127.0.0.1', true)],
  docker0: [address('172.17.0.1')],
  eth0: [address('192.168.1.5')],
  tailscale0: [address('100.100.1.2')],
};
const WITHOUT_ETH0: NetworkInterfaces = { lo: INTERFACES.lo, wlan0: [address('10.0.0.9')] };
const NONE: NetworkInterfaces = { lo: INTERFACES.lo };

const shownUrl = (gateway: object, env: Record<string, string> = {}, interfaces = INTERFACES) =>
  [{ gateway }, env, interfaces] as const;

for (const [what, [config, env, interfaces], expected] of [
  ['no config', shownUrl({}), 'ws://127.0.0.1:18789'],
  ['the port of the config', shownUrl({ port: 4000 }), 'ws://127.0.0.1:4000'],
  [
    'the port of the environment first',
    shownUrl({ port: 4000 }, { OPENCLAW_GATEWAY_PORT: '5000' }),
    'ws://127.0.0.1:5000',
  ],
  ['TLS', shownUrl({ tls: { enabled: true } }), 'wss://127.0.0.1:18789'],
  ['bind lan: eth0 before others', shownUrl({ bind: 'lan' }), 'ws://192.168.1.5:18789'],
  ['bind lan without eth0: any other', shownUrl({ bind: 'lan' }, {}, WITHOUT_ETH0), 'ws://10.0.0.9:18789'],
  ['bind lan without a network', shownUrl({ bind: 'lan' }, {}, NONE), 'ws://127.0.0.1:18789'],
  ['bind tailnet', shownUrl({ bind: 'tailnet' }), 'ws://100.100.1.2:18789'],
  ['bind tailnet without Tailscale', shownUrl({ bind: 'tailnet' }, {}, WITHOUT_ETH0), 'ws://127.0.0.1:18789'],
  ['bind auto', shownUrl({ bind: 'auto' }), 'ws://127.0.0.1:18789'],
  ['bind custom', shownUrl({ bind: 'custom', customBindHost: '10.1.1.1' }), 'ws://127.0.0.1:18789'],
  ['remote', shownUrl({ mode: 'remote', remote: { url: ' ws://h.example/a ' } }), 'ws://h.example/a'],
  ['remote without URL', shownUrl({ mode: 'remote', remote: { url: ' ' } }), 'ws://127.0.0.1:18789'],
  ['remote URL in local mode', shownUrl({ mode: 'local', remote: { url: 'ws://h.example' } }), 'ws://127.0.0.1:18789'],
  [
    'secrets in a URL are not shown',
    shownUrl({ mode: 'remote', remote: { url: 'ws://u:p@h.example/a?t=1#f' } }),
    'ws://h.example/a',
  ],
] as const) {
  test(`where: ${what}`, (t) => {
    t.is(probeTarget(contextWith(t, config, env), interfaces).shownUrl, expected);
  });
}

const SECRETS = { OPENCLAW_GATEWAY_TOKEN: 'env-token', OPENCLAW_GATEWAY_PASSWORD: 'env-password' };
const reference = (name: string): string => `\${${name}}`;
const REMOTE = { mode: 'remote', remote: { url: 'wss://h.example' } };

for (const [what, gateway, env, credential, sources] of [
  [
    'the config beats the environment',
    { auth: { token: 'a' } },
    { OPENCLAW_GATEWAY_TOKEN: 'b' },
    { token: 'a' },
    ['gateway.auth.token'],
  ],
  [
    'an empty one does not',
    { auth: { token: '' } },
    { OPENCLAW_GATEWAY_TOKEN: 'b' },
    { token: 'b' },
    ['OPENCLAW_GATEWAY_TOKEN'],
  ],
  [
    'a password selects mode password',
    { auth: { token: 'a', password: 'p' } },
    {},
    { password: 'p' },
    ['gateway.auth.password'],
  ],
  [
    'the mode decides',
    { auth: { mode: 'token', token: 'a', password: 'p' } },
    {},
    { token: 'a' },
    ['gateway.auth.token'],
  ],
  ['a secret of the other mode is not shown', { auth: { mode: 'password', token: 'a' } }, {}, {}, []],
  ['a trusted proxy has none', { auth: { mode: 'trusted-proxy', token: 'a' } }, {}, {}, []],
  ['nothing', {}, {}, {}, []],
  ['remote: only what is paired with the URL', { ...REMOTE, auth: { token: 'a', password: 'p' } }, SECRETS, {}, []],
  [
    'remote: token and password of the pair',
    { ...REMOTE, remote: { ...REMOTE.remote, token: ' r ', password: 'q' } },
    SECRETS,
    { token: 'r', password: 'q' },
    ['gateway.remote.token', 'gateway.remote.password'],
  ],
  [
    'remote: the environment when the pair names it',
    { ...REMOTE, remote: { ...REMOTE.remote, token: reference('OPENCLAW_GATEWAY_TOKEN') } },
    SECRETS,
    { token: 'env-token' },
    ['gateway.remote.token'],
  ],
  [
    'remote: a variable that is not set',
    { ...REMOTE, remote: { ...REMOTE.remote, token: reference('NOT_SET') } },
    {},
    {},
    [],
  ],
] as const) {
  test(`credential: ${what}`, (t) => {
    const target = probeTarget(contextWith(t, { gateway }, env), NONE);
    if ('problem' in target) return t.fail(target.problem);
    t.deepEqual(target.credential, credential as ProbeCredential);
    t.deepEqual(target.credentialSources, [...sources]);
  });
}

for (const [what, config, problem] of [
  [
    'no URL',
    { mode: 'remote', remote: { url: 'ws://a b' } },
    /^gateway\.remote\.url cannot be used: it is not a valid URL\.$/,
  ],
  ['another scheme', { mode: 'remote', remote: { url: 'ftp://h' } }, /must start with ws:\/\/ or wss:\/\/\.$/],
  ['a port out of range', { port: 70_000 }, /^The gateway port is not between 1 and 65535\.$/],
  ['a short pin', { mode: 'remote', remote: { url: 'wss://h', tlsFingerprint: 'ab:cd' } }, /64 hex digits/],
] as const) {
  test(`nowhere to go: ${what}`, (t) => {
    const target = probeTarget(contextWith(t, { gateway: config }), NONE);
    t.regex('problem' in target ? target.problem : '', problem);
  });
}

const PIN = 'AB:'.repeat(31).concat('AB');
for (const [what, remote, expected] of [
  [
    'remote TLS, pinned',
    { url: 'wss://h.example', tlsFingerprint: PIN },
    { pin: 'ab'.repeat(32), ownHost: false, loopback: false },
  ],
  ['a pin without TLS means nothing', { url: 'ws://h.example', tlsFingerprint: PIN }, { secure: false }],
  ['a tunnel', { url: 'wss://localhost:1' }, { remote: true, ownHost: true, loopback: true }],
] as const) {
  test(`trust: ${what}`, (t) => {
    const target = probeTarget(contextWith(t, { gateway: { mode: 'remote', remote } }), NONE);
    t.like(target, expected);
    t.is('pin' in target, 'pin' in expected);
  });
}

test('trust: an own LAN address is on this machine, but not loopback', (t) => {
  const context = contextWith(t, { gateway: { bind: 'lan' } });
  t.like(probeTarget(context, INTERFACES), { ownHost: true, loopback: false, remote: false });
});
