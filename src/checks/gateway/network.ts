import type { Check } from '../../audit/check.ts';
import { filledTextAt, textAt } from '../../context/config-reader.ts';
import { isLoopback } from '../../policy/loopback.ts';
import type { GatewayFact } from './fact.ts';

const LIMIT =
  'Set gateway.auth.rateLimit: how many attempts (maxAttempts) in which time (windowMs), and how long to lock out (lockoutMs).';

/** Addresses of a tailnet (100.64.0.0/10) and its names: WireGuard encrypts what goes there. */
const TAILNET = /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\.ts\.net$/;

/** The host of a remote gateway to which the credential would travel in plain text. */
const plaintextRemote = ({ config }: GatewayFact): string | undefined => {
  const text = filledTextAt(config, 'gateway.remote.url');
  if (text === undefined || !URL.canParse(text) || textAt(config, 'gateway.remote.transport') === 'ssh')
    return undefined;
  const url = new URL(text);
  const isPlain = url.protocol === 'ws:' || url.protocol === 'http:';
  return isPlain && !isLoopback(url) && !TAILNET.test(url.hostname) ? url.host : undefined;
};

/** What the network may try, read along or be told (spec: checks 4.3). */
export const networkRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.auth_no_rate_limit',
    severity: 'warn',
    title: 'Logins to the gateway are not slowed down',
    detail: ({ bind }) =>
      `gateway.bind is "${bind}" and gateway.auth.rateLimit is not set: whoever reaches the port may try tokens and passwords as fast as they like.`,
    remediation: LIMIT,
    command: () =>
      `openclaw config set gateway.auth.rateLimit '{"maxAttempts":10,"windowMs":60000,"lockoutMs":300000}'`,
    keys: ['gateway.auth.rateLimit'],
    when: ({ onLoopback, auth, rateLimited }) => !onLoopback && auth.mode !== 'trusted-proxy' && !rateLimited,
    docs: {
      summary: 'A gateway that others can reach does not limit login attempts',
      why: 'Guessing costs an attacker nothing as long as nothing locks them out.',
      triggers:
        'gateway.bind is not loopback, gateway.auth.mode is not trusted-proxy, and gateway.auth.rateLimit is unset.',
      mend: LIMIT,
      example: '{ gateway: { bind: "lan", auth: { token: "…" } } }',
    },
  },
  {
    id: 'gateway.remote_url_plaintext',
    severity: 'warn',
    title: 'The remote gateway is reached without encryption',
    detail: (fact) =>
      `gateway.remote.url leads to ${plaintextRemote(fact)} over a plain connection. The token and everything you write can be read on the way.`,
    remediation: 'Use a wss:// address, or reach the remote gateway through Tailscale or an SSH tunnel.',
    keys: ['gateway.remote.url'],
    when: (fact) => plaintextRemote(fact) !== undefined,
    docs: {
      summary: 'The address of the remote gateway is ws:// or http://',
      why: 'The credential of the remote gateway travels with every connection.',
      triggers:
        'gateway.remote.url starts with ws:// or http://, its host is neither this machine nor in a tailnet (100.64.0.0/10, *.ts.net), and gateway.remote.transport is not ssh.',
      mend: 'Use a wss:// address, Tailscale or an SSH tunnel.',
      example: '{ gateway: { mode: "remote", remote: { url: "ws://gateway.example.com:18789" } } }',
    },
  },
  {
    id: 'discovery.mdns_full',
    severity: 'info',
    title: 'This machine announces OpenClaw in full detail',
    detail:
      'discovery.mdns.mode is "full": everyone on the local network is told that OpenClaw runs here, with all details that the announcement can carry.',
    remediation: 'Set discovery.mdns.mode to "minimal" or "off".',
    command: () => 'openclaw config set discovery.mdns.mode minimal',
    keys: ['discovery.mdns.mode'],
    when: ({ config }) => textAt(config, 'discovery.mdns.mode') === 'full',
    docs: {
      summary: 'The local network gets the full mDNS announcement',
      why: 'Details of an installation help whoever looks for a weak one.',
      triggers: 'discovery.mdns.mode is full.',
      mend: 'Set discovery.mdns.mode to minimal or off.',
      example: '{ discovery: { mdns: { mode: "full" } } }',
    },
  },
];
