import { join } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { entryTextsAt, filledTextAt } from '../context/config-reader.ts';
import { absolutePath, variable } from '../context/home.ts';
import { agentFinder, configuredAgentIds, defaultAgentId } from '../policy/agents.ts';

const expandPath = (context: AuditContext, written: string): string =>
  absolutePath(written, context.paths.home, context.paths.cwd);

const workspaceOf = (context: AuditContext, id: string): string => {
  const config = context.config.value;
  const written = filledTextAt(agentFinder(config)(id)?.entry, 'workspace');
  if (written !== undefined) return expandPath(context, written);
  if (id !== defaultAgentId(config)) return join(context.paths.stateDir, `workspace-${id}`);
  const shared = filledTextAt(config, 'agents.defaults.workspace');
  if (shared !== undefined) return expandPath(context, shared);
  const profile = variable(context.env, 'OPENCLAW_PROFILE');
  const suffix = profile !== undefined && profile.toLowerCase() !== 'default' ? `-${profile}` : '';
  return join(context.paths.home, '.openclaw', `workspace${suffix}`);
};

/** The default agent's workspace (spec: CR 3.12). */
const defaultWorkspace = (context: AuditContext): string => workspaceOf(context, defaultAgentId(context.config.value));

/** Every configured agent's workspace, each path once (spec: CR 3.12). */
const workspaces = (context: AuditContext): string[] => [
  ...new Set(configuredAgentIds(context.config.value).map((id) => workspaceOf(context, id))),
];

/** A folder the config or OpenClaw names, and how a finding calls it. */
export type SourceFolder = { readonly path: string; readonly source: string };

/** Folders that hold plugins: OpenClaw's own and the default workspace's. */
export const extensionFolders = (context: AuditContext): SourceFolder[] => [
  { path: join(defaultWorkspace(context), '.openclaw', 'extensions'), source: 'workspace extensions' },
  { path: join(context.paths.stateDir, 'extensions'), source: 'extensions' },
];

/** `plugins.load.paths`: each a plugin, a single file, or a folder of plugins. */
export const pluginLoadPaths = (context: AuditContext): SourceFolder[] =>
  entryTextsAt(context.config.value, 'plugins.load.paths').map((path) => ({
    path: expandPath(context, path),
    source: 'plugins.load.paths',
  }));

/** Personal skills lie in the account's home, which OPENCLAW_HOME does not move. */
const accountHome = (context: AuditContext): string =>
  variable(context.env, 'HOME') ?? variable(context.env, 'USERPROFILE') ?? context.paths.home;

/** Folders that skills are loaded from (spec: CR 3.13), bundled ones left out: they are part of OpenClaw. */
export const skillFolders = (context: AuditContext): SourceFolder[] => [
  ...entryTextsAt(context.config.value, 'skills.load.extraDirs').map((path) => ({
    path: expandPath(context, path),
    source: 'skills.load.extraDirs',
  })),
  { path: join(context.paths.stateDir, 'skills'), source: 'managed skills' },
  { path: join(accountHome(context), '.agents', 'skills'), source: 'personal skills' },
  ...workspaces(context).flatMap((workspace) => [
    { path: join(workspace, '.agents', 'skills'), source: 'project skills' },
    { path: join(workspace, 'skills'), source: 'workspace skills' },
  ]),
];
