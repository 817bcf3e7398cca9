import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { closeDirectory, type DirectoryHandle, entryPath, selfPath } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { openParent, realPathOf } from './open-parent.ts';
import { TEMPORARY_NAME } from './replace-file.ts';

/** A younger one may belong to a fix that runs right now. */
const OLD_AFTER_MS = 10 * 60 * 1000;

/** True for a file that a killed fix left behind: a plain one with a single name, of this user or the config's owner, and old. */
const isLeftover = (directory: DirectoryHandle, name: string, owner: number | undefined, now: Date): boolean => {
  const stats = lstatSync(entryPath(directory, name));
  const isOurs = stats.uid === process.geteuid?.() || stats.uid === owner;
  return isOurs && stats.isFile() && stats.nlink === 1 && now.getTime() - stats.ctimeMs > OLD_AFTER_MS;
};

const ownerOf = (directory: DirectoryHandle, name: string): number | undefined =>
  lstatSync(entryPath(directory, name), { throwIfNoEntry: false })?.uid;

/** Removes what was left beside one config file; one sentence for each. */
const removeBeside = (directory: DirectoryHandle, config: string, now: Date): string[] => {
  const notes: string[] = [];
  for (const name of readdirSync(selfPath(directory))) {
    if (TEMPORARY_NAME.exec(name)?.[1] !== config) continue;
    const place = path.join(directory.path, name);
    try {
      if (!isLeftover(directory, name, ownerOf(directory, config), now)) continue;
      unlinkSync(entryPath(directory, name));
      notes.push(`${place} was removed: a fix that was stopped had left it behind.`);
    } catch (error) {
      notes.push(`${place} was left behind by a fix that was stopped and could not be removed (${errnoOf(error)}).`);
    }
  }
  return notes;
};

/** Removes the half-written config copies of fixes that were killed, and says so. The config itself is not touched. */
export const removeLeftovers = ({ paths, config, now }: AuditContext): string[] => {
  const files = [paths.configPath, ...config.includes].flatMap((file) => realPathOf(file) ?? []);
  return [...new Set(files)].flatMap((file) => {
    const directory = openParent(paths, file);
    if ('status' in directory) return [];
    try {
      return removeBeside(directory, path.basename(file), now);
    } catch (error) {
      return [`${path.dirname(file)} could not be searched for what stopped fixes left behind (${errnoOf(error)}).`];
    } finally {
      closeDirectory(directory);
    }
  });
};
