import type { JsonObject } from '../../audit/context.ts';
import { filledTextAt, isObject, textAt, valueAt } from '../../context/config-reader.ts';
import type { AccountView } from './channel.ts';

/** When an account has what it needs to connect (spec: checks 5.2, "configured when"). */
type Configured = (view: AccountView) => boolean;

/** A variable of the environment; OpenClaw reads these for the account `default` only. */
const variable = (view: AccountView, name: string): string | undefined =>
  view.isDefault ? view.env[name]?.trim() || undefined : undefined;

const filled = (root: JsonObject, key: string): boolean => filledTextAt(root, key) !== undefined;

const filledFile = (view: AccountView, root: JsonObject, key: string): boolean => {
  const path = filledTextAt(root, key);
  return path !== undefined && view.files.hasContent(path);
};

/** Every pair of key and variable has a value: in the merged account, or in the environment for `default`. */
const needs =
  (...pairs: readonly (readonly [key: string, variable?: string])[]): Configured =>
  (view) =>
    pairs.every(
      ([key, name]) => filled(view.merged, key) || (name !== undefined && variable(view, name) !== undefined),
    );

/** A token file that is set decides alone: when it is missing, the channel looks no further. */
const telegram: Configured = (view) => {
  for (const root of view.isDefault ? [view.own, view.section] : [view.own]) {
    if (filled(root, 'tokenFile')) return filledFile(view, root, 'tokenFile');
    if (filled(root, 'botToken')) return true;
  }
  return variable(view, 'TELEGRAM_BOT_TOKEN') !== undefined;
};

const discord: Configured = (view) =>
  filled(view.own, 'token') ||
  (view.isDefault && filled(view.section, 'token')) ||
  variable(view, 'DISCORD_BOT_TOKEN') !== undefined;

/** An account whose session cannot be looked at counts, if the config speaks of WhatsApp at all. */
const whatsapp: Configured = (view) =>
  view.files.whatsappLinked(view.id, textAt(view.merged, 'authDir')) ?? view.hasSection;

const googlechat: Configured = (view) => {
  const account = valueAt(view.merged, 'serviceAccount');
  return (
    isObject(account) ||
    (typeof account === 'string' && account.trim() !== '') ||
    filled(view.merged, 'serviceAccountFile') ||
    variable(view, 'GOOGLE_CHAT_SERVICE_ACCOUNT') !== undefined ||
    variable(view, 'GOOGLE_CHAT_SERVICE_ACCOUNT_FILE') !== undefined
  );
};

const SIGNAL_KEYS = ['account', 'httpUrl', 'httpHost', 'httpPort', 'cliPath', 'autoStart'];
const signal: Configured = (view) => SIGNAL_KEYS.some((key) => (valueAt(view.merged, key) ?? '') !== '');

const nextcloudTalk: Configured = (view) =>
  filled(view.merged, 'baseUrl') &&
  (variable(view, 'NEXTCLOUD_TALK_BOT_SECRET') !== undefined ||
    filledFile(view, view.merged, 'botSecretFile') ||
    filled(view.merged, 'botSecret'));

const matrix: Configured = (view) => {
  const has = (key: string, name: string) => filled(view.merged, key) || variable(view, name) !== undefined;
  return (
    has('homeserver', 'MATRIX_HOMESERVER') &&
    (has('accessToken', 'MATRIX_ACCESS_TOKEN') ||
      (has('userId', 'MATRIX_USER_ID') && has('password', 'MATRIX_PASSWORD')) ||
      view.files.matrixLoggedIn())
  );
};

/** `default` has the section's token, even where it has an object of its own; others have one themselves. */
const zalo: Configured = (view) => {
  const root = view.isDefault ? view.section : view.own;
  return (
    filled(root, 'botToken') || filledFile(view, root, 'tokenFile') || variable(view, 'ZALO_BOT_TOKEN') !== undefined
  );
};

/** The account `default` is the section; others have credentials of their own. */
const line: Configured = (view) => {
  const has = (key: string, fileKey: string, name: string) =>
    filled(view.own, key) || filledFile(view, view.own, fileKey) || variable(view, name) !== undefined;
  return (
    has('channelAccessToken', 'tokenFile', 'LINE_CHANNEL_ACCESS_TOKEN') &&
    has('channelSecret', 'secretFile', 'LINE_CHANNEL_SECRET')
  );
};

/** Slack over HTTP needs a signing secret in place of the app token. The original overlooks these accounts. */
const slack: Configured = (view) => hasSlackTokens(view) || isSlackOverHttp(view);

const hasSlackTokens = needs(['botToken', 'SLACK_BOT_TOKEN'], ['appToken', 'SLACK_APP_TOKEN']);

/** True for a Slack account that gets its events over HTTP and has no app token. */
export const isSlackOverHttp: Configured = (view) =>
  !hasSlackTokens(view) &&
  textAt(view.merged, 'mode') === 'http' &&
  filled(view.merged, 'signingSecret') &&
  needs(['botToken', 'SLACK_BOT_TOKEN'])(view);

/** Its section is all there is to go by: a login is known only to a program that an audit must not start. */
const hasSection: Configured = (view) => view.hasSection;

/** By channel: has an account what it needs to connect (spec: checks 5.2)? */
export const configured = {
  telegram,
  whatsapp,
  discord,
  irc: needs(['host', 'IRC_HOST'], ['nick', 'IRC_NICK']),
  googlechat,
  slack,
  signal,
  imessage: hasSection,
  msteams: needs(
    ['appId', 'MSTEAMS_APP_ID'],
    ['appPassword', 'MSTEAMS_APP_PASSWORD'],
    ['tenantId', 'MSTEAMS_TENANT_ID'],
  ),
  mattermost: needs(['botToken', 'MATTERMOST_BOT_TOKEN'], ['baseUrl', 'MATTERMOST_URL']),
  nextcloudTalk,
  feishu: needs(['appId'], ['appSecret']),
  matrix,
  bluebubbles: needs(['serverUrl'], ['password']),
  zalo,
  zalouser: hasSection,
  nostr: needs(['privateKey']),
  line,
} satisfies Record<string, Configured>;
