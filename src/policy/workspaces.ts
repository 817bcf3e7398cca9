import { join } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { agentFinder, defaultAgentId, normalizeAgentId } from './agents.ts';

/**
 * Answers where the workspace of an agent is (spec: config-and-resolution 3.12). The default agent's lies below `~/.openclaw`
 * even where the state directory is another.
 */
export const workspaceFinder = ({ config, paths, env }: AuditContext): ((id: string) => string) => {
  const findAgent = agentFinder(config.value);
  const defaultId = defaultAgentId(config.value);
  const profile = env.OPENCLAW_PROFILE?.trim();
  const suffix = profile && profile.toLowerCase() !== 'default' ? `-${profile}` : '';
  return (id) => {
    const name = normalizeAgentId(id);
    const isDefault = name === defaultId;
    const written =
      filledTextAt(findAgent(id)?.entry, 'workspace') ??
      (isDefault ? filledTextAt(config.value, 'agents.defaults.workspace') : undefined);
    if (written !== undefined) return absolutePath(written, paths.home, paths.cwd);
    return isDefault ? join(paths.home, '.openclaw', `workspace${suffix}`) : join(paths.stateDir, `workspace-${name}`);
  };
};
