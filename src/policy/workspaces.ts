import { join } from 'node:path';
import type { HostPaths, JsonObject } from '../audit/context.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { agentFinder, defaultAgentId, normalizeAgentId } from './agents.ts';

/**
 * The workspace directory of an agent (spec: config-and-resolution 3.12). The default agent's lies below `~/.openclaw` even
 * where the state directory is another.
 */
export const agentWorkspace = (
  config: JsonObject,
  paths: HostPaths,
  env: Readonly<Record<string, string>>,
  id: string,
): string => {
  const own = filledTextAt(agentFinder(config)(id)?.entry, 'workspace');
  if (own !== undefined) return absolutePath(own, paths.home, paths.cwd);
  const name = normalizeAgentId(id);
  if (name !== defaultAgentId(config)) return join(paths.stateDir, `workspace-${name}`);
  const shared = filledTextAt(config, 'agents.defaults.workspace');
  if (shared !== undefined) return absolutePath(shared, paths.home, paths.cwd);
  const profile = env.OPENCLAW_PROFILE?.trim();
  const suffix = profile && profile.toLowerCase() !== 'default' ? `-${profile}` : '';
  return join(paths.home, '.openclaw', `workspace${suffix}`);
};
