import { basename, relative } from 'node:path';
import { errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import type { CodeUnit, Gap, LinkOut, UnitFiles } from './code-unit.ts';
import { type FolderEntry, listFolder, realPath, realPathOrSame } from './list-folder.ts';
import type { FileTask } from './scan-file.ts';

/** Bounds of one plugin or skill. What lies beyond is a finding, never silence. */
export const LIMITS = { files: 20_000, folders: 20_000, depth: 40 } as const;

type Bounds = { readonly files: number; readonly folders: number; readonly depth: number };

/** A folder still to be listed, and how many folders of the unit are around it. */
type Folder = { readonly path: string; readonly depth: number };

/** One walk through a unit: what it goes by, and what it brings home. */
type Walk = {
  readonly unit: CodeUnit;
  /** Files that the manifest starts from, relative to the unit. */
  readonly entries: readonly string[];
  readonly limits: Bounds;
  /** Real path of the unit's folder. */
  readonly home: string;
  /** Real paths of the folders that were listed. */
  readonly visited: Set<string>;
  readonly files: FileTask[];
  readonly gaps: Gap[];
  readonly linksOut: LinkOut[];
  /** Files that are too many to be listed. */
  beyond: number;
};

const shownAs = (unit: CodeUnit, path: string): string => relative(unit.root, path) || '.';

const leaveOut = ({ unit, gaps }: Walk, reason: Gap['reason'], path: string, message: string, count = 1): void => {
  gaps.push({ reason, shown: shownAs(unit, path), message, count });
};

/** A manifest entry names a file, a folder, or a file without its ending. */
const isEntry = (shown: string, entries: readonly string[]): boolean =>
  entries.some(
    (entry) => shown === entry || shown.startsWith(`${entry}/`) || shown.replace(/\.[cm]?[jt]s$/, '') === entry,
  );

const addFile = (walk: Walk, entry: FolderEntry): void => {
  const { unit, files, limits } = walk;
  if (files.length >= limits.files) {
    walk.beyond += 1;
    return;
  }
  const shown = shownAs(unit, entry.path);
  if (entry.linkTarget !== undefined && !isInside(entry.linkTarget, walk.home))
    walk.linksOut.push({ shown, target: entry.linkTarget, followed: true });
  const strongOnly = `/${shown}`.includes('/node_modules/') && !isEntry(shown, walk.entries);
  const documents = (unit.kind === 'skill' && !strongOnly) || entry.name === 'SKILL.md';
  files.push({ path: entry.path, shown, documents, strongOnly });
};

/** Should a folder be entered? One that a link inside the unit leads to is found without the link. */
const leadsOn = (walk: Walk, { path, linkTarget: target }: FolderEntry): boolean => {
  if (target === undefined) return true;
  if (isInside(target, walk.home)) return false;
  const followed = !isInside(walk.home, target);
  walk.linksOut.push({ shown: shownAs(walk.unit, path), target, followed });
  if (!followed) leaveOut(walk, 'out-of-budget', path, `a link to ${target}, which holds this folder itself`);
  return followed;
};

/** Takes one entry of a folder; true when it is a folder to be entered. */
const takeEntry = (walk: Walk, entry: FolderEntry): boolean => {
  switch (entry.type) {
    case 'folder':
      return leadsOn(walk, entry);
    case 'file':
      addFile(walk, entry);
      return false;
    case 'special':
      leaveOut(walk, 'special', entry.path, 'neither a file nor a folder');
      return false;
    case 'unreadable':
      leaveOut(walk, 'unreadable', entry.path, entry.code ?? 'unreadable');
      return false;
    case 'broken-link':
      leaveOut(walk, 'vanished', entry.path, 'a link to nowhere');
      return false;
  }
};

/** Why a folder is not listed; undefined when it is within the bounds. */
const bound = ({ limits, visited }: Walk, depth: number): string | undefined => {
  if (depth > limits.depth) return `deeper than ${limits.depth} folders`;
  return visited.size >= limits.folders ? `more than ${limits.folders} folders` : undefined;
};

/** Takes the entries of one folder, each real folder once; gives the folders inside it, in order. */
const visitFolder = (walk: Walk, { path, depth }: Folder): Folder[] => {
  const tooMuch = bound(walk, depth);
  if (tooMuch !== undefined) {
    leaveOut(walk, 'out-of-budget', path, tooMuch);
    return [];
  }
  const listing = listFolder(path);
  if (listing.status === 'failed') leaveOut(walk, 'unreadable', path, listing.code);
  if (listing.status !== 'listed') return [];
  const place = realPathOrSame(path);
  if (walk.visited.has(place)) return [];
  walk.visited.add(place);
  const inside: Folder[] = [];
  for (const entry of listing.entries) if (takeEntry(walk, entry)) inside.push({ path: entry.path, depth: depth + 1 });
  return inside;
};

/** A unit that is a single file. */
const singleFile = (unit: CodeUnit): UnitFiles => ({
  files: [{ path: unit.root, shown: basename(unit.root), documents: false, strongOnly: false }],
  gaps: [],
  linksOut: [],
});

/** A unit whose folder has gone or cannot be reached. */
const unreachable = (error: unknown): UnitFiles => {
  const code = errnoOf(error);
  const reason = code === 'ENOENT' ? 'vanished' : 'unreadable';
  return { files: [], gaps: [{ reason, shown: '.', message: code, count: 1 }], linksOut: [] };
};

/**
 * Every file of a unit, hidden folders and dependencies included, in a fixed order. Links that lead out are followed and
 * named; a link to a folder around the unit is named and not followed. What cannot be read is a gap, never an error.
 * @param entries files that the manifest starts from, relative: judged by every rule, wherever they lie.
 */
export const listFiles = (unit: CodeUnit, entries: readonly string[] = [], limits: Bounds = LIMITS): UnitFiles => {
  if (!unit.isFolder) return singleFile(unit);
  let home: string;
  try {
    home = realPath(unit.root);
  } catch (error) {
    return unreachable(error);
  }
  const walk: Walk = { unit, entries, limits, home, visited: new Set(), files: [], gaps: [], linksOut: [], beyond: 0 };
  const folders: Folder[] = [{ path: unit.root, depth: 0 }];
  for (let next = folders.pop(); next !== undefined; next = folders.pop())
    for (const inside of visitFolder(walk, next).reverse()) folders.push(inside);
  const { files, gaps, linksOut, beyond } = walk;
  if (beyond > 0)
    leaveOut(walk, 'out-of-budget', unit.root, `${beyond} files beyond the first ${limits.files}`, beyond);
  return { files, gaps, linksOut };
};
