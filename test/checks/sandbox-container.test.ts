import test from 'ava';
import { sandboxContainer } from '../../src/checks/sandbox-container.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const docker = (settings: unknown) => ({ config: { agents: { defaults: { sandbox: { docker: settings } } } } });

checkTable(sandboxContainer, [
  ['nothing set', {}, []],
  [
    'what the original refuses to load',
    docker({ network: ' HOST ', seccompProfile: 'Unconfined', apparmorProfile: 'unconfined' }),
    [
      'sandbox.dangerous_network_mode critical',
      'sandbox.dangerous_seccomp_profile critical',
      'sandbox.dangerous_apparmor_profile critical',
    ],
  ],
  [
    'profiles of one’s own',
    docker({ network: 'bridge', seccompProfile: '/srv/seccomp.json', apparmorProfile: 'docker-default' }),
    [],
  ],
  ['the network of another container', docker({ network: 'container:web' }), ['sandbox.container_network warn']],
  ['a network with a similar name', docker({ network: 'containers' }), []],
  ['a writable system', docker({ readOnlyRoot: false }), ['sandbox.read_write_root info']],
  ['no capability dropped', docker({ capDrop: [] }), ['sandbox.capabilities_kept warn']],
  ['some dropped', docker({ capDrop: ['NET_RAW'] }), []],
  ['root by name and group', docker({ user: 'root:root' }), ['sandbox.root_user info']],
  ['root by number', docker({ user: '0' }), ['sandbox.root_user info']],
  ['users whose names begin alike', docker({ user: 'rootless' }), []],
  [
    'the browser of the host',
    { config: { agents: { defaults: { sandbox: { browser: { allowHostControl: true } } } } } },
    ['sandbox.browser_host_control warn'],
  ],
]);

test('each agent is named', async (t) => {
  const agent = (id: string) => ({ id, sandbox: { docker: { network: 'host' } } });
  const findings = await findingsOf(sandboxContainer, { config: { agents: { list: [agent('a'), agent('b')] } } });
  t.deepEqual(
    findings.map(({ detail, places }) => [detail.split(':')[0], places?.[0]?.key]),
    [
      ['agents.list.a.sandbox.docker.network', 'agents.list.0.sandbox.docker.network'],
      ['agents.list.b.sandbox.docker.network', 'agents.list.1.sandbox.docker.network'],
    ],
  );
});
