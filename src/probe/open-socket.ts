import { connect, isIP, type Socket } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { describeError, NO_CLOSE_FRAME, ProbeError } from './failure.ts';
import type { ProbeTarget } from './target.ts';

/**
 * What vouches for the other side. `own-host`: a certificate that nobody vouches for, accepted because the connection does
 * not leave this machine (the gateway's own generated certificate is self-signed).
 */
export type PeerTrust = 'no-tls' | 'certificate' | 'pin' | 'own-host';

/** An open connection, and how far the other side's certificate was believed. */
export type OpenSocket = { readonly socket: Socket; readonly trust: PeerTrust };

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'ws:': 80, 'wss:': 443 };

const addressOf = ({ url }: ProbeTarget): { host: string; port: number } => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: Number(url.port || DEFAULT_PORTS[url.protocol]),
});

const startTls = (target: ProbeTarget): TLSSocket => {
  const { host, port } = addressOf(target);
  return tlsConnect({
    host,
    port,
    // RFC 6066 3: an address is no server name.
    servername: isIP(host) ? '' : host,
    ALPNProtocols: ['http/1.1'],
    // Stated both ways, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch the check off. The trust is judged below.
    rejectUnauthorized: target.pin === undefined && !target.ownHost,
  });
};

const trustOf = (socket: Socket | TLSSocket, target: ProbeTarget): PeerTrust => {
  if (!('authorized' in socket)) return 'no-tls';
  if (target.pin !== undefined) {
    const fingerprint = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
    if (fingerprint === target.pin) return 'pin';
    const message = `${target.url.host} shows a certificate other than the one gateway.remote.tlsFingerprint names; no credential was sent.`;
    throw new ProbeError('pin-mismatch', message);
  }
  return socket.authorized ? 'certificate' : 'own-host';
};

/**
 * Connects, for TLS up to the judged certificate, before a byte of HTTP is sent. With a pin the pin decides, and nothing else.
 * @param signal ends the attempt; its reason is what is thrown
 * @throws ProbeError `unreachable`, `tls` or `pin-mismatch`
 */
export const openSocket = (target: ProbeTarget, signal: AbortSignal): Promise<OpenSocket> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = target.secure ? startTls(target) : connect(addressOf(target));
    let reached = false;
    const fail = (reason: unknown): void => {
      socket.destroy();
      reject(reason);
    };
    const onAbort = (): void => fail(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      reached = true;
    });
    // Stays for the life of the socket: a late error of a destroyed socket is nobody's news.
    socket.on('error', (error) => {
      const text = describeError(error);
      const message = reached
        ? `TLS with ${target.url.host} failed (${text}).`
        : `Could not connect to ${target.url.host} (${text}).`;
      fail(new ProbeError(reached ? 'tls' : 'unreachable', message, NO_CLOSE_FRAME));
    });
    socket.once(target.secure ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', onAbort);
      try {
        resolve({ socket, trust: trustOf(socket, target) });
      } catch (error) {
        fail(error);
      }
    });
  });
