import type { Check } from '../../audit/check.ts';
import type { GatewayFact } from './fact.ts';

const SET_TOKEN = 'Set gateway.auth.token to a long random token, then restart the gateway.';

/** Also leaves a mode for which a token is not enough. */
const setToken = ({ auth }: GatewayFact): string => {
  const token = 'openclaw config set gateway.auth.token "$(openssl rand -hex 32)"';
  return auth.mode === 'password' ? `openclaw config set gateway.auth.mode token && ${token}` : token;
};

/** What is missing, in the words of the config. */
const missingSecret = ({ auth }: GatewayFact): string => {
  if (auth.mode === 'token') return 'gateway.auth.mode is "token", but there is no token';
  if (auth.mode === 'password') return 'gateway.auth.mode is "password", but there is no password';
  if (auth.mode === 'trusted-proxy')
    return 'gateway.auth.mode is "trusted-proxy", which does not protect a loopback port';
  return 'neither a token nor a password is set';
};

const ALL_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0', '*']);

const everyAddress = ({ trustedProxies }: GatewayFact): string[] =>
  trustedProxies.filter((proxy) => ALL_ADDRESSES.has(proxy));

/** Where the gateway listens, behind which proxies, and whether it asks for a secret there (spec: checks 4.3). */
export const bindRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.bind_no_auth',
    severity: 'critical',
    title: 'The gateway is open to the network without a password',
    detail: (fact) =>
      `gateway.bind is "${fact.bind}" and ${missingSecret(fact)}. Anyone who reaches the port controls your agents: their tools, your files and your accounts.`,
    remediation: `${SET_TOKEN} Or keep the gateway to this machine: set gateway.bind to "loopback".`,
    command: setToken,
    keys: ['gateway.bind'],
    when: ({ onLoopback, auth }) => !onLoopback && !auth.sharedSecret && auth.mode !== 'trusted-proxy',
    docs: {
      summary: 'The gateway listens beyond this machine and asks for no secret',
      why: 'The gateway runs commands for whoever connects. Without a token or password, everyone on the network is that.',
      triggers:
        'gateway.bind is not loopback (lan, tailnet, custom and auto count), there is no token or password that fits gateway.auth.mode, and the mode is not trusted-proxy. A Tailscale login does not help here, since the port itself is open.',
      mend: `${SET_TOKEN} Or set gateway.bind to loopback.`,
      example: '{ gateway: { bind: "lan" } }',
    },
  },
  {
    id: 'gateway.trusted_proxies_missing',
    severity: 'warn',
    title: 'No trusted proxies are set for the control UI',
    detail:
      'gateway.trustedProxies is empty. If a reverse proxy stands before the gateway, every visitor seems to come from this machine, and checks that trust local callers let them in.',
    remediation:
      'Behind a reverse proxy: set gateway.trustedProxies to the addresses of the proxy. Without one: nothing to do, as long as the control UI stays on this machine.',
    keys: ['gateway.trustedProxies'],
    when: ({ onLoopback, controlUi, trustedProxies }) => onLoopback && controlUi && trustedProxies.length === 0,
    docs: {
      summary: 'The control UI is on and no reverse proxy is named as trusted',
      why: 'A proxy on the same machine makes remote visitors look local. The gateway can tell them apart only when it knows the proxy.',
      triggers:
        'gateway.bind is loopback, the control UI is not switched off, and gateway.trustedProxies is not a list with entries.',
      mend: 'Behind a reverse proxy, list its addresses in gateway.trustedProxies. Otherwise keep the control UI local.',
      example: '{ gateway: { auth: { token: "…" } } }',
    },
  },
  {
    id: 'gateway.loopback_no_auth',
    severity: 'critical',
    title: 'The control UI needs no login',
    detail: (fact) =>
      `The gateway listens on loopback, and ${missingSecret(fact)}. Every program and every user on this machine can drive it, and so can the internet once a proxy or tunnel leads here.`,
    remediation: SET_TOKEN,
    command: setToken,
    keys: ['gateway.auth'],
    when: ({ onLoopback, controlUi, auth }) => onLoopback && controlUi && !auth.sharedSecret && !auth.tailscale,
    docs: {
      summary: 'The control UI on loopback accepts everyone on this machine',
      why: 'Loopback keeps the network out, not other users, not a malicious program, and not visitors of a proxy or tunnel that ends on this machine.',
      triggers:
        'gateway.bind is loopback, the control UI is on, no token or password fits gateway.auth.mode, and no login by Tailscale Serve takes its place.',
      mend: SET_TOKEN,
      example: '{}',
    },
  },
  {
    id: 'gateway.trusted_proxies_any',
    severity: 'warn',
    title: 'Every address counts as a trusted proxy',
    detail: (fact) =>
      `gateway.trustedProxies contains ${everyAddress(fact).join(', ')}. A proxy may say who its visitor is and where they come from; with this entry everyone may say that of themselves.`,
    remediation: 'List the addresses of your own reverse proxy in gateway.trustedProxies, and nothing else.',
    keys: ['gateway.trustedProxies'],
    when: (fact) => everyAddress(fact).length > 0,
    docs: {
      summary: 'gateway.trustedProxies covers all addresses',
      why: 'The headers of a trusted proxy are believed. If everyone is a trusted proxy, the address of a caller, and in trusted-proxy mode the user name, is whatever the caller writes.',
      triggers: 'gateway.trustedProxies contains 0.0.0.0/0, ::/0 or *.',
      mend: 'List the addresses of your own reverse proxy, and nothing else.',
      example: '{ gateway: { trustedProxies: ["0.0.0.0/0"] } }',
    },
  },
  {
    id: 'gateway.lan_without_tls',
    severity: 'warn',
    title: 'The gateway speaks plain text on the network',
    detail: ({ bind }) =>
      `gateway.bind is "${bind}" and gateway.tls is off. The token and everything you and your agents write can be read by others on the same network.`,
    remediation: 'Switch on gateway.tls, or bind to loopback and reach the gateway through Tailscale or an SSH tunnel.',
    command: () => 'openclaw config set gateway.tls.enabled true',
    keys: ['gateway.bind', 'gateway.tls.enabled'],
    when: ({ bind, tls, trustedProxies }) =>
      (bind === 'lan' || bind === 'custom') && !tls && trustedProxies.length === 0,
    docs: {
      summary: 'The gateway listens on the local network without TLS',
      why: 'On a shared network, others can read the token from the wire and then use it.',
      triggers:
        'gateway.bind is lan or custom, gateway.tls.enabled is not true, and gateway.trustedProxies is empty. With trusted proxies, the proxy is taken to speak TLS.',
      mend: 'Switch on gateway.tls, or bind to loopback and use Tailscale or an SSH tunnel.',
      example: '{ gateway: { bind: "lan", auth: { token: "…" } } }',
    },
  },
];
