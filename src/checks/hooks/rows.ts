import type { Check } from '../../audit/check.ts';
import { countOf } from '../../audit/units.ts';
import { enumerate } from '../enumerate.ts';
import type { HooksFact } from './fact.ts';

/** The same measure as for the gateway's token (spec: config-and-resolution 3.1). */
const MIN_TOKEN_LENGTH = 24;

const NEW_TOKEN = 'Set hooks.token to a new random token, and give it to your senders.';
const newToken = (): string => 'openclaw config set hooks.token "$(openssl rand -hex 32)"';
const NO_REQUEST_KEY =
  'Set hooks.allowRequestSessionKey to false, or limit the keys with hooks.allowedSessionKeyPrefixes.';
const SET_PREFIXES = 'Set hooks.allowedSessionKeyPrefixes to the prefixes that your senders need, such as ["hook:"].';

/** Who may start agents by HTTP (spec: checks 4.7). */
export const hookRows: readonly Check<HooksFact>[] = [
  {
    id: 'hooks.token_too_short',
    severity: 'warn',
    title: 'The webhook token is short',
    detail: ({ token }) =>
      `hooks.token has ${countOf(token.length, 'character')}; fewer than ${MIN_TOKEN_LENGTH} can be guessed by trying.`,
    remediation: NEW_TOKEN,
    command: newToken,
    keys: ['hooks.token'],
    when: ({ token, isTokenSeen }) => isTokenSeen && token.length > 0 && token.length < MIN_TOKEN_LENGTH,
    docs: {
      summary: `The webhook token has fewer than ${MIN_TOKEN_LENGTH} characters`,
      why: 'Whoever has the token starts agents with text of their choosing.',
      triggers: `hooks.enabled is true, and hooks.token, trimmed, has 1 to ${MIN_TOKEN_LENGTH - 1} characters.`,
      mend: NEW_TOKEN,
      example: '{ hooks: { enabled: true, token: "short" } }',
    },
  },
  {
    id: 'hooks.token_reuse_gateway_token',
    severity: 'warn',
    title: 'Webhooks and gateway share a token',
    detail:
      'hooks.token is the token of the gateway. Every service that may send a webhook thereby has full control of the gateway.',
    remediation: NEW_TOKEN,
    command: newToken,
    keys: ['hooks.token'],
    when: ({ token, gatewayToken }) => token !== '' && token === gatewayToken,
    docs: {
      summary: 'The webhook token is the same as the gateway token',
      why: 'A webhook token is handed to outside services and stands in their logs. The gateway token is the key to everything.',
      triggers:
        'hooks.enabled is true, and hooks.token equals the gateway token: in token mode the one in use, otherwise the one in OPENCLAW_GATEWAY_TOKEN.',
      mend: NEW_TOKEN,
    },
  },
  {
    id: 'hooks.path_root',
    severity: 'critical',
    title: 'Webhooks answer on every path',
    detail: 'hooks.path is "/", so webhooks take the place of everything else that the gateway serves.',
    remediation: 'Set hooks.path to a path of its own, such as "/hooks".',
    command: () => 'openclaw config set hooks.path /hooks',
    keys: ['hooks.path'],
    when: ({ path }) => path === '/',
    docs: {
      summary: 'The webhook path is the root of the gateway',
      why: 'Requests that were meant for something else end up as input of an agent, and the endpoint is found by everyone who looks.',
      triggers: 'hooks.enabled is true, and hooks.path, trimmed, is /.',
      mend: 'Set hooks.path to a path of its own, such as /hooks.',
      example: '{ hooks: { enabled: true, path: "/" } }',
    },
  },
  {
    id: 'hooks.default_session_key_unset',
    severity: 'warn',
    title: 'Webhooks have no session of their own',
    detail:
      'hooks.defaultSessionKey is not set. Webhooks without a session key do not run in one session that you know and can watch.',
    remediation: 'Set hooks.defaultSessionKey, for example to "hook:ingress".',
    command: () => 'openclaw config set hooks.defaultSessionKey hook:ingress',
    keys: ['hooks.defaultSessionKey'],
    when: ({ defaultSessionKey }) => defaultSessionKey === undefined,
    docs: {
      summary: 'No session is named in which webhooks run',
      why: 'Input from outside belongs in a session of its own, apart from your conversations and easy to review.',
      triggers: 'hooks.enabled is true, and hooks.defaultSessionKey is unset or blank.',
      mend: 'Set hooks.defaultSessionKey, for example to hook:ingress.',
      example: '{ hooks: { enabled: true, token: "…" } }',
    },
  },
  {
    id: 'hooks.request_session_key_enabled',
    severity: ({ exposed }) => (exposed ? 'critical' : 'warn'),
    severities: ['warn', 'critical'],
    title: 'Webhook senders choose their session',
    detail:
      'hooks.allowRequestSessionKey is true: a sender can write into any session that the allowed prefixes cover, your own conversations included.',
    remediation: NO_REQUEST_KEY,
    command: () => 'openclaw config set hooks.allowRequestSessionKey false',
    keys: ['hooks.allowRequestSessionKey'],
    when: ({ requestSessionKey }) => requestSessionKey,
    docs: {
      summary: 'A webhook request may name the session it goes to',
      why: 'Text from outside in a trusted session is read as if you had written it, with everything that session remembers and may do.',
      triggers:
        'hooks.enabled and hooks.allowRequestSessionKey are true. Critical when the gateway is reachable from other machines (bind is not loopback, or Tailscale Serve or Funnel), otherwise a warning.',
      mend: NO_REQUEST_KEY,
      example: '{ hooks: { enabled: true, allowRequestSessionKey: true } }',
    },
  },
  {
    id: 'hooks.request_session_key_prefixes_missing',
    severity: ({ exposed }) => (exposed ? 'critical' : 'warn'),
    severities: ['warn', 'critical'],
    title: 'Webhook senders may choose any session',
    detail:
      'hooks.allowRequestSessionKey is true and hooks.allowedSessionKeyPrefixes is empty: no session is off limits.',
    remediation: SET_PREFIXES,
    command: () => `openclaw config set hooks.allowedSessionKeyPrefixes '["hook:"]'`,
    keys: ['hooks.allowedSessionKeyPrefixes'],
    when: ({ requestSessionKey, prefixes }) => requestSessionKey && prefixes.length === 0,
    docs: {
      summary: 'Session keys in webhook requests are not limited to prefixes',
      why: 'Without prefixes a sender can reach every session, the main one included.',
      triggers:
        'hooks.enabled and hooks.allowRequestSessionKey are true, and hooks.allowedSessionKeyPrefixes has no entry that is not blank. Critical when the gateway is reachable from other machines, otherwise a warning.',
      mend: SET_PREFIXES,
      example: '{ hooks: { enabled: true, allowRequestSessionKey: true, allowedSessionKeyPrefixes: [] } }',
    },
  },
  {
    id: 'hooks.enabled_without_token',
    severity: 'warn',
    title: 'Webhooks are on without a token',
    detail:
      'hooks.enabled is true and hooks.token is not set, so there is nothing by which to tell your senders from others.',
    remediation: `${NEW_TOKEN} If you do not use webhooks, set hooks.enabled to false.`,
    command: newToken,
    keys: ['hooks.enabled', 'hooks.token'],
    when: ({ token }) => token === '',
    docs: {
      summary: 'Webhooks are switched on and no token is set',
      why: 'Webhooks start agents. They either refuse everyone in this state or accept everyone; neither is what you want.',
      triggers: 'hooks.enabled is true, and hooks.token is unset or blank.',
      mend: 'Set hooks.token to a long random token, or switch webhooks off.',
      example: '{ hooks: { enabled: true } }',
    },
  },
  {
    id: 'hooks.token_reuse_gateway_password',
    severity: 'warn',
    title: "The webhook token is the gateway's password",
    detail:
      'hooks.token is the password of the gateway. Every service that may send a webhook thereby has full control of the gateway.',
    remediation: NEW_TOKEN,
    command: newToken,
    keys: ['hooks.token'],
    when: ({ token, gatewayPassword }) => token !== '' && token === gatewayPassword,
    docs: {
      summary: 'The webhook token is the same as the gateway password',
      why: 'A webhook token is handed to outside services and stands in their logs. The gateway password is the key to everything.',
      triggers: 'hooks.enabled is true, the gateway is in password mode, and hooks.token equals its password.',
      mend: NEW_TOKEN,
    },
  },
  {
    id: 'hooks.unsafe_external_content',
    severity: 'warn',
    title: 'Content from outside is handed to agents as it is',
    detail: ({ unsafeContent }) =>
      `${enumerate(unsafeContent)}: mails and webhook texts reach the agent without the marks that say "this is foreign text, not orders".`,
    remediation: 'Remove allowUnsafeExternalContent at these places.',
    keys: ({ unsafeContent }) => unsafeContent,
    when: ({ unsafeContent }) => unsafeContent.length > 0,
    docs: {
      summary: 'A webhook mapping or the Gmail hook passes on foreign content unprotected',
      why: 'Whoever may send you a mail then writes into the orders of your agent.',
      triggers:
        'hooks.enabled is true, and allowUnsafeExternalContent is true for an entry of hooks.mappings or for hooks.gmail.',
      mend: 'Remove allowUnsafeExternalContent.',
      example: '{ hooks: { enabled: true, gmail: { allowUnsafeExternalContent: true } } }',
    },
  },
  {
    id: 'hooks.any_agent',
    severity: 'info',
    title: 'Webhooks may start any agent',
    detail: 'hooks.allowedAgentIds contains "*": a sender may choose the agent with the most rights.',
    remediation: 'List the agents that webhooks are meant for in hooks.allowedAgentIds.',
    keys: ['hooks.allowedAgentIds'],
    when: ({ anyAgent }) => anyAgent,
    docs: {
      summary: 'The agents that webhooks may address are not limited',
      why: 'Agents differ in tools and workspaces. A webhook should reach the one that was made for it.',
      triggers: 'hooks.enabled is true, and hooks.allowedAgentIds contains *.',
      mend: 'List the agents that webhooks are meant for in hooks.allowedAgentIds.',
      example: '{ hooks: { enabled: true, allowedAgentIds: ["*"] } }',
    },
  },
];
