import { basename, extname } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { isInside } from '../platform/is-inside.ts';
import { hookFolders, hookModules, type SourceFolder } from './code-paths.ts';
import type { CodeUnit, Units } from './code-unit.ts';
import { onceByPlace, typeAt } from './find-plugins.ts';
import { listFolder } from './list-folder.ts';

const hookUnit = (path: string, source: string, isFolder: boolean, linkTarget?: string): CodeUnit => ({
  kind: 'hook',
  name: isFolder ? basename(path) : basename(path, extname(path)),
  root: path,
  isFolder,
  source,
  ...(linkTarget === undefined ? {} : { linkTarget }),
});

const inFolder = ({ path, source }: SourceFolder): Units => {
  const listing = listFolder(path);
  if (listing.status === 'failed') return { units: [], closed: [{ kind: 'hook', path, code: listing.code }] };
  const entries = listing.status === 'listed' ? listing.entries : [];
  const units = entries
    .filter(({ type, name }) => (type === 'folder' && name !== 'node_modules') || /\.[cm]?[jt]s$/.test(name))
    .map((entry) => hookUnit(entry.path, source, entry.type === 'folder', entry.linkTarget));
  return { units, closed: [] };
};

/** Every hook: the folders they are loaded from, and the modules that the config names. The original scans none of them. */
export const findHooks = (context: AuditContext): Units => {
  const found = hookFolders(context).map(inFolder);
  const folders = found.flatMap((part) => part.units);
  const modules = hookModules(context)
    .filter(({ path }) => {
      const known = typeAt(path);
      return !('type' in known) || known.type === 'file';
    })
    .filter(({ path }) => !folders.some((unit) => isInside(path, unit.root)))
    .map(({ path, source }) => hookUnit(path, source, false));
  return { units: onceByPlace([...folders, ...modules]), closed: found.flatMap((part) => part.closed) };
};
