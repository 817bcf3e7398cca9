import { AGENT_RULES } from './agent-rules.ts';
import { CHANNEL_RULES } from './channel-rules.ts';
import type { Rule } from './rule.ts';
import { SETTING_RULES } from './setting-rules.ts';

/** Every rule that a schema table may name with `@rule`. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>(
  Object.entries({ ...AGENT_RULES, ...CHANNEL_RULES, ...SETTING_RULES }),
);
