import type { JsonObject, LoadedConfig } from '../audit/context.ts';
import { isObject, objectAt, valueAt } from '../context/config-reader.ts';
import type { ConfigEdit, KeyPath, NewValue } from './edit-config.ts';

/** One config value that the fix will change, and the file that holds it. */
export type ConfigChange = {
  /** Path in the merged config. */
  readonly keyPath: KeyPath;
  /** The change in the original's words; part of the JSON contract (`fix.changes`). */
  readonly change: string;
  /** Absolute path of the main config or of an include. */
  readonly file: string;
  readonly edit: ConfigEdit;
  /** What the user should know about the consequence. */
  readonly note?: string;
};

export type ConfigFixPlan = {
  readonly changes: readonly ConfigChange[];
  /** One sentence for each value that should change and cannot. */
  readonly problems: readonly string[];
};

/** An object that may carry a group policy: a channel, one of its accounts, or `channels.defaults`. */
type Scope = { readonly keyPath: readonly string[]; readonly value: JsonObject; readonly section: JsonObject };

/** The order in which the original mends them (spec CR 5.1); other channels follow in the order of the config. */
const ORIGINAL_ORDER = ['telegram', 'whatsapp', 'discord', 'signal', 'imessage', 'slack', 'msteams'];

/** Keys that list who may speak in groups, in every channel … */
const SENDER_LISTS = ['groupAllowFrom', 'allowFrom', 'dm.allowFrom'];
/** … and those that list the places themselves, where naming a place is enough to be answered there (spec checks 5.5). */
const PLACE_LISTS: Readonly<Record<string, readonly string[]>> = {
  discord: ['guilds'],
  slack: ['channels'],
  googlechat: ['groups'],
  matrix: ['groups', 'rooms'],
  msteams: ['teams'],
  'nextcloud-talk': ['rooms'],
  zalouser: ['groups'],
};

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;

const hasAllowlist = (channel: string, { value, section }: Scope): boolean =>
  [...SENDER_LISTS, ...(Object.hasOwn(PLACE_LISTS, channel) ? (PLACE_LISTS[channel] ?? []) : [])].some((key) =>
    isFilled(valueAt(value, key) ?? valueAt(section, key)),
  );

const channelNames = (channels: JsonObject): string[] => {
  const names = Object.keys(channels).filter((name) => isObject(channels[name]));
  return [
    ...ORIGINAL_ORDER.filter((name) => names.includes(name)),
    ...names.filter((name) => !ORIGINAL_ORDER.includes(name)),
  ];
};

const scopesOf = (channels: JsonObject, channel: string): Scope[] => {
  const section = channels[channel] as JsonObject;
  const keyPath = ['channels', channel];
  const accounts = channel === 'defaults' ? {} : objectAt(section, 'accounts');
  return [
    { keyPath, value: section, section },
    ...Object.entries(accounts)
      .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
      .map(([id, value]) => ({ keyPath: [...keyPath, 'accounts', id], value, section })),
  ];
};

const silentNote = (scope: string): string =>
  `${scope} has no allowlist, so nobody in any group is answered until you add senders or groups to one.`;

/** Channels that take `channels.defaults.groupPolicy` because they set none, and would fall silent with it. */
const silencedByDefaults = (channels: JsonObject): string[] =>
  channelNames(channels).filter((channel) => {
    const section = channels[channel] as JsonObject;
    return (
      channel !== 'defaults' &&
      !('groupPolicy' in section) &&
      !hasAllowlist(channel, { keyPath: [], value: section, section })
    );
  });

const noteFor = (channels: JsonObject, channel: string, scope: Scope): string | undefined => {
  if (scope.value.enabled === false || scope.section.enabled === false) return undefined;
  if (channel !== 'defaults') return hasAllowlist(channel, scope) ? undefined : silentNote(scope.keyPath.join('.'));
  const silenced = silencedByDefaults(channels).map((name) => `channels.${name}`);
  return silenced.length === 0 ? undefined : silentNote(silenced.join(', '));
};

type Wanted = {
  readonly keyPath: readonly string[];
  readonly to: NewValue;
  readonly change: string;
  readonly note?: string | undefined;
};

/** The value as the file has it: references are not substituted. */
const rawValue = (config: LoadedConfig, keyPath: KeyPath): unknown =>
  keyPath.reduce<unknown>(
    (node, step) => (isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined),
    config.raw,
  );

const toChange = (config: LoadedConfig, wanted: Wanted): ConfigChange | string => {
  const { keyPath, to, change, note } = wanted;
  const from = rawValue(config, keyPath);
  // A key that is not there yet goes beside the group policy of the same object, into the same file.
  const at = from === undefined ? [...keyPath.slice(0, -1), 'groupPolicy'] : keyPath;
  const origin = config.originOf(at);
  if (origin === undefined) return `${keyPath.join('.')} cannot be changed: the file that holds it could not be told.`;
  const edit =
    from === undefined
      ? { keyPath: [...origin.keyPath.slice(0, -1), keyPath.at(-1) as string], from, to, beside: 'groupPolicy' }
      : { keyPath: origin.keyPath, from, to };
  return { keyPath, change, file: origin.file, edit, ...(note === undefined ? {} : { note }) };
};

/** Seeds the allowlist of a WhatsApp scope that has none of its own (spec CR 5.1, step 3). */
const seedFor = (scope: Scope, pairedSenders: readonly string[]): Wanted[] => {
  const lists = [scope.value.allowFrom, scope.value.groupAllowFrom];
  const isEmpty = lists.every((list) => list === undefined || (Array.isArray(list) && list.length === 0));
  if (!isEmpty || pairedSenders.length === 0) return [];
  const keyPath = [...scope.keyPath, 'groupAllowFrom'];
  return [{ keyPath, to: pairedSenders, change: `${keyPath.join('.')}=pairing-store` }];
};

const flipsOf = (channels: JsonObject, channel: string, pairedSenders: readonly string[]): Wanted[] =>
  scopesOf(channels, channel)
    .filter((scope) => scope.value.groupPolicy === 'open')
    .flatMap((scope) => {
      const keyPath = [...scope.keyPath, 'groupPolicy'];
      const seeds = channel === 'whatsapp' ? seedFor(scope, pairedSenders) : [];
      const note = seeds.length > 0 ? undefined : noteFor(channels, channel, scope);
      return [{ keyPath, to: 'allowlist', change: `${keyPath.join('.')}=open -> allowlist`, note }, ...seeds];
    });

/**
 * The config values that `--fix` changes: open group policies become allowlists in every channel, account and in
 * `channels.defaults`, WhatsApp scopes without a list get the senders that were paired before, and log redaction is
 * switched on. Nothing else, ever. Pure: `pairedSenders` is what `readPairedSenders` gave for WhatsApp.
 */
export const planConfigFixes = (config: LoadedConfig, pairedSenders: readonly string[]): ConfigFixPlan => {
  if (config.status !== 'loaded') return { changes: [], problems: [] };
  const channels = objectAt(config.value, 'channels');
  const redaction: Wanted[] =
    valueAt(config.value, 'logging.redactSensitive') === 'off'
      ? [{ keyPath: ['logging', 'redactSensitive'], to: 'tools', change: 'logging.redactSensitive=off -> "tools"' }]
      : [];
  const wanted = [...redaction, ...channelNames(channels).flatMap((name) => flipsOf(channels, name, pairedSenders))];
  const outcomes = wanted.map((one) => toChange(config, one));
  return {
    changes: outcomes.filter((outcome): outcome is ConfigChange => typeof outcome !== 'string'),
    problems: outcomes.filter((outcome) => typeof outcome === 'string'),
  };
};
