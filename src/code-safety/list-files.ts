import { basename, relative } from 'node:path';
import { errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import type { CodeUnit, Gap, LinkOut, UnitFiles } from './code-unit.ts';
import { type FolderEntry, listFolder, realPath, realPathOrSame } from './list-folder.ts';
import type { FileTask } from './scan-file.ts';

/** Bounds of one plugin or skill. What lies beyond is a finding, never silence. */
export const LIMITS = { files: 20_000, folders: 20_000, depth: 40 } as const;

type Bounds = { readonly files: number; readonly folders: number; readonly depth: number };

/** The file of a unit that is a single file. */
const singleFile = (unit: CodeUnit): UnitFiles => ({
  files: [{ path: unit.root, shown: basename(unit.root), documents: false, strongOnly: false }],
  gaps: [],
  linksOut: [],
});

/** A manifest entry names a file, a folder, or a file without its ending. */
const isEntry = (shown: string, entries: readonly string[]): boolean =>
  entries.some(
    (entry) => shown === entry || shown.startsWith(`${entry}/`) || shown.replace(/\.[cm]?[jt]s$/, '') === entry,
  );

/**
 * Every file of a unit, hidden folders and dependencies included, in a fixed order. Links that lead out are followed and
 * named; a link to a folder around the unit is named and not followed.
 * @param entries files that the manifest starts from, relative: judged by every rule, wherever they lie.
 */
export const listFiles = (unit: CodeUnit, entries: readonly string[] = [], limits: Bounds = LIMITS): UnitFiles => {
  if (!unit.isFolder) return singleFile(unit);
  const files: FileTask[] = [];
  const gaps: Gap[] = [];
  const linksOut: LinkOut[] = [];
  const visited = new Set<string>();
  let beyond = 0;
  const shownAs = (path: string): string => relative(unit.root, path) || '.';
  const gap = (reason: Gap['reason'], path: string, message: string, count = 1): void => {
    gaps.push({ reason, shown: shownAs(path), message, count });
  };

  let home: string;
  try {
    home = realPath(unit.root);
  } catch (error) {
    const code = errnoOf(error);
    gap(code === 'ENOENT' ? 'vanished' : 'unreadable', unit.root, code);
    return { files, gaps, linksOut };
  }

  const addFile = (entry: FolderEntry): void => {
    if (files.length >= limits.files) {
      beyond += 1;
      return;
    }
    const shown = shownAs(entry.path);
    if (entry.linkTarget !== undefined && !isInside(entry.linkTarget, home))
      linksOut.push({ shown, target: entry.linkTarget, followed: true });
    const strongOnly = `/${shown}`.includes('/node_modules/') && !isEntry(shown, entries);
    const documents = (unit.kind === 'skill' && !strongOnly) || entry.name === 'SKILL.md';
    files.push({ path: entry.path, shown, documents, strongOnly });
  };

  /** Should a folder behind a link be entered? One inside the unit is found without the link. */
  const leadsOn = (entry: FolderEntry, target: string): boolean => {
    if (isInside(target, home)) return false;
    const followed = !isInside(home, target);
    linksOut.push({ shown: shownAs(entry.path), target, followed });
    if (!followed) gap('out-of-budget', entry.path, `a link to ${target}, which holds this folder itself`);
    return followed;
  };

  const folders: { path: string; depth: number }[] = [{ path: unit.root, depth: 0 }];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const { path, depth } = next;
    if (depth > limits.depth || visited.size >= limits.folders) {
      gap(
        'out-of-budget',
        path,
        depth > limits.depth ? `deeper than ${limits.depth} folders` : `more than ${limits.folders} folders`,
      );
      continue;
    }
    const listing = listFolder(path);
    if (listing.status === 'failed') gap('unreadable', path, listing.code);
    if (listing.status !== 'listed') continue;
    const place = realPathOrSame(path);
    if (visited.has(place)) continue;
    visited.add(place);
    const inside: FolderEntry[] = [];
    for (const entry of listing.entries) {
      if (entry.type === 'file') addFile(entry);
      else if (entry.type === 'special') gap('special', entry.path, 'neither a file nor a folder');
      else if (entry.type === 'unreadable') gap('unreadable', entry.path, entry.code ?? 'unreadable');
      else if (entry.type === 'broken-link') gap('vanished', entry.path, 'a link to nowhere');
      else if (entry.linkTarget === undefined || leadsOn(entry, entry.linkTarget)) inside.push(entry);
    }
    for (const folder of inside.reverse()) folders.push({ path: folder.path, depth: depth + 1 });
  }
  if (beyond > 0) gap('out-of-budget', unit.root, `${beyond} files beyond the first ${limits.files}`, beyond);
  return { files, gaps, linksOut };
};
