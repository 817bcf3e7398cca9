import type { JsonObject } from '../audit/context.ts';
import { expandGroups } from './tool-groups.ts';
import { namesAt, type ToolPolicy, toolPolicy } from './tool-policy.ts';

const DEFAULT_ALLOW = ['group:runtime', 'group:fs', 'image', 'group:sessions'];

const BUILT_IN_CHANNELS = ['telegram', 'whatsapp', 'discord', 'irc', 'googlechat', 'slack', 'signal', 'imessage'];
const DEFAULT_DENY = ['browser', 'canvas', 'nodes', 'cron', 'gateway', ...BUILT_IN_CHANNELS];

/**
 * What a sandboxed agent may use: its own `tools.sandbox.tools`, else the global one, else the defaults; `allow` and `deny`
 * are looked up independently (spec: config-and-resolution 3.5). An empty `allow` lifts the restriction.
 */
export const sandboxToolPolicy = (config: JsonObject, agent?: JsonObject): ToolPolicy => {
  const namesOf = (key: 'allow' | 'deny'): string[] | undefined =>
    namesAt(agent, `tools.sandbox.tools.${key}`) ?? namesAt(config, `tools.sandbox.tools.${key}`);
  const allow = namesOf('allow') ?? DEFAULT_ALLOW;
  const deny = namesOf('deny') ?? DEFAULT_DENY;
  // Images are part of every conversation: OpenClaw adds them unless a list speaks of them.
  const image = allow.length > 0 && !expandGroups([...allow, ...deny]).includes('image') ? ['image'] : [];
  return toolPolicy({ allow: [...allow, ...image], deny });
};
