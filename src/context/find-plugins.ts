import { basename, dirname, join } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { type Entry, entryKind, listEntries } from '../platform/list-entries.ts';
import { readRegularFile } from '../platform/read-file.ts';
import { defaultAgentId } from '../policy/agents.ts';
import { agentWorkspace } from '../policy/workspaces.ts';
import { entryTextsAt, filledTextAt } from './config-reader.ts';
import { absolutePath } from './home.ts';

/** Where OpenClaw looks for plugins that it does not ship, in its order (spec: config-and-resolution 2.8). */
export type PluginOrigin = 'load-path' | 'workspace' | 'state';

/** A plugin that is there, whether or not it is loaded. */
export type InstalledPlugin = {
  /** The manifest's id; without a manifest the name of the directory or file. */
  readonly id: string;
  /** The manifest's kind, such as `memory`. */
  readonly kind?: string;
  readonly origin: PluginOrigin;
  /** A directory, or a single file of code. Absolute; may be a link. */
  readonly path: string;
};

/** What was found, and the directories that could not be listed. */
export type InstalledPlugins = {
  readonly plugins: readonly InstalledPlugin[];
  readonly unreadable: readonly { readonly path: string; readonly code: string }[];
};

const MANIFEST = 'openclaw.plugin.json';
const MAX_MANIFEST_BYTES = 1024 * 1024;
const CODE_FILE = /(?<!\.d)\.[cm]?[jt]s$/;
const ENTRY_FILES = [MANIFEST, 'package.json', 'index.ts', 'index.js', 'index.mjs', 'index.cjs'];

const readManifest = (directory: string): unknown => {
  const read = readRegularFile(join(directory, MANIFEST), MAX_MANIFEST_BYTES);
  if (read.kind !== 'read') return undefined;
  try {
    return JSON.parse(read.bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const pluginAt = (path: string, kind: Entry['kind'], origin: PluginOrigin): InstalledPlugin | undefined => {
  if (kind === 'other' || (kind === 'file' && !CODE_FILE.test(path))) return undefined;
  const manifest = readManifest(kind === 'file' ? dirname(path) : path);
  const name = basename(path).replace(kind === 'file' ? CODE_FILE : '', '');
  const manifestKind = filledTextAt(manifest, 'kind');
  return {
    id: filledTextAt(manifest, 'id') ?? name,
    ...(manifestKind === undefined ? {} : { kind: manifestKind }),
    origin,
    path,
  };
};

/** Directories of version control and of dependencies hold no plugins. */
const isHidden = ({ name }: Entry): boolean => name.startsWith('.') || name === 'node_modules';

const pluginsIn = (directory: string, origin: PluginOrigin): InstalledPlugins => {
  const listing = listEntries(directory);
  if (listing.kind === 'missing') return { plugins: [], unreadable: [] };
  if (listing.kind === 'unreadable') return { plugins: [], unreadable: [{ path: directory, code: listing.code }] };
  const shown = listing.entries.filter((entry) => !isHidden(entry));
  return { plugins: shown.flatMap((entry) => pluginAt(entry.path, entry.kind, origin) ?? []), unreadable: [] };
};

/** A load path is a plugin, or a directory of plugins. */
const pluginsAtLoadPath = (path: string): InstalledPlugins => {
  const kind = entryKind(path);
  if (kind === undefined) return { plugins: [], unreadable: [] };
  if (kind === 'directory' && !ENTRY_FILES.some((name) => entryKind(join(path, name)) === 'file')) {
    return pluginsIn(path, 'load-path');
  }
  const plugin = pluginAt(path, kind, 'load-path');
  return { plugins: plugin === undefined ? [] : [plugin], unreadable: [] };
};

/**
 * Every plugin that OpenClaw does not ship: at `plugins.load.paths`, in the default agent's workspace and in
 * `<state>/extensions`. Directories, single files and links to them; a directory counts even when it is empty.
 */
export const findPlugins = ({ config, paths, env }: AuditContext): InstalledPlugins => {
  const workspace = agentWorkspace(config.value, paths, env, defaultAgentId(config.value));
  const found = [
    ...entryTextsAt(config.value, 'plugins.load.paths').map((text) =>
      pluginsAtLoadPath(absolutePath(text, paths.home, paths.cwd)),
    ),
    pluginsIn(join(workspace, '.openclaw', 'extensions'), 'workspace'),
    pluginsIn(join(paths.stateDir, 'extensions'), 'state'),
  ];
  return { plugins: found.flatMap((part) => part.plugins), unreadable: found.flatMap((part) => part.unreadable) };
};
