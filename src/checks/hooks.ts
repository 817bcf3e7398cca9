import type { CheckModule } from '../audit/check.ts';
import { booleanAt, entryTextsAt, filledTextAt } from '../context/config-reader.ts';
import { isGatewayExposed } from '../policy/exposure.ts';
import { type GatewayAuth, resolveGatewayAuth } from '../policy/gateway-auth.ts';
import { hookRows } from './hooks/rows.ts';

/** The webhooks that are on. */
export type HooksFact = {
  readonly token: string;
  readonly path: string;
  readonly defaultSessionKey: string | undefined;
  readonly requestSessionKey: boolean;
  readonly prefixes: readonly string[];
  readonly exposed: boolean;
  /** The token of the gateway, if it has one that counts here. */
  readonly gatewayToken: string | undefined;
  readonly gatewayPassword: string | undefined;
};

/** In token mode the gateway's own, else the one that other programs take from the environment (spec: checks 4.7). */
const gatewayToken = (auth: GatewayAuth, env: Readonly<Record<string, string>>): string | undefined =>
  auth.mode === 'token' ? auth.token : env.OPENCLAW_GATEWAY_TOKEN?.trim() || undefined;

/** Webhooks: who may start agents by HTTP, and in which session (spec: checks 4.7). */
export const hooks: CheckModule<HooksFact> = {
  name: 'hooks',
  facts: ({ config: { value: config }, env }) => {
    if (booleanAt(config, 'hooks.enabled') !== true) return [];
    const auth = resolveGatewayAuth(config, env);
    return [
      {
        token: filledTextAt(config, 'hooks.token') ?? '',
        path: filledTextAt(config, 'hooks.path') ?? '',
        defaultSessionKey: filledTextAt(config, 'hooks.defaultSessionKey'),
        requestSessionKey: booleanAt(config, 'hooks.allowRequestSessionKey') === true,
        prefixes: entryTextsAt(config, 'hooks.allowedSessionKeyPrefixes'),
        exposed: isGatewayExposed(config),
        gatewayToken: gatewayToken(auth, env),
        gatewayPassword: auth.mode === 'password' ? auth.password : undefined,
      },
    ];
  },
  keep: 'every',
  checks: hookRows,
};
