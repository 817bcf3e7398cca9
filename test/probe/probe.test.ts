import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type GatewayProbe, type ProbeOptions, probeGateway } from '../../src/probe/probe.ts';
import { contextWith } from './context-with.ts';
import { type Behaviour, type FakeServer, startGateway, startRaw } from './fake-gateway.ts';
import { selfSigned } from './self-signed.ts';

const TOKEN = ['right', 'token', 'of', 'thirty', 'two', 'chars'].join('-');
const AMPLE_MS = 30_000;
const SHORT_MS = 400;

const gateway = async (t: ExecutionContext, behaviour: Behaviour): Promise<FakeServer> => {
  const server = await startGateway(behaviour);
  t.teardown(server.close);
  return server;
};

const raw = async (t: ExecutionContext, ...reactions: Parameters<typeof startRaw>): Promise<FakeServer> => {
  const server = await startRaw(...reactions);
  t.teardown(server.close);
  return server;
};

/** Probes a local gateway on this port with this config. No test may leave the credential in the result. */
const probe = async (
  t: ExecutionContext,
  port: number,
  auth: object = { token: TOKEN },
  options: ProbeOptions & { readonly gateway?: object } = {},
): Promise<GatewayProbe> => {
  const context = contextWith(t, { gateway: { port, auth, ...options.gateway } });
  const result = await probeGateway(context, { timeoutMs: AMPLE_MS, ...options });
  t.false(JSON.stringify(result).includes(TOKEN));
  t.is(result.gateway.attempted, true);
  t.is(result.gateway.ok, result.observations.failure === undefined);
  return result;
};

const upgradeAnswer = (request: string): string => {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(request)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
  return `${upgrade}Sec-WebSocket-Accept: ${accept}\r\n\r\n`;
};

/** A server that takes the upgrade and then does this. */
const afterUpgrade = (then: (socket: Socket) => void) => (socket: Socket, text: string) => {
  if (!text.startsWith('GET')) return;
  socket.write(upgradeAnswer(text));
  then(socket);
};

const textFrame = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);

/** The head of an unfinished text frame that announces this many bytes. */
const frameHead = (length: number): Buffer => {
  const head = Buffer.alloc(10);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
};

test('the right token: ok, in the original fields, and every request is answered', async (t) => {
  const server = await gateway(t, { token: TOKEN, answersRequests: true, version: '2026.2.17' });
  const { gateway: result, observations } = await probe(t, server.port);
  t.deepEqual(result, { attempted: true, url: `ws://127.0.0.1:${server.port}`, ok: true, error: null, close: null });
  t.is(observations.gatewayVersion, '2026.2.17');
  t.deepEqual(new Set(Object.values(observations.followUps ?? {})), new Set(['answered']));
  t.deepEqual(server.methods.slice(0, 2), ['connect', 'health']);
  t.deepEqual(server.methods.slice(2, 5).sort(), ['config.get', 'status', 'system-presence']);
});

test('the connect request asks for the least: read scope, no device, the token alone', async (t) => {
  const server = await gateway(t, { token: TOKEN });
  await probe(t, server.port);
  const { client, ...params } = server.connects[0]?.params ?? {};
  t.like(client, { id: 'cli', mode: 'probe', platform: 'linux' });
  t.deepEqual(params, {
    minProtocol: 3,
    maxProtocol: 3,
    caps: [],
    role: 'operator',
    scopes: ['operator.read'],
    auth: { token: TOKEN },
  });
});

test('a gateway that answers only paired devices is healthy, and is not asked further', async (t) => {
  const server = await gateway(t, { token: TOKEN });
  const { gateway: result, observations } = await probe(t, server.port);
  t.true(result.ok);
  t.is(observations.followUps?.health, 'not-permitted');
  t.deepEqual(server.methods, ['connect', 'health', 'connect']);
});

test('after a success one connection without any credential shows whether one is needed', async (t) => {
  const server = await gateway(t, { token: TOKEN });
  const { observations } = await probe(t, server.port);
  t.is(observations.authentication, 'unknown');
  t.deepEqual(
    server.connects.map(({ params }) => params.auth),
    [{ token: TOKEN }, undefined],
  );
});

for (const [what, behaviour, auth] of [
  ['accepts everyone', { authMode: 'token' }, { token: TOKEN }],
  ['says that its authentication is none', { authMode: 'none' }, { token: TOKEN }],
  ['accepts everyone, and the config has no credential', { authMode: 'token' }, {}],
] satisfies [string, Behaviour, object][]) {
  test(`authentication is seen not to be required when the gateway ${what}`, async (t) => {
    const server = await gateway(t, behaviour);
    const { gateway: result, observations } = await probe(t, server.port, auth);
    t.true(result.ok);
    t.is(observations.authentication, 'not-required');
  });
}

test('a wrong token is tried once, and the answer does not repeat it', async (t) => {
  const server = await gateway(t, { token: 'another' });
  const { gateway: result, observations } = await probe(t, server.port);
  t.is(server.connects.length, 1);
  t.is(observations.failure, 'credential-refused');
  t.is(observations.authentication, 'required');
  t.is(result.error, `127.0.0.1:${server.port} refused the credential ("unauthorized: [credential] is wrong").`);
  t.deepEqual(result.close, { code: 1008, reason: 'unauthorized: [credential] is wrong' });
});

for (const [how, echo] of [
  ['cut off', (token: string) => `unauthorized: ${token.slice(0, 10)}`],
  ['beyond what is quoted', (token: string) => `${'x'.repeat(195)}${token}`],
  ['taken apart', (token: string) => `no ${token.slice(0, 12)}-${token.slice(12)}`],
  ['in a megabyte of it', (token: string) => token.repeat(60_000)],
] as const) {
  test(`a token that is echoed ${how} is not shown in any part`, async (t) => {
    const onConnect: Behaviour['onConnect'] = (socket, { id, params }) => {
      const message = echo(params.auth?.token ?? '');
      socket.send(JSON.stringify({ type: 'res', id, ok: false, error: { code: 'X', message } }));
      socket.close(1008, message.slice(0, 100));
    };
    const server = await gateway(t, { onConnect });
    const { gateway: result, observations } = await probe(t, server.port);
    t.is(observations.failure, 'credential-refused');
    const said = JSON.stringify(result);
    for (let from = 0; from + 8 <= TOKEN.length; from += 1) t.false(said.includes(TOKEN.slice(from, from + 8)));
  });
}

test('a password goes as a password', async (t) => {
  const server = await gateway(t, { password: TOKEN });
  const { gateway: result } = await probe(t, server.port, { password: TOKEN });
  t.true(result.ok);
  t.deepEqual(server.connects[0]?.params.auth, { password: TOKEN });
});

test('no token in the config: said, and not called wrong', async (t) => {
  const server = await gateway(t, { token: TOKEN });
  const { gateway: result, observations } = await probe(t, server.port, {});
  t.is(observations.failure, 'credential-missing');
  t.is(observations.authentication, 'unknown');
  t.deepEqual(result.close, { code: 1008, reason: 'device identity required' });
});

test('a gateway that wants a paired device even with the token is not a wrong token', async (t) => {
  const onConnect: Behaviour['onConnect'] = (socket, { id }) => {
    const error = { code: 'NOT_PAIRED', message: 'pairing required' };
    socket.send(JSON.stringify({ type: 'res', id, ok: false, error }));
    socket.close(1008, error.message);
  };
  const server = await gateway(t, { onConnect });
  const { observations } = await probe(t, server.port);
  t.is(observations.failure, 'pairing-required');
});

test('a gateway without a challenge is spoken to all the same', async (t) => {
  const server = await gateway(t, { token: TOKEN, challenge: false });
  t.true((await probe(t, server.port)).gateway.ok);
});

test('nothing listens: answered at once with the system error', async (t) => {
  const server = await startGateway({});
  await server.close();
  const { gateway: result, observations } = await probe(t, server.port);
  t.is(observations.failure, 'unreachable');
  t.is(result.error, `Could not connect to 127.0.0.1:${server.port} (ECONNREFUSED, nothing listens there).`);
  t.deepEqual(result.close, { code: 1006, reason: '' });
});

for (const [what, behaviour] of [
  ['refuses version 3', { protocol: 4 }],
  [
    'answers in another version',
    {
      onConnect: (socket, { id }) =>
        socket.send(JSON.stringify({ type: 'res', id, ok: true, payload: { type: 'hello-ok', protocol: 4 } })),
    },
  ],
] satisfies [string, Behaviour][]) {
  test(`a gateway that ${what}: both versions are named`, async (t) => {
    const server = await gateway(t, behaviour);
    const { gateway: result, observations } = await probe(t, server.port);
    t.is(observations.failure, 'protocol-version');
    t.regex(result.error ?? '', /speaks version 4 of the gateway protocol; this audit speaks version 3\.$/);
  });
}

test('a request that fails after the hello fails the probe, and the version stays known', async (t) => {
  const server = await gateway(t, { token: TOKEN, answersRequests: true, failsAt: 'status', version: '2026.3.1' });
  const { gateway: result, observations } = await probe(t, server.port);
  t.is(observations.failure, 'request-failed');
  t.is(observations.gatewayVersion, '2026.3.1');
  t.is(result.error, 'The gateway accepted the credential but failed at status: the store is locked');
});

test('a gateway that closes during the handshake: code and reason', async (t) => {
  const server = await gateway(t, { onConnect: (socket) => socket.close(1012, 'service restart') });
  const { gateway: result, observations } = await probe(t, server.port);
  t.is(observations.failure, 'closed');
  t.deepEqual(result.close, { code: 1012, reason: 'service restart' });
});

const ignore = () => {};
for (const [what, ...reactions] of [
  ['takes the connection and says nothing', ignore],
  ['takes the upgrade and says nothing', afterUpgrade(ignore)],
  ['sends half a frame', afterUpgrade((socket) => void socket.write(textFrame('{"type":"event"}').subarray(0, 9)))],
  ['announces a frame that never comes', afterUpgrade((socket) => void socket.write(frameHead(1024 * 1024)))],
  ['sends half an HTTP head', (socket: Socket) => void socket.write('HTTP/1.1 101 Switching Pro')],
] satisfies [string, Parameters<typeof startRaw>[0]][]) {
  test(`a server that ${what} ends in a timeout`, async (t) => {
    const server = await raw(t, ...reactions);
    const { gateway: result, observations } = await probe(t, server.port, undefined, { timeoutMs: SHORT_MS });
    t.is(observations.failure, 'timeout');
    t.is(result.error, `timeout: 127.0.0.1:${server.port} gave no full answer within 0.4 s.`);
    t.is(result.close, null);
  });
}

test('an endless stream of events does not outlast the budget', async (t) => {
  const onConnect: Behaviour['onConnect'] = (socket) => {
    const timer = setInterval(() => socket.send('{"type":"event","event":"tick"}'), 5);
    socket.on('close', () => clearInterval(timer));
  };
  const server = await gateway(t, { onConnect });
  const { observations } = await probe(t, server.port, undefined, { timeoutMs: SHORT_MS });
  t.is(observations.failure, 'timeout');
});

const MEBIBYTE = 1024 * 1024;
for (const [what, expected, reaction] of [
  ['speaks no HTTP', /does not speak WebSocket \(HPE_/, (socket: Socket) => void socket.write('220 mail ready\r\n')],
  ['cuts the connection', /does not speak WebSocket \(ECONNRESET/, (socket: Socket) => void socket.destroy()],
  [
    'answers with a web page',
    /does not open a WebSocket: it answers HTTP 200\.$/,
    (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'),
  ],
  [
    'sends text that is no JSON',
    /no message of an OpenClaw gateway\.$/,
    afterUpgrade((socket) => void socket.write(textFrame('hello'))),
  ],
  [
    'sends JSON that is no frame',
    /no message of an OpenClaw gateway\.$/,
    afterUpgrade((socket) => void socket.write(textFrame('[1]'))),
  ],
  [
    'sends bytes that are no frame',
    /does not speak WebSocket \(WS_ERR_/,
    afterUpgrade((socket) => void socket.write(Buffer.alloc(64, 0xff))),
  ],
  [
    'sends a frame of 100 MB',
    /sent a message of more than 25 MiB\.$/,
    afterUpgrade((socket) => void socket.write(Buffer.concat([frameHead(100 * MEBIBYTE), Buffer.alloc(MEBIBYTE)]))),
  ],
] satisfies [string, RegExp, Parameters<typeof startRaw>[0]][]) {
  test(`a server that ${what} is no gateway, and is not shown the token`, async (t) => {
    const server = await raw(t, reaction);
    const { gateway: result, observations } = await probe(t, server.port);
    t.is(observations.failure, 'not-a-gateway');
    t.regex(result.error ?? '', expected);
    t.false(server.received().includes(TOKEN));
  });
}

test('a redirect is not followed: the other server sees nothing at all', async (t) => {
  const other = await gateway(t, { token: TOKEN });
  const answer = `HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:${other.port}/\r\nContent-Length: 0\r\n\r\n`;
  const server = await raw(t, (socket) => void socket.write(answer));
  const { gateway: result, observations } = await probe(t, server.port);
  t.is(observations.failure, 'redirected');
  t.is(result.error, `127.0.0.1:${server.port} answers with a redirect (HTTP 302). It was not followed.`);
  t.false(server.received().includes(TOKEN));
  t.deepEqual(other.connects, []);
});

test('the self-signed certificate of a gateway on this machine is no failure, and is said', async (t) => {
  const server = await gateway(t, { token: TOKEN, tls: selfSigned() });
  const { gateway: result, observations } = await probe(t, server.port, undefined, {
    gateway: { tls: { enabled: true } },
  });
  t.is(result.url, `wss://127.0.0.1:${server.port}`);
  t.true(result.ok);
  t.is(observations.trust, 'own-host');
});

test('TLS to a port without TLS', async (t) => {
  const server = await gateway(t, { token: TOKEN });
  const { gateway: result, observations } = await probe(t, server.port, undefined, {
    gateway: { tls: { enabled: true } },
  });
  t.is(observations.failure, 'tls');
  t.regex(result.error ?? '', /^TLS with 127\.0\.0\.1:\d+ failed \(ERR_SSL_WRONG_VERSION_NUMBER, /);
});

const remote = (url: string, more: object = {}): object => ({ mode: 'remote', remote: { url, token: TOKEN, ...more } });

test('a pinned certificate is known by its fingerprint, whoever signed it', async (t) => {
  const identity = selfSigned();
  const server = await gateway(t, { token: TOKEN, tls: identity });
  const pinned = remote(`wss://localhost:${server.port}/path`, { tlsFingerprint: `sha256:${identity.fingerprint}` });
  const { gateway: result, observations } = await probe(t, 1, {}, { gateway: pinned });
  t.is(result.url, `wss://localhost:${server.port}/path`);
  t.true(result.ok);
  t.is(observations.trust, 'pin');
});

test('another certificate than the pinned one: nothing is sent, on loopback too', async (t) => {
  const server = await gateway(t, { token: TOKEN, tls: selfSigned() });
  const pinned = remote(`wss://localhost:${server.port}`, { tlsFingerprint: selfSigned().fingerprint });
  const { observations } = await probe(t, 1, {}, { gateway: pinned });
  t.is(observations.failure, 'pin-mismatch');
  t.deepEqual(server.connects, []);
});

test('a signal ends the probe', async (t) => {
  const server = await raw(t, ignore);
  const { observations } = await probe(t, server.port, undefined, { signal: AbortSignal.timeout(50) });
  t.is(observations.failure, 'interrupted');
  const before = await probe(t, server.port, undefined, { signal: AbortSignal.abort() });
  t.is(before.observations.failure, 'interrupted');
});

test('a remote URL that is none: said without the password in it', async (t) => {
  const { gateway: result, observations } = await probe(
    t,
    1,
    {},
    { gateway: remote(`http://me:${TOKEN}@host?t=${TOKEN}`) },
  );
  t.is(observations.failure, 'bad-target');
  t.is(result.url, 'http://host');
  t.is(result.error, 'gateway.remote.url cannot be used: it must start with ws:// or wss://.');
});

test('an unreadable config names no gateway: nothing is attempted', async (t) => {
  const context = contextWith(t, {});
  const broken = { ...context, config: { ...context.config, status: 'unreadable' as const } };
  const { gateway: result } = await probeGateway(broken, { timeoutMs: AMPLE_MS });
  t.like(result, { attempted: false, ok: false, error: 'The config that names the gateway is unreadable.' });
});

test('the probe writes nothing: no device identity, no token store', async (t) => {
  const server = await gateway(t, { token: TOKEN, answersRequests: true });
  const context = contextWith(t, { gateway: { port: server.port, auth: { token: TOKEN } } });
  await probeGateway(context, { timeoutMs: AMPLE_MS });
  t.deepEqual(readdirSync(join(context.paths.home), { recursive: true }).sort(), [
    '.openclaw',
    '.openclaw/openclaw.json',
  ]);
});
