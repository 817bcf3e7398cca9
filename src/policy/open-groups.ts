import type { JsonObject } from '../audit/context.ts';
import { booleanAt, objectsAt, textAt } from '../context/config-reader.ts';

/** Channels whose schema fills in `groupPolicy: allowlist` (spec: config-and-resolution 2.5). */
const ALLOWLIST_BY_DEFAULT: ReadonlySet<string> = new Set([
  'whatsapp',
  'telegram',
  'discord',
  'irc',
  'googlechat',
  'slack',
  'signal',
  'imessage',
  'bluebubbles',
  'msteams',
]);

const enabledChannels = (config: JsonObject): (readonly [string, JsonObject])[] =>
  objectsAt(config, 'channels').filter(([, section]) => booleanAt(section, 'enabled') !== false);

const isOpen = (place: JsonObject): boolean => textAt(place, 'groupPolicy') === 'open';

/**
 * The keys that open a channel's groups to everyone, in file order: of each section (`defaults` too) and of its accounts.
 * What is switched off is left out.
 */
export const openGroupKeys = (config: JsonObject): string[] =>
  enabledChannels(config).flatMap(([channel, section]) => [
    ...(isOpen(section) ? [`channels.${channel}.groupPolicy`] : []),
    ...objectsAt(section, 'accounts')
      .filter(([, account]) => booleanAt(account, 'enabled') !== false && isOpen(account))
      .map(([account]) => `channels.${channel}.accounts.${account}.groupPolicy`),
  ]);

/** How many channel sections have open groups, and how many an allowlist (spec: checks 4.1). */
export const countGroupPolicies = (config: JsonObject): { readonly open: number; readonly allowlist: number } => {
  const policies = enabledChannels(config).map(
    ([channel, section]) =>
      textAt(section, 'groupPolicy') ?? (ALLOWLIST_BY_DEFAULT.has(channel) ? 'allowlist' : undefined),
  );
  const count = (policy: string): number => policies.filter((value) => value === policy).length;
  return { open: count('open'), allowlist: count('allowlist') };
};
