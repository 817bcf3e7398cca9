import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { absolutePath, leadsSomewhere } from './home.ts';
import { UsageError } from './paths.ts';

/** The state directories that `--state-dir` names, each once, absolute, and what it matched that is not audited. */
export type StateDirs = {
  readonly directories: readonly string[];
  /** One line each: a link, or a folder that could not be looked into. The audit is incomplete without them. */
  readonly leftOut: readonly string[];
  /** True when one of the texts was a glob. */
  readonly isGlob: boolean;
};

/** Sure to be no glob: the glob library need not be loaded. */
const PLAIN = /^[^*?[\]{}()!+@]*$/;

const byName = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Where a path really leads; the path itself when that cannot be told. */
const realPath = (place: string): string => {
  try {
    return realpathSync.native(place);
  } catch (error) {
    assertSystemError(error);
    return place;
  }
};

const LINKS_NAMED = 3;

/** For a glob of any depth: following links could take for ever, so that they are counted and a few are named. */
const linksBelow = (links: readonly string[], directories: readonly string[]): string[] => {
  const isOurs = (link: string): boolean => directories.some((directory) => link.startsWith(directory + path.sep));
  const outside = links.filter((link) => !isOurs(link) && isDirectory(link)).sort(byName);
  const named = [...outside.slice(0, LINKS_NAMED), ...(outside.length > LINKS_NAMED ? ['…'] : [])].join(', ');
  return outside.length === 0 ? [] : [`${outside.length} links to directories were not followed (${named})`];
};

const isDirectory = (place: string): boolean => {
  try {
    return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};

/**
 * Directories that a glob matches. Links are not followed, above a match neither: whoever owns one would choose what is
 * audited. What lies behind them is named, unless it is audited under its own name.
 * Throws UsageError when nothing at all matches.
 */
const expandGlob = async (given: string, home: string, cwd: string): Promise<Omit<StateDirs, 'isGlob'> | undefined> => {
  const { default: fastGlob } = await import('fast-glob');
  const inHome = /^~[/\\]/.test(given);
  const pattern = inHome ? given.slice(2) : given;
  if (!fastGlob.isDynamicPattern(pattern)) return undefined;
  const closed = new Set<string>();
  const linksSeen: string[] = [];
  const list = ((folder: string, options: { withFileTypes: true }) => {
    try {
      const entries = readdirSync(folder, options);
      for (const entry of entries) if (entry.isSymbolicLink()) linksSeen.push(path.join(folder, entry.name));
      return entries;
    } catch (error) {
      const code = errnoOf(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') closed.add(`${folder} could not be looked into (${code})`);
      return [];
    }
  }) as typeof readdirSync;
  const find = (followSymbolicLinks: boolean) =>
    fastGlob
      .sync(pattern, {
        cwd: inHome ? home : cwd,
        absolute: true,
        dot: true,
        followSymbolicLinks,
        onlyFiles: false,
        objectMode: true,
        fs: { readdirSync: list },
      })
      .map((entry) => ({ place: path.normalize(entry.path), dirent: entry.dirent }));
  const found = find(false);
  const directories = found.filter(({ dirent }) => dirent.isDirectory()).map(({ place }) => place);
  const links = found.filter(({ dirent }) => dirent.isSymbolicLink()).map(({ place }) => place);
  const audited = new Set(directories.map(realPath));
  const behindLinks = (): string[] =>
    find(true)
      .filter(({ place, dirent }) => dirent.isDirectory() && !links.includes(place) && !audited.has(realPath(place)))
      .map(({ place }) => `${place} lies behind a link, which was not followed: give it a --state-dir of its own`);
  const leftOut = [
    ...links.map((link) => `${link} is a link and was not followed: give it a --state-dir of its own`),
    ...(pattern.includes('**') ? linksBelow(linksSeen, directories) : behindLinks()),
    ...closed,
  ];
  if (directories.length === 0)
    throw new UsageError([`--state-dir ${given} matches no directory`, ...leftOut].join('; '));
  return { directories: directories.sort(byName), leftOut: leftOut.sort(byName) };
};

/**
 * What `--state-dir`, given any number of times, names. A directory whose name is the text itself is no glob.
 * Rejects with a UsageError for a glob that matches no directory.
 */
export const findStateDirs = async (given: readonly string[], home: string, cwd: string): Promise<StateDirs> => {
  const directories = new Set<string>();
  const leftOut = new Set<string>();
  let isGlob = false;
  for (const text of given) {
    const literal = absolutePath(text, home, cwd);
    const expanded = PLAIN.test(text) || leadsSomewhere(literal) ? undefined : await expandGlob(text, home, cwd);
    isGlob ||= expanded !== undefined;
    for (const directory of expanded?.directories ?? [literal]) directories.add(directory);
    for (const line of expanded?.leftOut ?? []) leftOut.add(line);
  }
  return { directories: [...directories], leftOut: [...leftOut], isGlob };
};
