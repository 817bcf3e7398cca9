import { dirname, join } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { entryTextsAt, filledTextAt, listAt } from '../context/config-reader.ts';
import { absolutePath, variable } from '../context/home.ts';
import { configuredAgentIds, defaultAgentId } from '../policy/agents.ts';
import { workspaceFinder } from '../policy/workspaces.ts';

const expandPath = (context: AuditContext, written: string): string =>
  absolutePath(written, context.paths.home, context.paths.cwd);

/** The default agent's workspace (spec: CR 3.12). */
const defaultWorkspace = (context: AuditContext): string =>
  workspaceFinder(context)(defaultAgentId(context.config.value));

/** Every configured agent's workspace, each path once (spec: CR 3.12). */
const workspaces = (context: AuditContext): string[] => [
  ...new Set(configuredAgentIds(context.config.value).map(workspaceFinder(context))),
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

/** Folders of hooks: OpenClaw's own, the workspaces', and those the config adds. */
export const hookFolders = (context: AuditContext): SourceFolder[] => [
  ...entryTextsAt(context.config.value, 'hooks.internal.load.extraDirs').map((path) => ({
    path: expandPath(context, path),
    source: 'hooks.internal.load.extraDirs',
  })),
  { path: join(context.paths.stateDir, 'hooks'), source: 'managed hooks' },
  ...workspaces(context).map((workspace) => ({ path: join(workspace, 'hooks'), source: 'workspace hooks' })),
];

/** Modules that the config names as hook handlers or transforms: every file one of them may mean. */
export const hookModules = (context: AuditContext): SourceFolder[] => {
  const config = context.config.value;
  const named = (list: string, key: string, folders: readonly string[]): SourceFolder[] =>
    (listAt(config, list) ?? []).flatMap((entry) => {
      const written = filledTextAt(entry, key);
      if (written === undefined) return [];
      const relative = folders.map((folder) => join(folder, written));
      return [...relative, expandPath(context, written)].map((path) => ({ path, source: list }));
    });
  const beside = [dirname(context.config.path), context.paths.stateDir, ...workspaces(context)];
  const transforms = filledTextAt(config, 'hooks.transformsDir');
  const transformFolders =
    transforms === undefined
      ? []
      : [expandPath(context, transforms), ...beside.map((folder) => join(folder, transforms))];
  return [
    ...named('hooks.internal.handlers', 'module', beside),
    ...named('hooks.mappings', 'transform.module', [...transformFolders, ...beside]),
  ];
};

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
