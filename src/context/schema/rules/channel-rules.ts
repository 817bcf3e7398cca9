import type { JsonObject } from '../../../audit/context.ts';
import { entryTextsAt, filledTextAt, listAt, numberAt, objectsAt, textAt } from '../../config-reader.ts';
import { nearestKey } from '../nearest-key.ts';
import type { Breach, Rule } from './rule.ts';

const OPEN_NEEDS_STAR = 'must hold "*", because direct messages are open to everyone (dmPolicy "open")';

const holdsStar = (object: JsonObject, key: string): boolean => entryTextsAt(object, key).includes('*');

function* openDm(section: JsonObject): Iterable<Breach> {
  if (textAt(section, 'dmPolicy') !== 'open' || holdsStar(section, 'allowFrom')) return;
  yield { at: ['allowFrom'], message: OPEN_NEEDS_STAR };
}

function* openDmObject(dm: JsonObject): Iterable<Breach> {
  if (textAt(dm, 'policy') !== 'open' || holdsStar(dm, 'allowFrom')) return;
  yield { at: ['allowFrom'], message: 'must hold "*", because direct messages are open to everyone (policy "open")' };
}

/** Discord and Slack read `dmPolicy` and `allowFrom`, and only where these are missing `dm.policy` and `dm.allowFrom`. */
function* openDmNested(section: JsonObject): Iterable<Breach> {
  const policy = textAt(section, 'dmPolicy') ?? textAt(section, 'dm.policy');
  const key =
    listAt(section, 'allowFrom') === undefined && listAt(section, 'dm.allowFrom') ? 'dm.allowFrom' : 'allowFrom';
  if (policy !== 'open' || holdsStar(section, key)) return;
  yield { at: key.split('.'), message: OPEN_NEEDS_STAR };
}

const enabledAccounts = (section: JsonObject): (readonly [string, JsonObject])[] =>
  objectsAt(section, 'accounts').filter(([, account]) => account.enabled !== false);

function* telegramWebhookSecret(section: JsonObject): Iterable<Breach> {
  const message = 'must be set, because webhookUrl is';
  const shared = filledTextAt(section, 'webhookSecret');
  if (filledTextAt(section, 'webhookUrl') && shared === undefined) yield { at: ['webhookSecret'], message };
  for (const [id, account] of enabledAccounts(section)) {
    const secret = textAt(account, 'webhookSecret')?.trim() ?? shared;
    if (filledTextAt(account, 'webhookUrl') && !secret) yield { at: ['accounts', id, 'webhookSecret'], message };
  }
}

function* slackSigningSecret(section: JsonObject): Iterable<Breach> {
  const message = 'must be set, because mode is "http"';
  const mode = textAt(section, 'mode');
  const shared = textAt(section, 'signingSecret');
  if (mode === 'http' && !shared) yield { at: ['signingSecret'], message };
  for (const [id, account] of enabledAccounts(section)) {
    if ((textAt(account, 'mode') ?? mode) !== 'http') continue;
    if (!(textAt(account, 'signingSecret') ?? shared)) yield { at: ['accounts', id, 'signingSecret'], message };
  }
}

function* nickservEmail(nickserv: JsonObject): Iterable<Breach> {
  if (nickserv.register !== true || filledTextAt(nickserv, 'registerEmail')) return;
  yield { at: ['registerEmail'], message: 'must be set, because register is true' };
}

const STREAMING = 1;

function* discordActivity(section: JsonObject): Iterable<Breach> {
  const type = numberAt(section, 'activityType');
  const url = filledTextAt(section, 'activityUrl');
  if ((type !== undefined || url !== undefined) && !filledTextAt(section, 'activity')) {
    yield { at: ['activity'], message: 'must be set, because activityType or activityUrl is' };
  }
  if (url !== undefined && type !== STREAMING) {
    yield { at: ['activityType'], message: `must be ${STREAMING} (streaming), because activityUrl is set` };
  }
  if (type === STREAMING && url === undefined) {
    yield { at: ['activityUrl'], message: `must be set, because activityType is ${STREAMING} (streaming)` };
  }
}

const TELEGRAM_COMMAND = /^[a-z0-9_]{1,32}$/;

function* telegramCommand(command: JsonObject): Iterable<Breach> {
  const name = textAt(command, 'command')?.trim().replace(/^\/+/, '').toLowerCase().replaceAll('-', '_');
  if (name !== undefined && !TELEGRAM_COMMAND.test(name)) {
    yield { at: ['command'], message: 'must be 1 to 32 letters, digits or underscores' };
  }
  if (textAt(command, 'description')?.trim() === '') yield { at: ['description'], message: 'must not be empty' };
}

/** A channel that neither comes with OpenClaw nor with a plugin (spec CR 2.8). */
const channelIds: Rule = function* (channels, { dialect, discovered }) {
  const known = new Set([...dialect.channelIds, ...(discovered?.channelIds ?? [])]);
  const origin = discovered === undefined ? '' : ' or with an installed plugin';
  for (const key of Object.keys(channels)) {
    if (known.has(key.trim())) continue;
    const meant = nearestKey(key, known);
    if (discovered === undefined && meant === undefined) continue;
    const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
    const message = `is no channel that comes with OpenClaw ${dialect.version}${origin}${hint}`;
    yield { kind: 'unknown-key', at: [key], message };
  }
};

/** An open account, a webhook without its secret and the like: rules for `channels` and what is below it. */
export const CHANNEL_RULES = {
  'channel-ids': channelIds,
  'open-dm': openDm,
  'open-dm-object': openDmObject,
  'open-dm-nested': openDmNested,
  'telegram-webhook-secret': telegramWebhookSecret,
  'telegram-command': telegramCommand,
  'slack-signing-secret': slackSigningSecret,
  'nickserv-email': nickservEmail,
  'discord-activity': discordActivity,
} as const satisfies Record<string, Rule>;
