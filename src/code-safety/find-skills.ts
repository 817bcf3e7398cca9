import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import type { AuditContext } from '../audit/context.ts';
import { isInside } from '../platform/is-inside.ts';
import { type SourceFolder, skillFolders } from './code-paths.ts';
import type { ClosedFolder, CodeUnit, Units } from './code-unit.ts';
import { onceByPlace } from './find-plugins.ts';
import { type FolderEntry, type Listing, listFolder } from './list-folder.ts';
import { readPluginManifest } from './plugin-manifest.ts';
import { readBounded } from './read-bounded.ts';

const SKILL_FILE = 'SKILL.md';
/** Skills inside skills are looked for this deep: far deeper than anyone keeps them. */
const MAX_DEPTH = 12;
/** Front matter is at the top; a skill's text may be long. */
const FRONT_MATTER_CHARACTERS = 64 * 1024;

/** `name` of a SKILL.md's front matter; undefined when it has none that can be read. */
const nameIn = (folder: string): string | undefined => {
  const read = readBounded(join(folder, SKILL_FILE), () => true);
  if (read.status !== 'read') return undefined;
  const start = read.bytes.toString('utf8', 0, FRONT_MATTER_CHARACTERS);
  const block = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(start)?.[1];
  if (block === undefined) return undefined;
  const document = parseDocument(block, { logLevel: 'silent' });
  const name: unknown = document.errors.length > 0 ? undefined : document.get?.('name');
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
};

const skillUnit = (path: string, source: string, linkTarget?: string): CodeUnit => ({
  kind: 'skill',
  name: nameIn(path) ?? basename(path),
  root: path,
  isFolder: true,
  source,
  ...(linkTarget === undefined ? {} : { linkTarget }),
});

const entriesOf = (listing: Listing): readonly FolderEntry[] => (listing.status === 'listed' ? listing.entries : []);
const hasSkillFile = (listing: Listing): boolean => entriesOf(listing).some((entry) => entry.name === SKILL_FILE);
const isVisibleFolder = (entry: FolderEntry): boolean =>
  entry.type === 'folder' && !entry.name.startsWith('.') && entry.name !== 'node_modules';

/** Skills below a skill: folders with a SKILL.md of their own (spec: CR 3.13). Real folders only: links are the scan's. */
const nested = (folder: string, source: string, depth: number): CodeUnit[] => {
  if (depth > MAX_DEPTH) return [];
  return entriesOf(listFolder(folder))
    .filter((entry) => isVisibleFolder(entry) && entry.linkTarget === undefined)
    .flatMap((entry) => [
      ...(hasSkillFile(listFolder(entry.path)) ? [skillUnit(entry.path, source)] : []),
      ...nested(entry.path, source, depth + 1),
    ]);
};

/** The skills of one folder that skills are loaded from. */
const inFolder = ({ path, source }: SourceFolder): Units => {
  const listing = listFolder(path);
  if (listing.status === 'failed') return { units: [], closed: [{ kind: 'skill', path, code: listing.code }] };
  const inner = entriesOf(listing).find((entry) => entry.name === 'skills' && entry.type === 'folder');
  const innerListing: Listing = inner === undefined ? { status: 'missing' } : listFolder(inner.path);
  // A repository whose `skills` folder holds skills is loaded from there.
  if (
    inner !== undefined &&
    entriesOf(innerListing).some((entry) => entry.type === 'folder' && hasSkillFile(listFolder(entry.path)))
  )
    return inFolderOf(inner.path, innerListing, source);
  return inFolderOf(path, listing, source);
};

const inFolderOf = (path: string, listing: Listing, source: string): Units => {
  if (hasSkillFile(listing)) return { units: [skillUnit(path, source), ...nested(path, source, 0)], closed: [] };
  // A folder without a SKILL.md, with a broken one, or shadowed by another skill of its name is one edit away from being loaded.
  const children = entriesOf(listing).filter((entry) => isVisibleFolder(entry) || entry.type === 'unreadable');
  const units = children.flatMap((entry) => [
    skillUnit(entry.path, source, entry.linkTarget),
    ...(entry.linkTarget === undefined ? nested(entry.path, source, 0) : []),
  ]);
  return { units, closed: [] };
};

/** Skill folders that plugins outside the state dir bring; those inside are scanned as part of their plugin. */
const ofPlugins = (plugins: readonly CodeUnit[], extensions: string): SourceFolder[] =>
  plugins
    .filter((plugin) => plugin.isFolder && !isInside(plugin.root, extensions))
    .flatMap((plugin) =>
      readPluginManifest(plugin.root).skills.map((path) => ({ path, source: `plugin ${plugin.name}` })),
    );

/**
 * Every folder a skill loader could reach, whether it would load it today or not (spec: CR 3.13; the original leaves out
 * what is shadowed, ignored, oversized or without a usable SKILL.md).
 */
export const findSkills = (context: AuditContext, plugins: readonly CodeUnit[]): Units => {
  const extensions = join(context.paths.stateDir, 'extensions');
  const found = [...skillFolders(context), ...ofPlugins(plugins, extensions)].map(inFolder);
  const closed: ClosedFolder[] = found.flatMap((part) => part.closed);
  const units = found.flatMap((part) => part.units).filter((unit) => !isInside(unit.root, extensions));
  return { units: onceByPlace(units), closed };
};
