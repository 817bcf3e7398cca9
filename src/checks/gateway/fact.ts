import type { AuditContext, JsonObject } from '../../audit/context.ts';
import { booleanAt, isUnseen, listAt, valueAt } from '../../context/config-reader.ts';
import { gatewayBind, isControlUiOn, tailscaleMode } from '../../policy/exposure.ts';
import { type GatewayAuth, resolveGatewayAuth } from '../../policy/gateway-auth.ts';

/** Everything the gateway's rows judge, resolved once. */
export type GatewayFact = {
  readonly config: JsonObject;
  readonly bind: string;
  readonly onLoopback: boolean;
  readonly tailscale: string;
  readonly auth: GatewayAuth;
  /** Secrets whose text can be judged: a variable that is not set here hides it. */
  readonly isTokenSeen: boolean;
  readonly isPasswordSeen: boolean;
  readonly controlUi: boolean;
  readonly tls: boolean;
  /** Entries without blanks around them; blank ones count too: the gateway then trusts no proxy, and a list was meant. */
  readonly trustedProxies: readonly string[];
  readonly rateLimited: boolean;
};

/** An entry without blanks around it; blank for what is no text: an object with a `toString` of its own would throw. */
const textOf = (entry: unknown): string =>
  typeof entry === 'string' || typeof entry === 'number' ? String(entry).trim() : '';

/** The one fact of the gateway family. */
export const gatewayFact = ({ config, env }: AuditContext): GatewayFact => {
  const bind = gatewayBind(config.value);
  return {
    config: config.value,
    bind,
    onLoopback: bind === 'loopback',
    tailscale: tailscaleMode(config.value),
    auth: resolveGatewayAuth(config.value, env),
    isTokenSeen: !isUnseen(config, 'gateway.auth.token'),
    isPasswordSeen: !isUnseen(config, 'gateway.auth.password'),
    controlUi: isControlUiOn(config.value),
    tls: booleanAt(config.value, 'gateway.tls.enabled') === true,
    trustedProxies: (listAt(config.value, 'gateway.trustedProxies') ?? []).map(textOf),
    rateLimited: (valueAt(config.value, 'gateway.auth.rateLimit') ?? undefined) !== undefined,
  };
};
