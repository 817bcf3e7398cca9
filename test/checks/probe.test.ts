import test from 'ava';
import { judge } from '../../src/checks/judge.ts';
import { liveGateway, PROBE_CHECKS } from '../../src/checks/probe.ts';
import type { GatewayProbe, ProbeObservations } from '../../src/probe/probe.ts';
import { contextWith } from '../probe/context-with.ts';

const HEALTHY: ProbeObservations = {
  failure: undefined,
  remote: false,
  loopback: true,
  secure: false,
  trust: 'no-tls',
  credentialSources: ['gateway.auth.token'],
  authentication: 'unknown',
  gatewayVersion: '2026.9.6',
  configVersion: undefined,
  followUps: undefined,
};

const probeOf = (observations: Partial<ProbeObservations> = {}): GatewayProbe => {
  const seen = { ...HEALTHY, ...observations };
  const ok = seen.failure === undefined;
  const gateway = { attempted: true, url: 'ws://h:1', ok, error: ok ? null : 'It is down.', close: null };
  return { gateway, observations: seen };
};

const REMOTE = { remote: true, loopback: false } as const;
const DOWN = { failure: 'unreachable', trust: undefined, gatewayVersion: undefined } as const;

for (const [what, observations, expected] of [
  ['a healthy gateway', {}, []],
  ['one that is down', DOWN, ['gateway.probe_failed:warn']],
  ['one without login', { authentication: 'not-required' }, ['gateway.probe_auth_not_required:critical']],
  ['an old one', { gatewayVersion: '2026.2.17' }, ['gateway.version_known_holes:warn']],
  ['the last one with a hole', { gatewayVersion: '2026.6.8' }, ['gateway.version_known_holes:warn']],
  ['the first one without', { gatewayVersion: '2026.6.9' }, []],
  [
    'one that hides its age',
    { gatewayVersion: 'dev', configVersion: '2026.2.17' },
    ['gateway.version_known_holes:info'],
  ],
  ['a new one with an old config', { configVersion: '2026.2.17' }, []],
  ['one that is down, with an old config', { ...DOWN, configVersion: '2026.2.17' }, ['gateway.probe_failed:warn']],
  ['a tunnel to one that hides its age', { gatewayVersion: 'dev', configVersion: '2026.2.17', remote: true }, []],
  ['plain ws to another host', REMOTE, ['gateway.probe_plaintext:warn']],
  ['plain ws on the own LAN address', { loopback: false }, ['gateway.probe_plaintext:warn']],
  ['TLS to another host', { ...REMOTE, secure: true, trust: 'certificate' }, []],
  ['plain ws through a tunnel', { remote: true }, []],
  ['no usable URL', { ...REMOTE, ...DOWN, failure: 'bad-target' }, ['gateway.probe_failed:warn']],
  [
    'all at once, the failed probe last',
    { ...REMOTE, failure: 'request-failed', authentication: 'not-required', gatewayVersion: '2026.1.1' },
    [
      'gateway.probe_auth_not_required:critical',
      'gateway.version_known_holes:warn',
      'gateway.probe_plaintext:warn',
      'gateway.probe_failed:warn',
    ],
  ],
] satisfies [string, Partial<ProbeObservations>, string[]][]) {
  test(`findings of ${what}`, async (t) => {
    const findings = await judge(liveGateway(probeOf(observations)), contextWith(t, {}));
    t.deepEqual(
      findings.map(({ checkId, severity }) => `${checkId}:${severity}`),
      expected,
    );
  });
}

test('the failed probe names the error and a remedy for it', async (t) => {
  const [down] = await judge(liveGateway(probeOf(DOWN)), contextWith(t, {}));
  t.true(down?.detail.includes('It is down.'));
  const [refused] = await judge(
    liveGateway(probeOf({ failure: 'credential-refused', authentication: 'required' })),
    contextWith(t, {}),
  );
  t.not(down?.remediation, refused?.remediation);
  t.true(down?.detail.endsWith('could not be seen.'));
  t.false(refused?.detail.endsWith('could not be seen.'));
});

test('a version with holes is told the version that has none of them', async (t) => {
  const [finding] = await judge(liveGateway(probeOf({ gatewayVersion: '2026.4.16' })), contextWith(t, {}));
  t.regex(finding?.detail ?? '', /says it is 2026\.4\.16\.[\s\S]*CVE-2026-45001 \(fixed in 2026\.4\.20\)/);
  t.regex(finding?.remediation ?? '', /at least 2026\.5\.18/);
});

test('every row is documented', (t) => {
  for (const { id, docs } of PROBE_CHECKS) {
    t.false(docs.summary.endsWith('.'), id);
    for (const text of [docs.why, docs.triggers, docs.mend]) t.regex(text, /\.$/, id);
  }
});
