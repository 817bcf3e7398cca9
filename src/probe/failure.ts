import type { GatewayProbeResult } from '../audit/report.ts';
import type { ProbeCredential } from './target.ts';

/** Why the probe ended without a working connection. Chooses the remedy that the finding names. */
export type FailureKind =
  | 'bad-target'
  | 'unreachable'
  | 'tls'
  | 'pin-mismatch'
  | 'stranger'
  | 'redirected'
  | 'not-a-gateway'
  | 'protocol-version'
  | 'credential-missing'
  | 'credential-refused'
  | 'pairing-required'
  | 'closed'
  | 'request-failed'
  | 'timeout'
  | 'interrupted';

/** How the gateway closed the connection: WebSocket close code (RFC 6455, 7.4) and its reason. */
export type CloseFrame = NonNullable<GatewayProbeResult['close']>;

/** The probe's expected end in failure: one sentence, without any credential. */
export class ProbeError extends Error {
  readonly kind: FailureKind;
  readonly close: CloseFrame | null;

  constructor(kind: FailureKind, message: string, close: CloseFrame | null = null) {
    super(message);
    this.name = 'ProbeError';
    this.kind = kind;
    this.close = close;
  }
}

/** RFC 6455 7.1.5: what a client reports for a connection that ended without a close frame. */
export const NO_CLOSE_FRAME: CloseFrame = { code: 1006, reason: '' };

const LONGEST_QUOTE = 200;

/** So many characters of a credential, one after the other, are not shown: of a shorter one, all. */
const TELLING_PART = 6;

/** The length of the longest part of `secret` that stands at `at` in `text`. */
const partAt = (text: string, at: number, secret: string): number => {
  let length = 0;
  while (at + length < text.length && secret.includes(text.slice(at, at + length + 1))) length += 1;
  return length;
};

/** The text with `[credential]` where it holds the secret or a telling part of it: an echo may be cut off. */
const withoutParts = (text: string, secret: string): string => {
  const shortest = Math.min(TELLING_PART, secret.length);
  let clean = '';
  for (let at = 0; at < text.length; ) {
    const length = partAt(text, at, secret);
    const isTelling = length >= shortest;
    if (!isTelling) clean += text[at];
    else if (!clean.endsWith(MASK)) clean += MASK;
    at += isTelling ? length : 1;
  }
  return clean;
};

const MASK = '[credential]';

/** Text from the other side, short enough for one line, and without the credential in case the other side echoes it. */
export const quoteFrom = (text: string, credential: ProbeCredential): string => {
  const secrets = [credential.token, credential.password].filter((secret) => secret !== undefined && secret !== '');
  // Cut first: the other side may send megabytes, and what is cut through is known in parts.
  const short = text.slice(0, LONGEST_QUOTE);
  const clean = secrets.reduce<string>((left, secret) => withoutParts(left, secret ?? ''), short);
  return text.length > LONGEST_QUOTE ? `${clean}…` : clean;
};

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'the address cannot be reached from here',
  ETIMEDOUT: 'the host does not answer',
  ECONNRESET: 'the other side cut the connection',
  EPIPE: 'the other side cut the connection',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the port does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the port does not speak TLS',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in the chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the issuer of the certificate is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of the certificate is not trusted here',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

/** The code of a system or TLS error; the two addresses of one host name fail together in an AggregateError. */
export const codeOf = (error: unknown): string => {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? 'UNKNOWN' : codeOf(errors[0]);
};

/** A system or TLS error as "CODE, what it means". The error's own message is left out: it can quote the URL or the certificate. */
export const describeError = (error: unknown): string => {
  const code = codeOf(error);
  return MEANINGS[code] === undefined ? code : `${code}, ${MEANINGS[code]}`;
};
