import type { JsonObject } from '../audit/context.ts';
import { booleanAt, textAt } from '../context/config-reader.ts';
import { tailscaleMode } from './exposure.ts';

/** `none` cannot stand in a file that OpenClaw accepts; it is what remains when there is neither a mode nor a secret. */
const MODES = ['token', 'password', 'trusted-proxy', 'none'] as const;

type AuthMode = (typeof MODES)[number];

/** Whom the gateway lets in. Secrets are trimmed, and undefined when blank. */
export type GatewayAuth = {
  readonly mode: AuthMode;
  readonly token: string | undefined;
  readonly password: string | undefined;
  /** The mode asks for a secret, and that secret is there. */
  readonly sharedSecret: boolean;
  /** Tailscale's own identity headers count as a login: only behind `tailscale serve`. */
  readonly tailscale: boolean;
};

/** An empty string in the config counts as unset; one of blanks is set, and hides the variable (spec: config-and-resolution 3.1). */
const secret = (configured: string | undefined, fromEnv: string | undefined): string | undefined =>
  configured === undefined || configured === '' ? fromEnv : configured;

const modeOf = (configured: string | undefined, token: string | undefined, password: string | undefined): AuthMode => {
  const mode = MODES.find((known) => known === configured);
  if (mode !== undefined) return mode;
  if (password) return 'password';
  return token ? 'token' : 'none';
};

/**
 * How the gateway resolves its authentication (spec: config-and-resolution 3.1).
 * @param env the variables the gateway sees, its `.env` and the config's `env` block included
 */
export const resolveGatewayAuth = (config: JsonObject, env: Readonly<Record<string, string>>): GatewayAuth => {
  const token = secret(textAt(config, 'gateway.auth.token'), env.OPENCLAW_GATEWAY_TOKEN);
  const password = secret(textAt(config, 'gateway.auth.password'), env.OPENCLAW_GATEWAY_PASSWORD);
  const mode = modeOf(textAt(config, 'gateway.auth.mode'), token, password);
  const serve = tailscaleMode(config) === 'serve';
  const allowTailscale =
    booleanAt(config, 'gateway.auth.allowTailscale') ?? (serve && mode !== 'password' && mode !== 'trusted-proxy');
  return {
    mode,
    token: token?.trim() || undefined,
    password: password?.trim() || undefined,
    sharedSecret: (mode === 'token' && Boolean(token?.trim())) || (mode === 'password' && Boolean(password?.trim())),
    tailscale: allowTailscale && serve,
  };
};
