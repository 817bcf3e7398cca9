import type { JsonObject } from '../audit/context.ts';
import { numberAt } from '../context/config-reader.ts';

const DEFAULT_PORT = 18_789;

const portFrom = (text: string | undefined): number | undefined => {
  const port = Number.parseInt(text?.trim() ?? '', 10);
  return port > 0 ? port : undefined;
};

/** The gateway's TCP port; the variables beat the config (spec: config-and-resolution 1.6). Not checked against 65535. */
export const gatewayPort = (config: JsonObject, env: Readonly<Record<string, string>>): number => {
  const configured = numberAt(config, 'gateway.port');
  return (
    portFrom(env.OPENCLAW_GATEWAY_PORT) ??
    portFrom(env.CLAWDBOT_GATEWAY_PORT) ??
    (configured !== undefined && configured > 0 ? configured : DEFAULT_PORT)
  );
};
