import { errnoOf } from '../platform/errno.ts';
import type { ScanSummary } from './shard.ts';
import { addNotes, addSkipped, emptySummary } from './summary.ts';

/** What one directory holds: its sums, and the names of its sub-directories that are to be visited. */
export type DirectoryVisit = { readonly summary: ScanSummary; readonly directories: readonly string[] };

/** A visit that saw nothing, and why. `folder` as it is named to people. */
export const nothingSeen = (
  reason: 'unreadable' | 'vanished' | 'path-too-long' | 'error',
  folder: string,
  note?: string,
): DirectoryVisit => {
  const summary = emptySummary();
  addSkipped(summary, reason, [`${folder === '' ? '.' : folder}/*`]);
  summary.entries = 1;
  if (note !== undefined) addNotes(summary, [note]);
  return { summary, directories: [] };
};

/** What a directory that could not be listed adds to the sums. */
export const cannotList = (error: unknown, folder: string): DirectoryVisit => {
  const code = errnoOf(error);
  const place = folder === '' ? 'the state directory' : folder;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return nothingSeen('vanished', folder);
  if (code === 'EACCES' || code === 'EPERM')
    return nothingSeen('unreadable', folder, `${place}: may not be listed (${code})`);
  if (code === 'ENAMETOOLONG') return nothingSeen('path-too-long', folder, `${place}: path too long for this system`);
  return nothingSeen('error', folder, `${place}: could not be listed (${code})`);
};
