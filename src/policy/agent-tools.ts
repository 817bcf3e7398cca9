import type { JsonObject } from '../audit/context.ts';
import { objectAt } from '../context/config-reader.ts';
import { sandboxMode } from './sandbox.ts';
import { sandboxToolPolicy } from './sandbox-tools.ts';
import { effectiveProfile, isToolAllowed, profilePolicy, scopePolicy } from './tool-policy.ts';

/**
 * Answers, for any agent, which tools it may use: the profile, the global policy, the agent's own, and the sandbox's where
 * nothing runs outside it (spec: config-and-resolution 3.6). Policies per provider, group or sender are not part of it.
 */
export const agentToolCheck = (config: JsonObject): ((agent: JsonObject | undefined, tool: string) => boolean) => {
  const global = scopePolicy(objectAt(config, 'tools'));
  return (agent, tool) =>
    isToolAllowed(tool, [
      profilePolicy(effectiveProfile(config, agent)),
      global,
      scopePolicy(objectAt(agent, 'tools')),
      sandboxMode(config, agent) === 'all' ? sandboxToolPolicy(config, agent) : undefined,
    ]);
};
