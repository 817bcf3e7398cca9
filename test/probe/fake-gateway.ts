import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** How the fake gateway behaves. The default is a gateway of 2026.2.17 as a client without a device sees it. */
export type Behaviour = {
  /** Undefined: lets everyone in. */
  readonly token?: string;
  readonly password?: string;
  readonly protocol?: number;
  readonly version?: string;
  readonly authMode?: string;
  readonly challenge?: boolean;
  /** Answers the follow-up requests, as it does for paired devices. */
  readonly answersRequests?: boolean;
  /** A request it fails at. */
  readonly failsAt?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Replaces the answer to `connect`. */
  readonly onConnect?: (socket: WebSocket, frame: ConnectFrame) => void;
};

export type ConnectFrame = {
  readonly id: string;
  readonly params: { readonly auth?: Record<string, string>; readonly [key: string]: unknown };
};

export type FakeServer = {
  readonly port: number;
  /** The `connect` requests, in order of arrival. */
  readonly connects: ConnectFrame[];
  /** Every method that was asked for. */
  readonly methods: string[];
  /** All bytes that came in, as text (raw servers). */
  readonly received: () => string;
  readonly close: () => Promise<void>;
};

const listen = async (server: Server | HttpServer): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const reply = (socket: WebSocket, id: string, rest: object): void =>
  socket.send(JSON.stringify({ type: 'res', id, ...rest }));

const refuse = (socket: WebSocket, id: string, code: number, error: { code: string; message: string }): void => {
  reply(socket, id, { ok: false, error });
  socket.close(code, error.message);
};

const greet = (socket: WebSocket, frame: ConnectFrame, behaviour: Behaviour): boolean => {
  const protocol = behaviour.protocol ?? 3;
  if (frame.params.maxProtocol !== protocol) {
    const error = { code: 'INVALID_REQUEST', message: 'protocol mismatch', details: { expectedProtocol: protocol } };
    refuse(socket, frame.id, 1002, error);
    return false;
  }
  const { token, password } = frame.params.auth ?? {};
  const open = behaviour.token === undefined && behaviour.password === undefined;
  if (!open && token === undefined && password === undefined) {
    refuse(socket, frame.id, 1008, { code: 'NOT_PAIRED', message: 'device identity required' });
    return false;
  }
  if (!open && (token !== behaviour.token || password !== behaviour.password)) {
    refuse(socket, frame.id, 1008, { code: 'INVALID_REQUEST', message: `unauthorized: ${token ?? password} is wrong` });
    return false;
  }
  const snapshot = { presence: [], health: { ok: true }, authMode: behaviour.authMode ?? (open ? 'none' : 'token') };
  const server = { version: behaviour.version ?? 'dev', host: 'fake', connId: randomUUID() };
  const policy = { maxPayload: 25 * 1024 * 1024, tickIntervalMs: 30_000 };
  const features = { methods: ['health'], events: ['health'] };
  reply(socket, frame.id, { ok: true, payload: { type: 'hello-ok', protocol, server, features, snapshot, policy } });
  return true;
};

/** A gateway that keeps to the protocol: challenge, `connect` first, roles and scopes, then requests. */
export const startGateway = async (behaviour: Behaviour = {}): Promise<FakeServer> => {
  const http = behaviour.tls === undefined ? createServer() : createTlsServer(behaviour.tls);
  const gateway = new WebSocketServer({ server: http });
  const connects: ConnectFrame[] = [];
  const methods: string[] = [];
  gateway.on('connection', (socket) => {
    let greeted = false;
    const event = (name: string, payload: object): void =>
      socket.send(JSON.stringify({ type: 'event', event: name, payload }));
    if (behaviour.challenge !== false) event('connect.challenge', { nonce: randomUUID(), ts: Date.now() });
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString());
      methods.push(frame.method);
      if (!greeted) {
        if (frame.method !== 'connect')
          return refuse(socket, frame.id, 1008, { code: 'INVALID_REQUEST', message: 'connect first' });
        connects.push(frame);
        if (behaviour.onConnect) return behaviour.onConnect(socket, frame);
        greeted = greet(socket, frame, behaviour);
        if (greeted) event('health', { ok: true });
        return;
      }
      const scope = { code: 'INVALID_REQUEST', message: 'missing scope: operator.read' };
      const fault = { code: 'UNAVAILABLE', message: 'the store is locked' };
      if (!behaviour.answersRequests) return reply(socket, frame.id, { ok: false, error: scope });
      if (behaviour.failsAt === frame.method) return reply(socket, frame.id, { ok: false, error: fault });
      return reply(socket, frame.id, { ok: true, payload: {} });
    });
  });
  const port = await listen(http);
  const close = async (): Promise<void> => {
    for (const socket of gateway.clients) socket.terminate();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  return { port, connects, methods, received: () => '', close };
};

/** A server that speaks no protocol of its own: `onData` sees each chunk, `onOpen` each connection. */
export const startRaw = async (
  onData: (socket: Socket, text: string) => void,
  onOpen: (socket: Socket) => void = () => {},
): Promise<FakeServer> => {
  const sockets = new Set<Socket>();
  const chunks: string[] = [];
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      chunks.push(data.toString('latin1'));
      onData(socket, data.toString('latin1'));
    });
    onOpen(socket);
  });
  const port = await listen(server);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, connects: [], methods: [], received: () => chunks.join(''), close };
};
