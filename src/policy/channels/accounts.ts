import type { JsonObject } from '../../audit/context.ts';
import { booleanAt, isObject, listAt, objectAt, objectsAt, textAt } from '../../context/config-reader.ts';
import { pluginSettings } from '../plugin-enable.ts';
import type { AccountView, ChannelDescriptor, ChannelFiles } from './channel.ts';

/** An account that the gateway would start, with the config path it is written under. */
export type RunningAccount = AccountView & {
  /** `channels.<id>.accounts.<key>`, or `channels.<id>` where the account has no object of its own. */
  readonly path: string;
  /** `channels.<id>`. */
  readonly sectionPath: string;
  /** Where settings for the account are written that the gateway does not find: it runs with the section's alone. */
  readonly ignoredPath: string | undefined;
};

/** What deciding about accounts takes: config, the gateway's variables, and a reader for credential files. */
export type AccountSources = {
  readonly config: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  readonly files: ChannelFiles;
};

/** Lower case, runs of other characters as one hyphen, 64 characters at most (spec: CR 3.3, for agents and accounts alike). */
export const normalizeAccountId = (key: string): string => {
  const id = key.trim().toLowerCase();
  if (/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(id)) return id;
  const slug = id
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return slug || 'default';
};

/**
 * False when the gateway certainly does not load the channel. A channel that is merely not listed (no plugin entry, absent
 * from a non-empty `plugins.allow`) does run: OpenClaw 2026.2.17 enables configured channels by itself when it starts.
 */
export const isChannelLoaded = (config: JsonObject, id: string): boolean => {
  const { enabled, deny, disabled } = pluginSettings(config);
  const plugin = id.toLowerCase();
  return enabled && !deny.has(plugin) && !disabled.has(plugin);
};

const merge = (under: JsonObject, over: JsonObject, deepKeys: readonly string[] = []): JsonObject => {
  const merged: Record<string, unknown> = { ...under, ...over };
  for (const key of deepKeys) {
    if (isObject(under[key]) && isObject(over[key])) merged[key] = { ...under[key], ...over[key] };
  }
  return merged;
};

const withoutAccounts = ({ accounts: _, ...section }: JsonObject): JsonObject => section;

/** Accounts that a binding names: Telegram starts these, and no `default` beside them, though they have no object. */
const boundAccountIds = (config: JsonObject, channel: string): string[] =>
  (listAt(config, 'bindings') ?? [])
    .filter((binding) => textAt(binding, 'match.channel')?.trim().toLowerCase() === channel)
    .map((binding) => textAt(binding, 'match.accountId')?.trim() ?? '')
    .filter((id) => id !== '' && id !== '*')
    .map(normalizeAccountId);

type Candidate = {
  readonly id: string;
  /** Key of the account's own object, and the object. */
  readonly key?: string;
  readonly own?: JsonObject;
  /** Key of an object meant for the account that the gateway does not find. */
  readonly ignoredKey?: string;
};

const candidates = (channel: ChannelDescriptor, section: JsonObject, config: JsonObject): Candidate[] => {
  const accounts = channel.accountLookup === 'single' ? [] : objectsAt(section, 'accounts');
  const found: Candidate[] = [];
  const bare: Candidate[] = [];
  for (const [key, own] of accounts) {
    const id = normalizeAccountId(key);
    const isSection = channel.defaultIsSection === true && id === 'default';
    const lost = channel.accountLookup === 'exact' && id !== key;
    if (!isSection) found.push({ id, key, own, ...(lost ? { ignoredKey: key } : {}) });
    // The account starts all the same, with the settings of the section alone.
    if (isSection || lost) bare.push({ id, ignoredKey: key });
  }
  const bound = channel.id === 'telegram' ? boundAccountIds(config, channel.id).map((id) => ({ id })) : [];
  const alone = found.length + bound.length === 0 || channel.defaultIsSection === true;
  const known = new Set(found.filter(({ ignoredKey }) => ignoredKey === undefined).map(({ id }) => id));
  const further = [...bare, ...bound, ...(alone ? [{ id: 'default' }] : [])];
  return [...found, ...further.filter(({ id }) => !known.has(id) && known.add(id))];
};

/** All enabled accounts with credentials, in config order; none when the channel is off (spec: checks 5.2). */
export const runningAccounts = (
  channel: ChannelDescriptor,
  { config, env, files }: AccountSources,
): RunningAccount[] => {
  const channels = objectAt(config, 'channels');
  const written = channels[channel.id];
  const hasSection = isObject(written);
  const whole = hasSection ? written : {};
  const off = whole.enabled === false || (channel.id === 'whatsapp' && booleanAt(config, 'web.enabled') === false);
  if (off || !isChannelLoaded(config, channel.id)) return [];

  const section = withoutAccounts(whole);
  const defaults = hasSection ? (channel.schemaDefaults ?? {}) : {};
  const sectionPath = `channels.${channel.id}`;
  return candidates(channel, whole, config)
    .map(({ id, key, own, ignoredKey }): RunningAccount => {
      const overlay = own === undefined ? {} : { ...defaults, ...own };
      return {
        id,
        isDefault: id === 'default',
        own: own ?? (id === 'default' ? section : {}),
        section,
        hasSection,
        merged: merge({ ...defaults, ...section }, overlay, channel.deepKeys),
        env,
        files,
        path: key === undefined ? sectionPath : `${sectionPath}.accounts.${key}`,
        sectionPath,
        ignoredPath: ignoredKey === undefined ? undefined : `${sectionPath}.accounts.${ignoredKey}`,
      };
    })
    .filter((account) => account.merged.enabled !== false && channel.configured(account));
};
