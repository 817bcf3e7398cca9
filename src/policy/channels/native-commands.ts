import type { JsonObject } from '../../audit/context.ts';
import { valueAt } from '../../context/config-reader.ts';

/** Channels for which `auto` means on (spec: CR 3.9). */
const AUTO_ON: ReadonlySet<string> = new Set(['telegram', 'discord']);

/**
 * Whether a channel registers its commands with the chat service: the channel's (or account's) setting first, then the
 * global one, then `auto`. `section` is the channel's section or an account merged with it.
 */
export const hasNativeCommands = (
  channel: string,
  section: JsonObject,
  config: JsonObject,
  setting: 'native' | 'nativeSkills',
): boolean => {
  const chosen = [valueAt(section, `commands.${setting}`), valueAt(config, `commands.${setting}`)].find(
    (value) => typeof value === 'boolean' || value === 'auto',
  );
  return typeof chosen === 'boolean' ? chosen : AUTO_ON.has(channel);
};
