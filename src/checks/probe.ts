import type { Check, CheckModule } from '../audit/check.ts';
import type { FailureKind } from '../probe/failure.ts';
import { holesIn, KNOWN_HOLES, KNOWN_HOLES_AS_OF } from '../probe/known-holes.ts';
import type { GatewayProbe } from '../probe/probe.ts';

/** What to do about a failed probe, by the way it failed. */
const REMEDIES: Readonly<Record<FailureKind, string>> = {
  'bad-target': 'Correct the gateway URL or port in the config, then run the audit with --deep again.',
  unreachable:
    'Start the gateway (`openclaw gateway run`, or its service) or correct the host and port in the config. If the gateway is meant to be down, leave --deep away.',
  tls: 'Install a certificate that this host trusts, or put the SHA-256 fingerprint of the gateway certificate into gateway.remote.tlsFingerprint. If the gateway does not use TLS, correct gateway.tls.enabled or the URL.',
  'pin-mismatch':
    'Find out whether the gateway got a new certificate. If so, put its SHA-256 fingerprint into gateway.remote.tlsFingerprint; if not, somebody is between you and the gateway: do not connect, and change its token.',
  stranger:
    'Find out which program that is (`sudo ss -ltnp`). OpenClaw itself would hand it the token: if it is not the gateway, stop it, start the gateway, and change gateway.auth.token.',
  redirected: 'Put the final address into gateway.remote.url: the credential is never sent to where a redirect points.',
  'not-a-gateway':
    'Find out which program listens there (`ss -ltnp` on Linux). If it is not the gateway, correct the host and port in the config; a stranger on that port would be handed the token by OpenClaw itself.',
  'protocol-version': 'Update openclaw-security, or update the gateway, so that both speak the same protocol version.',
  'credential-missing':
    'Set the credential that the gateway wants: gateway.auth.token or gateway.auth.password on its own host, gateway.remote.token or gateway.remote.password for a remote one.',
  'credential-refused':
    'Make the credential in the config the one that the running gateway uses, and restart the gateway if its config was changed since it started.',
  'pairing-required':
    'Nothing is wrong with the gateway as far as this shows. The audit does not pair itself, because that would leave a device behind; look with `openclaw status`, which is paired.',
  closed: 'Read the log of the gateway for the reason, then run the audit with --deep again.',
  'request-failed': 'Read the log of the gateway: it is up and lets clients in, but does not answer them properly.',
  timeout: 'See whether the gateway hangs or is overloaded; give a slow one more time with --probe-timeout.',
  interrupted: 'Run the audit with --deep again.',
};

const probeFailed: Check<GatewayProbe> = {
  id: 'gateway.probe_failed',
  severity: 'warn',
  title: 'The live check of the gateway failed',
  detail: ({ gateway, observations }) =>
    `${gateway.error ?? 'No reason is known.'} It was tried at ${gateway.url}.` +
    (observations.authentication === 'unknown' ? ' Whether the gateway asks for a login could not be seen.' : ''),
  remediation: ({ observations }) => REMEDIES[observations.failure ?? 'closed'],
  docs: {
    summary: 'The audit could not talk to the running gateway',
    why: 'The config says how the gateway should behave; only a connection shows how it does. A gateway that is down, unreachable, or that refuses its own credential is either broken or not the one that the config describes.',
    triggers:
      'With --deep: no connection, a TLS certificate that nothing vouches for, an answer that is not the gateway protocol, a refused or missing credential, a failed health, status, presence or config request, or no full answer within --probe-timeout (5 seconds). It is tried once: a wrong token costs one failed login. On an address of this machine a certificate that nobody vouches for is accepted, because the connection does not leave the machine. A pinned certificate is compared with the pin alone. On Linux a local port that a user listens on who owns nothing of the state directory is not shown the credential.',
    mend: 'Follow the remedy of the finding; it depends on the way the probe failed.',
    example: '{ "gateway": { "port": 1 } }',
  },
  when: ({ gateway }) => gateway.attempted && !gateway.ok,
};

const authNotRequired: Check<GatewayProbe> = {
  id: 'gateway.probe_auth_not_required',
  severity: 'critical',
  title: 'The running gateway lets clients in without a credential',
  detail: ({ gateway, observations }) =>
    `${gateway.url} accepted a connection that showed neither token nor password. ` +
    (observations.loopback
      ? 'It was made from this machine: every program and every user here, and a web page that gets a browser to connect, can drive the agent.'
      : 'Everyone who reaches that address can drive the agent, its tools and its accounts.'),
  remediation:
    'Set gateway.auth.mode to "token" with a long random gateway.auth.token (`openssl rand -hex 32`), and restart the gateway.',
  keys: ['gateway.auth.mode'],
  docs: {
    summary: 'A client without token or password was let in',
    why: 'A client of the gateway can run tools, read every conversation and change the config. The config may name a token while the running gateway, older or started with another config, does not ask for it.',
    triggers:
      'With --deep: the gateway accepted a connection without any credential, or said that its authentication is "none". After a success with the credential the audit connects once more without one. A refusal of that second attempt proves nothing in some versions (they refuse it for the missing device identity), so silence here does not mean that a credential is required: gateway.bind_no_auth and gateway.loopback_no_auth judge the config.',
    mend: 'Set gateway.auth.mode and the secret that belongs to it, and restart the gateway.',
  },
  when: ({ observations }) => observations.authentication === 'not-required',
};

/** The version to judge, and whether the gateway itself named it; undefined when nothing names one. */
const versionOf = ({
  gateway,
  observations,
}: GatewayProbe): { version: string; saidByGateway: boolean } | undefined => {
  const { gatewayVersion, configVersion, remote, trust } = observations;
  if (gatewayVersion !== undefined && holesIn(gatewayVersion) !== undefined) {
    return { version: gatewayVersion, saidByGateway: true };
  }
  // The config belongs to the gateway on this machine; of a remote one it says nothing.
  const answered = gateway.ok || trust !== undefined;
  if (!answered || remote || configVersion === undefined) return undefined;
  return { version: configVersion, saidByGateway: false };
};

const holesOf = (probe: GatewayProbe) => holesIn(versionOf(probe)?.version ?? '') ?? [];

const versionKnownHoles: Check<GatewayProbe> = {
  id: 'gateway.version_known_holes',
  severity: (probe) => (versionOf(probe)?.saidByGateway ? 'warn' : 'info'),
  severities: ['warn', 'info'],
  title: 'The gateway version has published security holes',
  detail: (probe) => {
    const { version, saidByGateway } = versionOf(probe) ?? { version: 'unknown', saidByGateway: false };
    const source = saidByGateway
      ? `The gateway says it is ${version}.`
      : `The gateway does not say its version; its config was last written by ${version}.`;
    const holes = holesOf(probe).map(({ id, fixedIn, gist }) => `${id} (fixed in ${fixedIn}): ${gist}.`);
    return `${source} Published for that version, as of ${KNOWN_HOLES_AS_OF}:\n${holes.join('\n')}`;
  },
  remediation: (probe) =>
    `Update OpenClaw to the newest release, at least ${holesOf(probe).at(-1)?.fixedIn ?? 'the newest'}, and restart the gateway.`,
  command: () => 'openclaw update',
  docs: {
    summary: 'The running gateway is older than the fix of a published hole',
    why: 'The holes in the list have been described in public, some with working attacks. No setting of the config closes them.',
    triggers: `With --deep: the version that the gateway names in its greeting is older than a fix in a list of ${KNOWN_HOLES.length} published holes (as of ${KNOWN_HOLES_AS_OF}; later ones are not known to this version of the audit, and not every earlier one is listed). Some builds do not name their version: for a gateway on this machine the version that last wrote the config (meta.lastTouchedVersion) stands in, as info, because the gateway may have been updated since.`,
    mend: 'Update OpenClaw with `openclaw update` and restart the gateway.',
  },
  when: (probe) => holesOf(probe).length > 0,
};

const plaintext: Check<GatewayProbe> = {
  id: 'gateway.probe_plaintext',
  severity: 'warn',
  title: 'Clients talk to the gateway without TLS',
  detail: ({ gateway, observations }) =>
    `${gateway.url} is not on loopback and is reached by plain ws://. ` +
    (observations.remote
      ? 'The credential and every conversation cross the network readable and changeable, unless it is an encrypted one such as Tailscale.'
      : 'Clients on other machines send the credential and every conversation readable over the network, unless it is an encrypted one such as Tailscale.'),
  remediation: ({ observations }) =>
    observations.remote
      ? 'Turn on TLS at the gateway and use wss:// in gateway.remote.url with gateway.remote.tlsFingerprint, or go through `tailscale serve` or an SSH tunnel.'
      : 'Set gateway.tls.enabled to true, or bind the gateway to loopback and use `tailscale serve` or an SSH tunnel.',
  keys: ({ observations }) => [observations.remote ? 'gateway.remote.url' : 'gateway.tls.enabled'],
  docs: {
    summary: 'The gateway is used over the network without TLS',
    why: 'Whoever can listen on the way reads the token from the first message and can then drive the agent.',
    triggers:
      'With --deep: the gateway URL of the config is ws:// and its host is no loopback address. Whether the network below is encrypted cannot be seen.',
    mend: 'Use TLS: gateway.tls.enabled on the gateway, wss:// and tlsFingerprint on its clients; or a tunnel.',
    example: '{ "gateway": { "mode": "remote", "remote": { "url": "ws://gateway.example:18789" } } }',
  },
  when: ({ observations }) => observations.failure !== 'bad-target' && !observations.secure && !observations.loopback,
};

/** Judged in this order; the failed probe is the last finding of a report. */
export const PROBE_CHECKS: readonly Check<GatewayProbe>[] = [
  authNotRequired,
  versionKnownHoles,
  plaintext,
  probeFailed,
];

/** What the probe found, as a finding source. */
export const liveGateway = (probe: GatewayProbe): CheckModule<GatewayProbe> => ({
  name: 'probe',
  facts: () => [probe],
  keep: 'every',
  checks: PROBE_CHECKS,
});
