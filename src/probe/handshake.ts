import { ProbeError, quoteFrom } from './failure.ts';
import { connectParams, type GatewayFault, type Hello, PROTOCOL_VERSION, readHello } from './frames.ts';
import { type GatewayChannel, openChannel } from './gateway-channel.ts';
import { refuseStranger } from './listener-owner.ts';
import { openSocket, type PeerTrust } from './open-socket.ts';
import type { ProbeCredential, ProbeTarget } from './target.ts';

/** How long a client waits for the challenge before it speaks first (spec: checks 7.2). */
const CHALLENGE_WAIT_MS = 750;
/** A gateway that refuses closes at once; this is only for one that does not. */
const CLOSE_WAIT_MS = 2000;

/** The requests that follow a hello (spec: checks 7.2). Their answers are not kept. */
type FollowUp = 'health' | 'status' | 'system-presence' | 'config.get';

/** `not-permitted`: the gateway answers this only to paired devices. `not-sent`: the one before it was not permitted. */
export type FollowUpOutcome = 'answered' | 'not-permitted' | 'not-sent';

/** What became of each request that follows a hello. */
export type FollowUps = Readonly<Record<FollowUp, FollowUpOutcome>>;

/** A gateway that has let us in: the connection, what it said of itself, and how far its certificate was believed. */
export type Greeting = { readonly channel: GatewayChannel; readonly hello: Hello; readonly trust: PeerTrust };

const otherProtocol = (host: string, spoken: string): ProbeError =>
  new ProbeError(
    'protocol-version',
    `${host} speaks ${spoken} of the gateway protocol; this audit speaks version ${PROTOCOL_VERSION}.`,
  );

const refusedBy = (fault: GatewayFault, host: string, credential: ProbeCredential): ProbeError => {
  if (fault.expectedProtocol !== undefined) return otherProtocol(host, `version ${fault.expectedProtocol}`);
  const said = `("${quoteFrom(fault.message, credential)}")`;
  if (Object.keys(credential).length === 0) {
    return new ProbeError('credential-missing', `${host} refused a connection without a credential ${said}.`);
  }
  return fault.code === 'NOT_PAIRED'
    ? new ProbeError('pairing-required', `${host} talks only to paired devices ${said}.`)
    : new ProbeError('credential-refused', `${host} refused the credential ${said}.`);
};

/** This side of the conversation. */
export type Client = {
  readonly platform: NodeJS.Platform;
  /** The users that a local gateway can run as; undefined where users have no numbers. */
  readonly gatewayUids: ReadonlySet<number> | undefined;
};

/**
 * Connects, waits for the challenge, and introduces itself once, with exactly this credential.
 * @throws ProbeError when any step fails; the signal's reason when it is aborted
 */
export const greet = async (
  target: ProbeTarget,
  credential: ProbeCredential,
  { platform, gatewayUids }: Client,
  signal: AbortSignal,
): Promise<Greeting> => {
  const host = target.url.host;
  const open = await openSocket(target, signal);
  if (!target.remote && gatewayUids !== undefined) refuseStranger(open.socket, gatewayUids);
  const channel = await openChannel(open, target, credential, signal);
  try {
    await channel.challenged(CHALLENGE_WAIT_MS);
    const answer = await channel.request('connect', connectParams(credential, platform));
    if (!answer.ok) {
      const { kind, message } = refusedBy(answer.fault, host, credential);
      throw new ProbeError(kind, message, await channel.closed(CLOSE_WAIT_MS));
    }
    const hello = readHello(answer.payload);
    if (hello === undefined)
      throw new ProbeError('not-a-gateway', `${host} accepted, but not as an OpenClaw gateway does.`);
    if (hello.protocol !== PROTOCOL_VERSION) {
      throw otherProtocol(host, hello.protocol === undefined ? 'an unnamed version' : `version ${hello.protocol}`);
    }
    return { channel, hello, trust: open.trust };
  } catch (error) {
    channel.end();
    throw error;
  }
};

const ask = async (
  channel: GatewayChannel,
  method: FollowUp,
  credential: ProbeCredential,
): Promise<FollowUpOutcome> => {
  const answer = await channel.request(method, method === 'config.get' ? {} : undefined);
  if (answer.ok) return 'answered';
  // A client without a paired device gets no scopes, whatever it asks for.
  if (/missing scope/i.test(answer.fault.message)) return 'not-permitted';
  const message = `The gateway accepted the credential but failed at ${method}: ${quoteFrom(answer.fault.message, credential)}`;
  throw new ProbeError('request-failed', message);
};

/**
 * Sends the follow-up requests: `health` alone, the others together once it shows that answers are permitted.
 * @throws ProbeError when one fails for another reason than a missing scope, or the connection breaks
 */
export const followUp = async (channel: GatewayChannel, credential: ProbeCredential): Promise<FollowUps> => {
  const health = await ask(channel, 'health', credential);
  if (health !== 'answered') {
    return { health, status: 'not-sent', 'system-presence': 'not-sent', 'config.get': 'not-sent' };
  }
  const [status, presence, config] = await Promise.all([
    ask(channel, 'status', credential),
    ask(channel, 'system-presence', credential),
    ask(channel, 'config.get', credential),
  ]);
  return { health, status, 'system-presence': presence, 'config.get': config };
};
