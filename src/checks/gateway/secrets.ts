import type { Check } from '../../audit/check.ts';
import { countOf } from '../../audit/units.ts';
import type { GatewayFact } from './fact.ts';

/** Below this many characters a token can be guessed (spec: config-and-resolution 3.1). */
const MIN_TOKEN_LENGTH = 24;
/** People choose passwords, so less is asked of them than of a token; our own figure. */
const MIN_PASSWORD_LENGTH = 12;
/** A random token of 24 hexadecimal digits has fewer different ones once in a hundred million; our own figure. */
const MIN_DIFFERENT_CHARACTERS = 6;

const NEW_TOKEN =
  'Set gateway.auth.token to a new random token, then restart the gateway and log your devices in again.';

const tokenInUse = ({ auth, isTokenSeen }: GatewayFact): string =>
  auth.mode === 'token' && isTokenSeen ? (auth.token ?? '') : '';
const passwordInUse = ({ auth, isPasswordSeen }: GatewayFact): string =>
  auth.mode === 'password' && isPasswordSeen ? (auth.password ?? '') : '';
const isShort = (secret: string, min: number): boolean => secret.length > 0 && secret.length < min;

/** How strong the gateway's secret is (spec: checks 4.3). */
export const secretRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.token_too_short',
    severity: 'warn',
    title: 'The gateway token is short',
    detail: (fact) =>
      `The token has ${countOf(tokenInUse(fact).length, 'character')}; fewer than ${MIN_TOKEN_LENGTH} can be guessed by trying.`,
    remediation: NEW_TOKEN,
    command: () => 'openclaw config set gateway.auth.token "$(openssl rand -hex 32)"',
    keys: ['gateway.auth.token'],
    when: (fact) => isShort(tokenInUse(fact), MIN_TOKEN_LENGTH),
    docs: {
      summary: `The gateway token has fewer than ${MIN_TOKEN_LENGTH} characters`,
      why: 'The token is all that a caller needs. A short one falls to guessing.',
      triggers: `gateway.auth.mode is token (set, or by there being a token and no password), and the token, trimmed, has 1 to ${MIN_TOKEN_LENGTH - 1} characters.`,
      mend: NEW_TOKEN,
      example: '{ gateway: { auth: { token: "abc123" } } }',
    },
  },
  {
    id: 'gateway.token_guessable',
    severity: 'warn',
    title: 'The gateway token is long but not random',
    detail: (fact) =>
      `The token has only ${new Set(tokenInUse(fact)).size} different characters. A repeated character or word is among the first things that are tried.`,
    remediation: NEW_TOKEN,
    command: () => 'openclaw config set gateway.auth.token "$(openssl rand -hex 32)"',
    keys: ['gateway.auth.token'],
    when: (fact) =>
      tokenInUse(fact).length >= MIN_TOKEN_LENGTH && new Set(tokenInUse(fact)).size < MIN_DIFFERENT_CHARACTERS,
    docs: {
      summary: `The gateway token has fewer than ${MIN_DIFFERENT_CHARACTERS} different characters`,
      why: 'Length alone does not make a secret: "aaaa…" has as little in it as "a".',
      triggers: `gateway.auth.mode is token, and a token of at least ${MIN_TOKEN_LENGTH} characters has fewer than ${MIN_DIFFERENT_CHARACTERS} different ones.`,
      mend: NEW_TOKEN,
      example: '{ gateway: { auth: { token: "aaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }',
    },
  },
  {
    id: 'gateway.password_too_short',
    severity: 'warn',
    title: 'The gateway password is short',
    detail: (fact) =>
      `The password has ${countOf(passwordInUse(fact).length, 'character')}; fewer than ${MIN_PASSWORD_LENGTH} can be guessed by trying.`,
    remediation: `Choose a password of at least ${MIN_PASSWORD_LENGTH} characters and set it in OPENCLAW_GATEWAY_PASSWORD, or use a token.`,
    keys: ['gateway.auth.password'],
    when: (fact) => isShort(passwordInUse(fact), MIN_PASSWORD_LENGTH),
    docs: {
      summary: `The gateway password has fewer than ${MIN_PASSWORD_LENGTH} characters`,
      why: 'The password is all that a caller needs. A short one falls to guessing.',
      triggers: `gateway.auth.mode is password (set, or by there being a password), and the password, trimmed, has 1 to ${MIN_PASSWORD_LENGTH - 1} characters.`,
      mend: 'Choose a longer password, or use a random token.',
      example: '{ gateway: { auth: { password: "a" } } }',
    },
  },
];
