import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type RawData, WebSocket } from 'ws';
import { type CloseFrame, codeOf, describeError, NO_CLOSE_FRAME, ProbeError, quoteFrom } from './failure.ts';
import { type GatewayAnswer, MAX_PAYLOAD_BYTES, parseFrame } from './frames.ts';
import type { OpenSocket } from './open-socket.ts';
import type { ProbeCredential, ProbeTarget } from './target.ts';

/** How long the other side may take to answer our close frame before the socket is cut. */
const CLOSE_GRACE_MS = 250;

/** An open WebSocket that speaks gateway frames. Every promise rejects with a ProbeError (or the signal's reason) once it breaks. */
export type GatewayChannel = {
  /** Resolves when the gateway has sent its challenge, or after `waitMs` without one: old gateways send none. */
  readonly challenged: (waitMs: number) => Promise<void>;
  readonly request: (method: string, params?: Record<string, unknown>) => Promise<GatewayAnswer>;
  /** The gateway's close frame if it comes within `waitMs`, else null. */
  readonly closed: (waitMs: number) => Promise<CloseFrame | null>;
  readonly end: () => void;
};

const statusError = (status: number, host: string): ProbeError =>
  status >= 300 && status < 400
    ? new ProbeError('redirected', `${host} answers with a redirect (HTTP ${status}). It was not followed.`)
    : new ProbeError('not-a-gateway', `${host} does not open a WebSocket: it answers HTTP ${status}.`);

const brokenBy = (error: unknown, host: string): ProbeError => {
  const code = codeOf(error);
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
    const mebibytes = MAX_PAYLOAD_BYTES / (1024 * 1024);
    return new ProbeError('not-a-gateway', `${host} sent a message of more than ${mebibytes} MiB.`);
  }
  return new ProbeError('not-a-gateway', `${host} does not speak WebSocket (${describeError(error)}).`, NO_CLOSE_FRAME);
};

/**
 * Upgrades an open socket to a WebSocket. Follows no redirect, takes no compression (a small frame cannot become a big one).
 * @param credential only to keep it out of error texts
 */
export const openChannel = async (
  { socket }: OpenSocket,
  target: ProbeTarget,
  credential: ProbeCredential,
  signal: AbortSignal,
): Promise<GatewayChannel> => {
  const host = target.url.host;
  const socketOptions = { createConnection: () => socket, maxPayload: MAX_PAYLOAD_BYTES, perMessageDeflate: false };
  const webSocket = new WebSocket(target.url, { ...socketOptions, followRedirects: false });
  const waiting = new Map<string, (answer: GatewayAnswer) => void>();
  const challenge = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<CloseFrame>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {}); // Whoever waits races it; when nobody does, there is nobody to tell.
  const break_ = (reason: unknown): void => {
    broken.reject(reason);
    webSocket.terminate();
  };
  const onAbort = (): void => break_(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });

  webSocket.on('open', opened.resolve);
  webSocket.on('unexpected-response', (_request, { statusCode = 0 }) => break_(statusError(statusCode, host)));
  webSocket.on('error', (error) => break_(brokenBy(error, host)));
  webSocket.on('close', (code, reason) => {
    signal.removeEventListener('abort', onAbort);
    const close = { code, reason: quoteFrom(reason.toString(), credential) };
    ended.resolve(close);
    const why = close.reason === '' ? '' : `, "${close.reason}"`;
    broken.reject(new ProbeError('closed', `${host} closed the connection early (${code}${why}).`, close));
  });
  webSocket.on('message', (data: RawData, isBinary: boolean) => {
    const frame = isBinary ? undefined : parseFrame(data.toString());
    if (frame === undefined) {
      break_(new ProbeError('not-a-gateway', `${host} sent something that is no message of an OpenClaw gateway.`));
    } else if (frame.kind === 'challenge') {
      challenge.resolve();
    } else if (frame.kind === 'answer') {
      waiting.get(frame.id)?.(frame.answer);
      waiting.delete(frame.id);
    }
  });

  await Promise.race([opened.promise, broken.promise]);
  return {
    challenged: (waitMs) => Promise.race([challenge.promise, broken.promise, delay(waitMs, undefined, { ref: false })]),
    request: (method, params) => {
      const id = randomUUID();
      const answered = new Promise<GatewayAnswer>((resolve) => {
        waiting.set(id, resolve);
      });
      webSocket.send(JSON.stringify({ type: 'req', id, method, ...(params === undefined ? {} : { params }) }));
      return Promise.race([answered, broken.promise]);
    },
    closed: (waitMs) => Promise.race([ended.promise, delay(waitMs, null, { ref: false })]),
    end: () => {
      webSocket.close(1000);
      setTimeout(() => webSocket.terminate(), CLOSE_GRACE_MS).unref();
    },
  };
};
