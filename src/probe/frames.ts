import { isObject, textAt, valueAt } from '../context/config-reader.ts';
import type { ProbeCredential } from './target.ts';

/** The gateway protocol that this probe speaks (spec: checks 7.2). */
export const PROTOCOL_VERSION = 3;

/** The gateway's own limit for one message (spec: checks 7.2). */
export const MAX_PAYLOAD_BYTES = 25 * 1024 * 1024;

/** Why the gateway refused a request, in its own words. */
export type GatewayFault = { readonly code: string; readonly message: string; readonly expectedProtocol?: number };

/** The gateway's answer to one request. */
export type GatewayAnswer =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly fault: GatewayFault };

/** What a message from the gateway means to the probe. `other`: events it does not wait for. */
export type GatewayFrame =
  | { readonly kind: 'challenge' }
  | { readonly kind: 'answer'; readonly id: string; readonly answer: GatewayAnswer }
  | { readonly kind: 'other' };

const faultOf = (frame: unknown): GatewayFault => {
  const expected = valueAt(frame, 'error.details.expectedProtocol');
  return {
    code: textAt(frame, 'error.code') ?? '',
    message: textAt(frame, 'error.message') ?? 'no reason given',
    ...(typeof expected === 'number' ? { expectedProtocol: expected } : {}),
  };
};

/** Reads one text message; undefined when it is no frame of the gateway protocol. */
export const parseFrame = (text: string): GatewayFrame | undefined => {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(frame)) return undefined;
  if (frame.type === 'event') return { kind: frame.event === 'connect.challenge' ? 'challenge' : 'other' };
  if (frame.type !== 'res' || typeof frame.id !== 'string') return undefined;
  const answer: GatewayAnswer =
    frame.ok === true ? { ok: true, payload: frame.payload } : { ok: false, fault: faultOf(frame) };
  return { kind: 'answer', id: frame.id, answer };
};

/**
 * Params of the `connect` request (spec: checks 7.2) with the least it can ask for. No device identity: a gateway pairs an
 * unknown local device by itself, for good and with a token, and renews the token of a known one at every connect, so either
 * would leave the host changed. The instance id is constant: runs share one entry in the gateway's presence list.
 */
export const connectParams = (credential: ProbeCredential, platform: NodeJS.Platform): Record<string, unknown> => ({
  minProtocol: PROTOCOL_VERSION,
  maxProtocol: PROTOCOL_VERSION,
  client: { id: 'cli', version: 'security-audit', platform, mode: 'probe', instanceId: 'openclaw-security-probe' },
  caps: [],
  role: 'operator',
  scopes: ['operator.read'],
  ...(Object.keys(credential).length === 0 ? {} : { auth: credential }),
});

/** What the probe keeps of a `hello-ok`. */
export type Hello = {
  readonly protocol: number | undefined;
  /** As the gateway says it; builds that do not know their version say "dev". */
  readonly version: string | undefined;
  /** How the gateway says that it authenticates ("token", "password", "none", …). */
  readonly authMode: string | undefined;
};

/** Undefined when the payload is no `hello-ok`. */
export const readHello = (payload: unknown): Hello | undefined => {
  if (textAt(payload, 'type') !== 'hello-ok') return undefined;
  const protocol = valueAt(payload, 'protocol');
  return {
    protocol: typeof protocol === 'number' ? protocol : undefined,
    version: textAt(payload, 'server.version'),
    authMode: textAt(payload, 'snapshot.authMode'),
  };
};
