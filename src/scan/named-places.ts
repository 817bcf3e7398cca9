import { lstatSync, readlinkSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import type { Exposure } from '../audit/finding.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { errnoOf } from '../platform/errno.ts';
import { configuredAgentIds } from '../policy/agents.ts';
import { ClosedDirectories } from './closed-by.ts';

/** The places that the original looks at by name, one finding for each file (spec checks 4.2). */
export type PlaceKind =
  | 'state_dir'
  | 'config'
  | 'config_include'
  | 'credentials_dir'
  | 'auth_profiles'
  | 'sessions_store'
  | 'log_file';

/** What stands at a named place. A link is named, its target judged: the link's own bits mean nothing (symlink(7)). */
export type NamedPlace = {
  readonly kind: PlaceKind;
  readonly path: string;
  readonly state: 'present' | 'missing' | 'unreadable' | 'dangling';
  /** Low twelve bits of the target; 0 unless present. */
  readonly mode: number;
  readonly isDirectory: boolean;
  /** Where a link points, as written; undefined for no link. */
  readonly linkTarget?: string;
  /** Only for an unreadable place: the system's error name. */
  readonly code?: string;
  readonly exposure: Exposure;
};

const inAgent = (context: AuditContext, ...names: string[]): string[] =>
  configuredAgentIds(context.config.value).map((id) => path.join(context.paths.stateDir, 'agents', id, ...names));

const agentPlaces = (context: AuditContext): [PlaceKind, string][] => {
  const profiles = inAgent(context, 'agent', 'auth-profiles.json');
  const stores = inAgent(context, 'sessions', 'sessions.json');
  return profiles.flatMap((file, index): [PlaceKind, string][] => [
    ['auth_profiles', file],
    ['sessions_store', stores[index] as string],
  ]);
};

/** Every named place in the original's order; `logging.file` against the current folder, as the gateway's logger has it. */
const placesOf = (context: AuditContext): [PlaceKind, string][] => {
  const { paths, config } = context;
  const logFile = filledTextAt(config.value, 'logging.file');
  return [
    ['state_dir', paths.stateDir],
    ['config', paths.configPath],
    ...config.includes.map((file): [PlaceKind, string] => ['config_include', file]),
    ['credentials_dir', paths.credentialsDir],
    ...agentPlaces(context),
    ...(logFile === undefined
      ? []
      : [['log_file', absolutePath(logFile, paths.home, paths.cwd)] as [PlaceKind, string]]),
  ];
};

const quiet = { throwIfNoEntry: false } as const;

const lookAt = (kind: PlaceKind, file: string, closed: ClosedDirectories): NamedPlace => {
  const nothing = { kind, path: file, mode: 0, isDirectory: false, exposure: closed.exposureOf(file) } as const;
  try {
    const link: Stats | undefined = lstatSync(file, quiet);
    if (link === undefined) return { ...nothing, state: 'missing' };
    const linkTarget = link.isSymbolicLink() ? { linkTarget: readlinkSync(file) } : {};
    const target = statSync(file, quiet);
    if (target === undefined) return { ...nothing, ...linkTarget, state: 'dangling' };
    return {
      ...nothing,
      ...linkTarget,
      state: 'present',
      mode: target.mode & 0o7777,
      isDirectory: target.isDirectory(),
    };
  } catch (error) {
    const code = errnoOf(error);
    const state = code === 'ENOTDIR' ? 'missing' : code === 'ELOOP' ? 'dangling' : 'unreadable';
    return { ...nothing, state, code };
  }
};

/** The bits that others must not have: the group's too, unless the group shares the state on purpose. */
export const permissionMask = (context: AuditContext): number => (context.permissions === 'group' ? 0o007 : 0o077);

/** Whose access a mask takes away, as chmod names them. */
export const whoLoses = (mask: number): 'go' | 'o' => ((mask & 0o070) === 0 ? 'o' : 'go');

/** Looks at every named place, in the original's order. */
export const lookAtNamedPlaces = (context: AuditContext): NamedPlace[] => {
  const closed = new ClosedDirectories(permissionMask(context));
  return placesOf(context).map(([kind, file]) => lookAt(kind, file, closed));
};
