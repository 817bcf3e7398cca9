import test from 'ava';
import { ProbeError } from '../../src/probe/failure.ts';
import { openSocket } from '../../src/probe/open-socket.ts';
import type { ProbeTarget } from '../../src/probe/target.ts';
import { startGateway } from './fake-gateway.ts';
import { selfSigned } from './self-signed.ts';

const strangerAt = (port: number, rest: Partial<ProbeTarget> = {}): ProbeTarget => {
  const url = new URL(`wss://localhost:${port}`);
  const trust = { remote: true, secure: true, loopback: false, ownHost: false };
  return { url, shownUrl: url.href, credential: {}, credentialSources: [], ...trust, ...rest };
};

test.serial('a self-signed certificate of another host is refused, whatever the environment says', async (t) => {
  const server = await startGateway({ tls: selfSigned() });
  t.teardown(server.close);
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  t.teardown(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
  const error = await t.throwsAsync(openSocket(strangerAt(server.port), new AbortController().signal), {
    instanceOf: ProbeError,
  });
  t.is(error.kind, 'tls');
  t.regex(error.message, /^TLS with localhost:\d+ failed \(DEPTH_ZERO_SELF_SIGNED_CERT, self-signed certificate\)\.$/);
});

test('both addresses of a name refuse: one clear error', async (t) => {
  const server = await startGateway({});
  await server.close();
  const error = await t.throwsAsync(openSocket(strangerAt(server.port), new AbortController().signal));
  t.is(error.message, `Could not connect to localhost:${server.port} (ECONNREFUSED, nothing listens there).`);
});

test('a name that does not exist', async (t) => {
  const url = new URL('ws://does-not-exist.invalid');
  const error = await t.throwsAsync(openSocket(strangerAt(1, { url, secure: false }), new AbortController().signal));
  t.regex(error.message, /^Could not connect to does-not-exist\.invalid \((ENOTFOUND|EAI_AGAIN), /);
});
