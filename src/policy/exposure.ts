import type { JsonObject } from '../audit/context.ts';
import { booleanAt, textAt } from '../context/config-reader.ts';

/** Where the gateway listens: `loopback`, `lan`, `tailnet`, `custom`, `auto`. A word that is none of these is passed on and counts as exposed. */
export const gatewayBind = (config: JsonObject): string => textAt(config, 'gateway.bind') ?? 'loopback';

/** `off`, `serve` (the tailnet) or `funnel` (the internet). */
export const tailscaleMode = (config: JsonObject): string => textAt(config, 'gateway.tailscale.mode') ?? 'off';

/** Other machines can reach the gateway. `auto` may end up on loopback, but nothing in the config says so. */
export const isGatewayExposed = (config: JsonObject): boolean =>
  gatewayBind(config) !== 'loopback' || ['serve', 'funnel'].includes(tailscaleMode(config));

/** The control UI is on unless it is switched off. */
export const isControlUiOn = (config: JsonObject): boolean => booleanAt(config, 'gateway.controlUi.enabled') !== false;
