import { networkInterfaces } from 'node:os';
import type { AuditContext } from '../audit/context.ts';
import type { GatewayProbeResult } from '../audit/report.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { type FailureKind, ProbeError } from './failure.ts';
import { type Client, type FollowUps, followUp, greet } from './handshake.ts';
import { gatewayUids } from './listener-owner.ts';
import type { PeerTrust } from './open-socket.ts';
import { type NetworkInterfaces, type NoTarget, type ProbeTarget, probeTarget } from './target.ts';

/** Total budget when none is given, and the least that is accepted (spec: checks 7.1). */
const DEFAULT_PROBE_TIMEOUT_MS = 5000;
const MIN_PROBE_TIMEOUT_MS = 250;

/** How the gateway is probed. */
export type ProbeOptions = {
  /** Everything together, the second connection included. Milliseconds, at least 250. */
  readonly timeoutMs?: number;
  /** Ends the probe early; the result then says so. */
  readonly signal?: AbortSignal;
  /** For tests; this machine's by default. */
  readonly interfaces?: NetworkInterfaces;
};

/** What the probe saw beyond the original's fields. Holds no credential. */
export type ProbeObservations = {
  /** Undefined when the probe succeeded. */
  readonly failure: FailureKind | undefined;
  readonly remote: boolean;
  readonly loopback: boolean;
  readonly secure: boolean;
  /** Undefined until a connection was open. */
  readonly trust: PeerTrust | undefined;
  /** Config keys or variables the shown credential came from. */
  readonly credentialSources: readonly string[];
  /** Both others were seen. `unknown`: a refusal without a credential can have other reasons, such as the missing device. */
  readonly authentication: 'required' | 'not-required' | 'unknown';
  /** As the gateway says it, if it does. */
  readonly gatewayVersion: string | undefined;
  /** `meta.lastTouchedVersion`: the version that wrote the config last. */
  readonly configVersion: string | undefined;
  readonly followUps: FollowUps | undefined;
};

/** The original's `deep.gateway`, and what the checks judge beyond it. */
export type GatewayProbe = { readonly gateway: GatewayProbeResult; readonly observations: ProbeObservations };

type Seen = { -readonly [Key in keyof ProbeObservations]: ProbeObservations[Key] };

const isNoTarget = (target: ProbeTarget | NoTarget): target is NoTarget => 'problem' in target;

/** Asks a gateway that took our credential to take none. One attempt; no answer proves nothing. */
const acceptsWithoutCredential = async (target: ProbeTarget, client: Client, signal: AbortSignal): Promise<boolean> => {
  try {
    const { channel } = await greet(target, {}, client, signal);
    channel.end();
    return true;
  } catch (error) {
    if (error instanceof ProbeError) return false;
    throw error;
  }
};

const observe = async (target: ProbeTarget, client: Client, signal: AbortSignal, seen: Seen): Promise<void> => {
  const { channel, hello, trust } = await greet(target, target.credential, client, signal);
  try {
    seen.trust = trust;
    seen.gatewayVersion = hello.version;
    const sentNothing = Object.keys(target.credential).length === 0;
    if (sentNothing || hello.authMode === 'none') seen.authentication = 'not-required';
    seen.followUps = await followUp(channel, target.credential);
  } finally {
    channel.end();
  }
  if (seen.authentication === 'not-required') return;
  if (await acceptsWithoutCredential(target, client, signal)) seen.authentication = 'not-required';
};

const blank = (context: AuditContext, target: ProbeTarget | NoTarget): Seen => ({
  failure: undefined,
  remote: !isNoTarget(target) && target.remote,
  loopback: !isNoTarget(target) && target.loopback,
  secure: !isNoTarget(target) && target.secure,
  trust: undefined,
  credentialSources: isNoTarget(target) ? [] : target.credentialSources,
  authentication: 'unknown',
  gatewayVersion: undefined,
  configVersion: filledTextAt(context.config.value, 'meta.lastTouchedVersion'),
  followUps: undefined,
});

/** An abort signal for the whole probe, with the sentence that its end is reported by. */
const startClock = ({ timeoutMs = DEFAULT_PROBE_TIMEOUT_MS, signal }: ProbeOptions, host: string) => {
  const budgetMs = Math.max(MIN_PROBE_TIMEOUT_MS, timeoutMs);
  const controller = new AbortController();
  const timeout = new ProbeError('timeout', `timeout: ${host} gave no full answer within ${budgetMs / 1000} s.`);
  const timer = setTimeout(() => controller.abort(timeout), budgetMs);
  const interrupt = (): void => controller.abort(new ProbeError('interrupted', 'The probe was interrupted.'));
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  const stop = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  };
  return { signal: controller.signal, stop };
};

/**
 * Connects to the gateway that the config names, once with its credential and, when that works, once without any. Writes
 * nothing, here or in the gateway's state. Never rejects for anything the other side does: that is the result. Nothing is
 * attempted when the config cannot be read: where the gateway is would be a guess.
 */
export const probeGateway = async (context: AuditContext, options: ProbeOptions = {}): Promise<GatewayProbe> => {
  const target = probeTarget(context, options.interfaces ?? networkInterfaces());
  const seen = blank(context, target);
  const url = target.shownUrl;
  const failed = ({ kind, message, close }: ProbeError): GatewayProbe => ({
    gateway: { attempted: true, url, ok: false, error: message, close },
    observations: {
      ...seen,
      failure: kind,
      authentication: kind === 'credential-refused' ? 'required' : seen.authentication,
    },
  });
  if (isNoTarget(target)) return failed(new ProbeError('bad-target', target.problem));
  if (context.config.status === 'unreadable') {
    const { gateway, observations } = failed(
      new ProbeError('bad-target', 'The config that names the gateway is unreadable.'),
    );
    return { gateway: { ...gateway, attempted: false }, observations };
  }
  const client = {
    platform: context.platform,
    gatewayUids: context.uid === undefined ? undefined : gatewayUids(context),
  };
  const clock = startClock(options, target.url.host);
  try {
    await observe(target, client, clock.signal, seen);
    return { gateway: { attempted: true, url, ok: true, error: null, close: null }, observations: seen };
  } catch (error) {
    if (error instanceof ProbeError) return failed(error);
    throw error;
  } finally {
    clock.stop();
  }
};
