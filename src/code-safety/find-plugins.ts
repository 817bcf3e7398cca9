import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { errnoOf } from '../platform/errno.ts';
import { nativePath } from '../platform/path-bytes.ts';
import { extensionFolders, pluginLoadPaths, type SourceFolder } from './code-paths.ts';
import type { ClosedFolder, CodeUnit, Units } from './code-unit.ts';
import { type FolderEntry, listFolder, realPathOrSame } from './list-folder.ts';
import { readPluginManifest } from './plugin-manifest.ts';

const PLUGIN_FILE = /^(?!.*\.d\.[cm]?ts$).*\.[cm]?[jt]s$/;
const ENTRY_FILE = /^(?:index\.(?:ts|js|mjs|cjs)|openclaw\.plugin\.json|package\.json)$/;

/** What a path is, links followed; an error code when that cannot be told. */
export const typeAt = (path: string): { type: 'folder' | 'file' | 'other' | 'missing' } | { code: string } => {
  try {
    const status = statSync(nativePath(path));
    return { type: status.isDirectory() ? 'folder' : status.isFile() ? 'file' : 'other' };
  } catch (error) {
    const code = errnoOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { type: 'missing' } : { code };
  }
};

const hasEntryFile = (folder: string): boolean => {
  const listing = listFolder(folder);
  return listing.status === 'listed' && listing.entries.some((entry) => ENTRY_FILE.test(entry.name));
};

/**
 * Is an entry of an extensions folder a plugin? OpenClaw loads hidden folders like any other (seen in 2026.2.17), so a
 * hidden folder is one when it holds something to load; `.git` and `node_modules` are not.
 */
const isPlugin = (entry: FolderEntry): boolean => {
  if (entry.type === 'file') return PLUGIN_FILE.test(entry.name);
  if (entry.type !== 'folder') return entry.type === 'unreadable';
  return !(entry.name.startsWith('.') || entry.name === 'node_modules') || hasEntryFile(entry.path);
};

const folderUnit = (path: string, source: string, linkTarget: string | undefined): CodeUnit => ({
  kind: 'plugin',
  name: readPluginManifest(path).id ?? basename(path),
  root: path,
  isFolder: true,
  source,
  ...(linkTarget === undefined ? {} : { linkTarget }),
});

const fileUnit = (path: string, source: string, linkTarget: string | undefined): CodeUnit => ({
  kind: 'plugin',
  name: basename(path, extname(path)),
  root: path,
  isFolder: false,
  source,
  ...(linkTarget === undefined ? {} : { linkTarget }),
});

const unitOf = (entry: FolderEntry, source: string): CodeUnit =>
  entry.type === 'file'
    ? fileUnit(entry.path, source, entry.linkTarget)
    : folderUnit(entry.path, source, entry.linkTarget);

/** The plugins in a folder of plugins. */
const inFolder = ({ path, source }: SourceFolder): Units => {
  const listing = listFolder(path);
  if (listing.status === 'failed') return { units: [], closed: [{ kind: 'plugin', path, code: listing.code }] };
  if (listing.status === 'missing') return { units: [], closed: [] };
  return { units: listing.entries.filter(isPlugin).map((entry) => unitOf(entry, source)), closed: [] };
};

const atLoadPath = (place: SourceFolder): Units => {
  const found = typeAt(place.path);
  if ('code' in found) return { units: [], closed: [{ kind: 'plugin', path: place.path, code: found.code }] };
  if (found.type === 'file') return { units: [fileUnit(place.path, place.source, undefined)], closed: [] };
  if (found.type !== 'folder') return { units: [], closed: [] };
  const inside = inFolder(place);
  if (inside.closed.length > 0) return inside;
  return hasEntryFile(place.path) ? { units: [folderUnit(place.path, place.source, undefined)], closed: [] } : inside;
};

/** Keeps the first unit of each real place. */
export const onceByPlace = (units: readonly CodeUnit[]): CodeUnit[] => {
  const seen = new Set<string>();
  return units.filter((unit) => {
    const place = realPathOrSame(unit.root);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
};

/** Every plugin OpenClaw could load (spec: CR 2.8), enabled or not: load paths, the workspace's, and its own extensions. */
export const findPlugins = (context: AuditContext): Units => {
  const found = [...pluginLoadPaths(context).map(atLoadPath), ...extensionFolders(context).map(inFolder)];
  const closed: ClosedFolder[] = found.flatMap((part) => part.closed);
  return { units: onceByPlace(found.flatMap((part) => part.units)), closed };
};
