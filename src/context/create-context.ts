import { homedir } from 'node:os';
import type { AuditContext } from '../audit/context.ts';
import { readStateEnvFile } from './environment.ts';
import { effectiveHome, type Variables } from './home.ts';
import { loadConfig } from './load-config.ts';
import { otherInstallation } from './other-installation.ts';
import { type PathFlags, resolvePaths } from './paths.ts';

/** What the outside world gives the audit. Everything defaults to this process. */
export type ContextOptions = PathFlags & {
  readonly permissions?: 'owner' | 'group';
  /** The variables of the audited installation. */
  readonly env?: Variables;
  /** Those of the shell in which the user acts on the report; `env` unless given. */
  readonly shellEnv?: Variables;
  readonly platform?: NodeJS.Platform;
  readonly uid?: number | undefined;
  readonly cwd?: string;
  readonly now?: Date;
};

/** The variables that the user's shell has, unless others are given. */
export const auditorVariables = ({ env }: Pick<ContextOptions, 'env'>): Variables => env ?? process.env;

/** The home that a leading `~` on the command line means. */
export const auditorHome = (options: Pick<ContextOptions, 'env' | 'cwd'> = {}): string =>
  effectiveHome(auditorVariables(options), homedir(), options.cwd ?? process.cwd());

/**
 * Reads, once, all that the audit knows before it looks at the state tree. Writes nothing and changes nothing in this
 * process. Throws UsageError for flags that name no place; a missing or broken config is an answer, not an error.
 */
export const createContext = (options: ContextOptions = {}): AuditContext => {
  const processEnv = auditorVariables(options);
  const cwd = options.cwd ?? process.cwd();
  const home = auditorHome({ env: processEnv, cwd });
  const paths = resolvePaths(processEnv, options, home, cwd);
  const { config, env } = loadConfig(paths.configPath, processEnv, readStateEnvFile(paths.stateDir));
  const platform = options.platform ?? process.platform;
  const shellEnv = options.shellEnv ?? processEnv;
  const shell = { env: shellEnv, home: auditorHome({ env: shellEnv, cwd }), cwd, platform };
  const other = otherInstallation(paths, shell);
  return {
    paths,
    env,
    platform,
    uid: options.uid ?? process.getuid?.(),
    config,
    permissions: options.permissions ?? 'owner',
    ...(other === undefined ? {} : { other }),
    now: options.now ?? new Date(),
  };
};
