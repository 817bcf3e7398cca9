import type { JsonObject } from '../audit/context.ts';
import { filledTextAt, objectAt, objectsAt, valueAt } from '../context/config-reader.ts';
import { isChannelLoaded } from './channels/accounts.ts';

/** Channels on which `auto` means on, where their plugin is loaded (spec: config-and-resolution 3.9). */
const AUTO_ON: ReadonlySet<string> = new Set(['discord', 'telegram']);

/**
 * Whether a channel offers commands (`native`) or skills (`nativeSkills`) in its own menu.
 * @param section the channel's section, or the overlay of one of its accounts
 */
export const isNativeOn = (
  config: JsonObject,
  channel: string,
  section: unknown,
  setting: 'native' | 'nativeSkills',
): boolean => {
  const chosen = [valueAt(section, `commands.${setting}`), valueAt(config, `commands.${setting}`)].find(
    (value) => typeof value === 'boolean' || value === 'auto',
  );
  return typeof chosen === 'boolean' ? chosen : AUTO_ON.has(channel) && isChannelLoaded(config, channel);
};

type Credentials = { readonly keys: readonly string[]; readonly variables: readonly string[] };

/** What makes a channel with skill commands count as configured (spec: checks 4.15). */
const SKILL_CHANNELS: ReadonlyMap<string, Credentials> = new Map([
  ['discord', { keys: ['token'], variables: ['DISCORD_BOT_TOKEN'] }],
  ['telegram', { keys: ['botToken', 'tokenFile'], variables: ['TELEGRAM_BOT_TOKEN'] }],
  ['slack', { keys: ['botToken', 'appToken'], variables: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] }],
]);

/** The configured channels, of Discord, Telegram and Slack, that offer skills as commands. */
export const channelsWithNativeSkills = (config: JsonObject, env: Readonly<Record<string, string>>): string[] =>
  [...SKILL_CHANNELS].flatMap(([channel, { keys, variables }]) => {
    const section = objectAt(config, `channels.${channel}`);
    const accounts = objectsAt(section, 'accounts').map(([, account]) => account);
    const isConfigured =
      variables.some((name) => Boolean(env[name]?.trim())) ||
      [section, ...accounts].some((place) => keys.some((key) => filledTextAt(place, key) !== undefined));
    return isConfigured && isNativeOn(config, channel, section, 'nativeSkills') ? [channel] : [];
  });
