import type { JsonObject } from '../audit/context.ts';
import { booleanAt, entryTextsAt, filledTextAt, objectsAt } from '../context/config-reader.ts';

const DEFAULT_MEMORY_PLUGIN = 'memory-core';

/** What decides whether a plugin is loaded; ids are lower-case. */
export type PluginSettings = {
  readonly enabled: boolean;
  readonly allow: ReadonlySet<string>;
  readonly deny: ReadonlySet<string>;
  readonly disabled: ReadonlySet<string>;
  /** The one plugin of kind `memory` that is loaded; undefined when the slot is closed. */
  readonly memorySlot: string | undefined;
};

const lowerCaseSet = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => id.toLowerCase()));

/** Reads the `plugins` section (spec: config-and-resolution 3.14). */
export const pluginSettings = (config: JsonObject): PluginSettings => {
  const slot = (filledTextAt(config, 'plugins.slots.memory') ?? DEFAULT_MEMORY_PLUGIN).toLowerCase();
  const switchedOff = objectsAt(config, 'plugins.entries').filter(([, entry]) => booleanAt(entry, 'enabled') === false);
  return {
    enabled: booleanAt(config, 'plugins.enabled') !== false,
    allow: lowerCaseSet(entryTextsAt(config, 'plugins.allow')),
    deny: lowerCaseSet(entryTextsAt(config, 'plugins.deny')),
    disabled: lowerCaseSet(switchedOff.map(([id]) => id.trim())),
    memorySlot: slot === 'none' ? undefined : slot,
  };
};

/**
 * Whether a plugin that does not ship with OpenClaw is loaded: on by default.
 * @param id its manifest id, any case
 * @param kind `memory` plugins are loaded only when they hold the memory slot
 */
export const isPluginEnabled = (settings: PluginSettings, id: string, kind?: string): boolean => {
  const name = id.toLowerCase();
  if (!settings.enabled || settings.deny.has(name)) return false;
  if (settings.allow.size > 0 && !settings.allow.has(name)) return false;
  if (kind === 'memory') return settings.memorySlot === name;
  return !settings.disabled.has(name);
};
