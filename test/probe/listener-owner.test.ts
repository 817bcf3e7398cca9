import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import test from 'ava';
import { gatewayUids, listenerUid } from '../../src/probe/listener-owner.ts';
import { probeGateway } from '../../src/probe/probe.ts';
import { contextWith } from './context-with.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const row = (local: string, state: string, uid: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 4711 1 0 100 0 0 10 0`;
const table = (...rows: string[]): string => [HEAD, ...rows, ''].join('\n');

for (const [what, text, address, expected] of [
  ['the listener on that address', table(row('0100007F:4965', '0A', 1000)), '127.0.0.1', 1000],
  ['another address of this machine', table(row('0501A8C0:4965', '0A', 7)), '192.168.1.5', 7],
  ['the listener on all addresses', table(row('00000000:4965', '0A', 1001)), '127.0.0.1', 1001],
  ['the nearer one of both', table(row('00000000:4965', '0A', 1), row('0100007F:4965', '0A', 2)), '127.0.0.1', 2],
  ['an IPv6 listener on all addresses', table(row(`${'0'.repeat(32)}:4965`, '0A', 6)), '127.0.0.1', 6],
  ['a mapped address', table(row('0000000000000000FFFF00000100007F:4965', '0A', 8)), '127.0.0.1', 8],
  ['not IPv4 for IPv6', table(row('00000000:4965', '0A', 6)), '::1', undefined],
  ['IPv6 loopback', table(row('00000000000000000000000001000000:4965', '0A', 5)), '::1', 5],
  ['not a connection', table(row('0100007F:4965', '01', 1000)), '127.0.0.1', undefined],
  ['not another port', table(row('0100007F:4966', '0A', 1000)), '127.0.0.1', undefined],
  ['not another address', table(row('0200007F:4965', '0A', 1000)), '127.0.0.1', undefined],
  ['no table', '', '127.0.0.1', undefined],
] as const) {
  test(`who listens: ${what}`, (t) => {
    t.is(listenerUid(text, address, 0x4965), expected);
  });
}

test('a gateway can run as root, as the auditor, or as an owner of the state', (t) => {
  const context = { ...contextWith(t, {}), uid: 4242 };
  t.deepEqual(gatewayUids(context), new Set([0, 4242, process.getuid?.() ?? 0]));
});

const NOBODY = 65_534;
/** Listens on this host, tells the port, then everything it is sent. */
const listenOn = (host: string): string =>
  `require('net').createServer(s=>s.on('data',d=>console.log('GOT '+d))).listen(0,'${host}',function(){console.log(this.address().port)})`;

if (process.platform === 'linux' && process.getuid?.() === 0) {
  for (const host of ['127.0.0.1', '0.0.0.0', ...(existsSync('/proc/net/tcp6') ? ['::'] : [])])
    test(`a port that another user holds on ${host} is not shown the token`, async (t) => {
      const squatter = spawn(process.execPath, ['-e', listenOn(host)], {
        uid: NOBODY,
        gid: NOBODY,
        cwd: '/',
        stdio: 'pipe',
      });
      t.teardown(() => squatter.kill());
      const lines = createInterface(squatter.stdout);
      const said: string[] = [];
      lines.on('line', (line) => said.push(line));
      await once(lines, 'line');
      const token = ['a', 'token', 'of', 'the', 'gateway'].join('-');
      const context = contextWith(t, { gateway: { port: Number(said[0]), auth: { token } } });
      const { gateway, observations } = await probeGateway(context, { timeoutMs: 30_000 });
      t.is(observations.failure, 'stranger');
      t.regex(
        gateway.error ?? '',
        /runs as user id 65534, who does not own this state directory; no credential was sent\.$/,
      );
      t.is(said.length, 1);
    });
}
