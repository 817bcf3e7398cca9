import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { auditorHome, auditorVariables, type ContextOptions, createContext } from './create-context.ts';
import { UsageError } from './paths.ts';
import { findStateDirs } from './state-dirs.ts';

/** The flags that choose what is audited, as given. */
export type HostFlags = {
  readonly 'state-dir'?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly permissions: 'owner' | 'group';
};

/** One audit's subject; reading it again shows what has changed meanwhile. */
export type ReadHost = () => AuditContext;

/** The installations to audit, each read when its turn comes. */
export type ChosenHosts = {
  /** At least one. */
  readonly hosts: readonly ReadHost[];
  /** What a glob matched and nobody audits, one line each. */
  readonly leftOut: readonly string[];
};

/**
 * Someone else's installation: `~` in its config is the folder that holds the state directory, and none of the auditor's own
 * variables count. They would answer for a service that does not have them, and hand one user's token to another's gateway.
 */
const elsewhere = (stateDir: string): Pick<ContextOptions, 'stateDir' | 'env'> => ({
  stateDir,
  env: { HOME: path.dirname(stateDir) },
});

/** Rejects with a UsageError for a glob that matches nothing, and for flags that cannot hold for several installations. */
export const chooseHosts = async (
  flags: HostFlags,
  surroundings: Pick<ContextOptions, 'env' | 'cwd'> = {},
): Promise<ChosenHosts> => {
  const { 'state-dir': given = [], config, profile, dev, permissions } = flags;
  const cwd = surroundings.cwd ?? process.cwd();
  const { directories, leftOut, isGlob } = await findStateDirs(given, auditorHome(surroundings), cwd);
  const options = { ...surroundings, shellEnv: auditorVariables(surroundings), permissions };
  if (!isGlob && given.length < 2)
    return { hosts: [() => createContext({ ...options, stateDir: given[0], config, profile, dev })], leftOut };
  const [contradiction] = Object.entries({ config, profile, dev }).flatMap(([name, value]) => (value ? [name] : []));
  if (contradiction !== undefined)
    throw new UsageError(
      `--${contradiction} goes with one --state-dir: each of several is audited with its own config`,
    );
  return { hosts: directories.map((stateDir) => () => createContext({ ...options, ...elsewhere(stateDir) })), leftOut };
};
