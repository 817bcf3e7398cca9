import type { AuditContext, JsonObject } from '../../audit/context.ts';
import { booleanAt, entryTextsAt, valueAt } from '../../context/config-reader.ts';
import { gatewayBind, isControlUiOn, tailscaleMode } from '../../policy/exposure.ts';
import { type GatewayAuth, resolveGatewayAuth } from '../../policy/gateway-auth.ts';

/** Everything the gateway's rows judge, resolved once. */
export type GatewayFact = {
  readonly config: JsonObject;
  readonly bind: string;
  readonly onLoopback: boolean;
  readonly tailscale: string;
  readonly auth: GatewayAuth;
  readonly controlUi: boolean;
  readonly tls: boolean;
  readonly trustedProxies: readonly string[];
  readonly rateLimited: boolean;
};

/** The one fact of the gateway family. */
export const gatewayFact = ({ config, env }: AuditContext): GatewayFact => {
  const bind = gatewayBind(config.value);
  return {
    config: config.value,
    bind,
    onLoopback: bind === 'loopback',
    tailscale: tailscaleMode(config.value),
    auth: resolveGatewayAuth(config.value, env),
    controlUi: isControlUiOn(config.value),
    tls: booleanAt(config.value, 'gateway.tls.enabled') === true,
    trustedProxies: entryTextsAt(config.value, 'gateway.trustedProxies'),
    rateLimited: (valueAt(config.value, 'gateway.auth.rateLimit') ?? undefined) !== undefined,
  };
};
