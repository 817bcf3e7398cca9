import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import type { ScanRoot } from './shard.ts';

/** A place to be scanned: its real directory, or why there is none. */
export type RootState = 'directory' | 'missing' | 'not-a-directory' | 'unreadable';

const statusOf = (place: string, look: (place: string) => Stats): Stats | RootState => {
  try {
    return look(place);
  } catch (error) {
    const code = errnoOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
};

/** What stands at a path, links followed. */
export const rootState = (place: string): RootState => {
  const status = statusOf(place, statSync);
  return typeof status === 'string' ? status : status.isDirectory() ? 'directory' : 'not-a-directory';
};

/** The owner of the state dir: everyone else's entries in it are reported. */
export const ownerOf = (place: string): number | undefined => {
  const status = statusOf(place, statSync);
  return typeof status === 'string' ? undefined : status.uid;
};

const realDirectory = (place: string): string | undefined =>
  rootState(place) === 'directory' ? realpathSync.native(place) : undefined;

/** True for a real directory that is no link: a link out of a place that the config names is not followed. */
const isPlainDirectory = (place: string): boolean => {
  const status = statusOf(place, lstatSync);
  return typeof status !== 'string' && status.isDirectory();
};

/** Folders of a workspace that hold code; all below them is scanned, the rest of a workspace elsewhere is not ours to walk. */
const WORKSPACE_CODE = ['skills', '.agents', '.openclaw'];

const workspaceRoots = (workspace: string): ScanRoot[] => [
  { directory: workspace, layoutPath: 'workspace', recursive: false, leaveAlone: true },
  ...WORKSPACE_CODE.map((name) => ({ name, directory: path.join(workspace, name) }))
    .filter(({ directory }) => isPlainDirectory(directory))
    .map(({ name, directory }) => ({ directory, layoutPath: `workspace/${name}`, recursive: true, leaveAlone: true })),
];

/**
 * The trees to scan: the state dir, and what the host keeps elsewhere (credentials, workspaces). Links to the roots are
 * followed, so that paths below them are real ones. Empty when there is no state dir to scan.
 */
export const findScanRoots = (context: AuditContext, workspaces: readonly string[]): ScanRoot[] => {
  const state = realDirectory(context.paths.stateDir);
  const roots: ScanRoot[] = state === undefined ? [] : [{ directory: state, layoutPath: '', recursive: true }];
  const isNew = (directory: string | undefined): directory is string =>
    directory !== undefined && !roots.some((root) => isInside(directory, root.directory));
  const { credentialsDir, stateDir } = context.paths;
  const credentials = realDirectory(credentialsDir);
  if (isNew(credentials)) {
    const leaveAlone = isInside(credentialsDir, stateDir);
    roots.push({ directory: credentials, layoutPath: 'credentials', recursive: true, leaveAlone });
  }
  for (const workspace of workspaces) {
    const directory = realDirectory(workspace);
    if (isNew(directory)) roots.push(...workspaceRoots(directory));
  }
  return roots;
};
