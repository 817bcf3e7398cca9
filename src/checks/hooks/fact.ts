import type { AuditContext, JsonObject } from '../../audit/context.ts';
import { booleanAt, entryTextsAt, filledTextAt, isUnseen, listAt } from '../../context/config-reader.ts';
import { isGatewayExposed } from '../../policy/exposure.ts';
import { type GatewayAuth, resolveGatewayAuth } from '../../policy/gateway-auth.ts';

/** The webhooks that are on. */
export type HooksFact = {
  readonly token: string;
  /** False when a variable that is not set here hides the token's text. */
  readonly isTokenSeen: boolean;
  readonly path: string;
  readonly defaultSessionKey: string | undefined;
  readonly requestSessionKey: boolean;
  readonly prefixes: readonly string[];
  readonly exposed: boolean;
  /** The token of the gateway, if it has one that counts here. */
  readonly gatewayToken: string | undefined;
  readonly gatewayPassword: string | undefined;
  /** Keys that hand outside content to an agent as it is. */
  readonly unsafeContent: readonly string[];
  readonly anyAgent: boolean;
};

const UNSAFE = 'allowUnsafeExternalContent';

/** The mappings, and the Gmail hook, that switch the protection off. */
const unsafeContent = (config: JsonObject): string[] => {
  const mappings = (listAt(config, 'hooks.mappings') ?? []).map((_, index) => `hooks.mappings.${index}.${UNSAFE}`);
  return [...mappings, `hooks.gmail.${UNSAFE}`].filter((key) => booleanAt(config, key) === true);
};

/** In token mode the gateway's own, else the one that other programs take from the environment (spec: checks 4.7). */
const gatewayToken = (auth: GatewayAuth, env: Readonly<Record<string, string>>): string | undefined =>
  auth.mode === 'token' ? auth.token : env.OPENCLAW_GATEWAY_TOKEN?.trim() || undefined;

/** The one fact of the family; none while webhooks are off. */
export const hooksFacts = ({ config: loaded, env }: AuditContext): HooksFact[] => {
  const config = loaded.value;
  if (booleanAt(config, 'hooks.enabled') !== true) return [];
  const auth = resolveGatewayAuth(config, env);
  return [
    {
      token: filledTextAt(config, 'hooks.token') ?? '',
      isTokenSeen: !isUnseen(loaded, 'hooks.token'),
      path: filledTextAt(config, 'hooks.path') ?? '',
      defaultSessionKey: filledTextAt(config, 'hooks.defaultSessionKey'),
      requestSessionKey: booleanAt(config, 'hooks.allowRequestSessionKey') === true,
      prefixes: entryTextsAt(config, 'hooks.allowedSessionKeyPrefixes'),
      exposed: isGatewayExposed(config),
      gatewayToken: gatewayToken(auth, env),
      gatewayPassword: auth.mode === 'password' ? auth.password : undefined,
      unsafeContent: unsafeContent(config),
      anyAgent: entryTextsAt(config, 'hooks.allowedAgentIds').includes('*'),
    },
  ];
};
