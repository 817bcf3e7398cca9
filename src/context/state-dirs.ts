import { readdirSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../platform/errno.ts';
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

/**
 * Directories that a glob matches. Links are not followed: whoever owns one would choose what is audited.
 * Throws UsageError when nothing at all matches.
 */
const expandGlob = async (given: string, home: string, cwd: string): Promise<Omit<StateDirs, 'isGlob'> | undefined> => {
  const { default: fastGlob } = await import('fast-glob');
  const inHome = /^~[/\\]/.test(given);
  const pattern = inHome ? given.slice(2) : given;
  if (!fastGlob.isDynamicPattern(pattern)) return undefined;
  const closed: string[] = [];
  const list = ((folder: string, options: { withFileTypes: true }) => {
    try {
      return readdirSync(folder, options);
    } catch (error) {
      const code = errnoOf(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') closed.push(`${folder} could not be looked into (${code})`);
      return [];
    }
  }) as typeof readdirSync;
  const found = fastGlob.sync(pattern, {
    cwd: inHome ? home : cwd,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    fs: { readdirSync: list },
  });
  const directories = found.filter(({ dirent }) => dirent.isDirectory()).map((entry) => path.normalize(entry.path));
  const links = found
    .filter(({ dirent }) => dirent.isSymbolicLink())
    .map((entry) => `${path.normalize(entry.path)} is a link and was not followed: give it a --state-dir of its own`);
  if (directories.length === 0)
    throw new UsageError([`--state-dir ${given} matches no directory`, ...links, ...closed].join('; '));
  return { directories: directories.sort(byName), leftOut: [...links, ...closed].sort(byName) };
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
