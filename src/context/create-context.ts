import { homedir } from 'node:os';
import type { AuditContext } from '../audit/context.ts';
import { readStateEnvFile } from './environment.ts';
import { effectiveHome } from './home.ts';
import { loadConfig } from './load-config.ts';
import { type PathFlags, resolvePaths } from './paths.ts';

/** What the outside world gives the audit. Everything defaults to this process. */
export type ContextOptions = PathFlags & {
  readonly permissions?: 'owner' | 'group';
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly uid?: number | undefined;
  readonly cwd?: string;
  readonly now?: Date;
};

/** The home that a leading `~` on the command line means. */
export const auditorHome = (options: Pick<ContextOptions, 'env' | 'cwd'> = {}): string =>
  effectiveHome(options.env ?? process.env, homedir(), options.cwd ?? process.cwd());

/**
 * Reads, once, all that the audit knows before it looks at the state tree. Writes nothing and changes nothing in this
 * process. Throws UsageError for flags that name no place; a missing or broken config is an answer, not an error.
 */
export const createContext = (options: ContextOptions = {}): AuditContext => {
  const processEnv = options.env ?? process.env;
  const cwd = options.cwd ?? process.cwd();
  const home = auditorHome({ env: processEnv, cwd });
  const paths = resolvePaths(processEnv, options, home, cwd);
  const { config, env } = loadConfig(paths.configPath, processEnv, readStateEnvFile(paths.stateDir));
  return {
    paths,
    env,
    platform: options.platform ?? process.platform,
    uid: options.uid ?? process.getuid?.(),
    config,
    permissions: options.permissions ?? 'owner',
    now: options.now ?? new Date(),
  };
};
