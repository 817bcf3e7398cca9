import { opendirSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { isMendablePlace } from '../context/mendable-place.ts';
import { closeDirectory, selfPath } from '../platform/directory-handle.ts';
import { assertSystemError } from '../platform/errno.ts';
import { configuredAgentIds } from '../policy/agents.ts';
import { linkOwner, openParent, realPathOf } from './open-parent.ts';

/** A place that the fix names in its result, whatever comes of it. */
export type FixTarget = { readonly path: string; readonly type: 'file' | 'directory' };

/** Transcripts that are listed one by one; the rest is told in totals (a host can have millions). */
const MAX_TRANSCRIPTS = 1_000;

const directory = (...parts: string[]): FixTarget => ({ path: path.join(...parts), type: 'directory' });
const file = (...parts: string[]): FixTarget => ({ path: path.join(...parts), type: 'file' });

/**
 * Regular files of a directory with an ending, at most `limit`, in text order; none when it is a link, not there, or may not be
 * listed: the scan that goes with the fix counts what it could not list.
 */
const filesIn = (context: AuditContext, folder: string, ending: string, limit: number): FixTarget[] => {
  const handle = openParent(context.paths, path.join(folder, ending));
  if ('status' in handle) return [];
  const names: string[] = [];
  try {
    const entries = opendirSync(selfPath(handle));
    try {
      for (let entry = entries.readSync(); entry !== null && names.length < limit; entry = entries.readSync()) {
        if (entry.isFile() && entry.name.endsWith(ending)) names.push(entry.name);
      }
    } finally {
      entries.closeSync();
    }
  } catch (error) {
    assertSystemError(error);
  } finally {
    closeDirectory(handle);
  }
  return names.sort().map((name) => file(folder, name));
};

const agentTargets = (context: AuditContext): FixTarget[] => {
  let left = MAX_TRANSCRIPTS;
  return configuredAgentIds(context.config.value).flatMap((id) => {
    const root = path.join(context.paths.stateDir, 'agents', id);
    const transcripts = filesIn(context, path.join(root, 'sessions'), '.jsonl', left);
    left -= transcripts.length;
    return [
      directory(root),
      directory(root, 'agent'),
      file(root, 'agent', 'auth-profiles.json'),
      directory(root, 'sessions'),
      file(root, 'sessions', 'sessions.json'),
      ...transcripts,
    ];
  });
};

const logTarget = ({ config, paths }: AuditContext): FixTarget[] => {
  const logFile = filledTextAt(config.value, 'logging.file');
  if (logFile === undefined) return [];
  const place = absolutePath(logFile, paths.home, paths.cwd);
  return isMendablePlace(place, 'log', paths) ? [file(place)] : [];
};

/**
 * Every place that the original tightens, in its order (spec CR 5.1, step 5), then the log file; of what a config names with any
 * path, only what is OpenClaw's to mend.
 */
export const fixTargets = (context: AuditContext): readonly FixTarget[] => {
  const { stateDir, configPath, credentialsDir } = context.paths;
  return [
    directory(stateDir),
    file(configPath),
    ...context.config.includes
      .filter((include) => isMendablePlace(include, 'include', context.paths))
      .map((include) => file(include)),
    directory(credentialsDir),
    ...filesIn(context, credentialsDir, '.json', MAX_TRANSCRIPTS),
    ...agentTargets(context),
    ...logTarget(context),
  ];
};

/**
 * What stands behind the links that the state dir and the config may be: the links are left alone, their targets are places
 * of their own. Only for links that the owner of the state made.
 */
export const behindLinks = ({ paths, uid }: AuditContext, ownerUid: number | undefined): FixTarget[] =>
  (
    [
      [paths.stateDir, 'directory'],
      [paths.configPath, 'file'],
    ] as const
  ).flatMap(([place, type]) => {
    const owner = linkOwner(place);
    const target = owner !== undefined && (owner === ownerUid || owner === uid) ? realPathOf(place) : undefined;
    return target === undefined ? [] : [{ path: target, type }];
  });
