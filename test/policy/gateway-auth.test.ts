import test from 'ava';
import { resolveGatewayAuth } from '../../src/policy/gateway-auth.ts';

type Auth = Readonly<Record<string, unknown>>;

/** spec: config-and-resolution 3.1, with an empty token counting as unset. */
const CASES: readonly (readonly [auth: Auth, tailscale: string, env: Record<string, string>, expected: string])[] = [
  [{}, 'off', {}, 'none'],
  [{}, 'serve', {}, 'none tailscale'],
  [{}, 'funnel', {}, 'none'],
  [{ token: 't' }, 'serve', {}, 'token t shared tailscale'],
  [{ password: 'p' }, 'serve', {}, 'password p shared'],
  [{ token: 't', password: 'p' }, 'off', {}, 'password t p shared'],
  [{ mode: 'token' }, 'serve', {}, 'token tailscale'],
  [{ mode: 'token', password: 'p' }, 'off', {}, 'token p'],
  [{ mode: 'password' }, 'serve', {}, 'password'],
  [{ mode: 'trusted-proxy' }, 'serve', {}, 'trusted-proxy'],
  [{ mode: 'trusted-proxy', token: 't' }, 'off', {}, 'trusted-proxy t'],
  [{ mode: 'none', token: 't' }, 'off', {}, 'none t'],
  [{ mode: 'nonsense', token: 't' }, 'off', {}, 'token t shared'],
  [{ mode: 'password', allowTailscale: true }, 'serve', {}, 'password tailscale'],
  [{ mode: 'password', allowTailscale: true }, 'off', {}, 'password'],
  [{ token: 't' }, 'off', { OPENCLAW_GATEWAY_PASSWORD: 'p' }, 'password t p shared'],
  [{ token: '' }, 'off', { OPENCLAW_GATEWAY_TOKEN: 'e' }, 'token e shared'],
  [{ token: '  ' }, 'off', { OPENCLAW_GATEWAY_TOKEN: 'e' }, 'token'],
  [{ token: ' t ' }, 'off', {}, 'token t shared'],
  [{ token: 7 }, 'off', { OPENCLAW_GATEWAY_TOKEN: 'e' }, 'token e shared'],
];

for (const [auth, mode, env, expected] of CASES) {
  test(`${JSON.stringify(auth)} tailscale ${mode} ${JSON.stringify(env)}: ${expected}`, (t) => {
    const found = resolveGatewayAuth({ gateway: { auth, tailscale: { mode } } }, env);
    const words = [
      found.mode,
      found.token,
      found.password,
      found.sharedSecret && 'shared',
      found.tailscale && 'tailscale',
    ];
    t.is(words.filter(Boolean).join(' '), expected);
  });
}
