import { statSync } from 'node:fs';
import type { HostPaths, OtherInstallation } from '../audit/context.ts';
import { assertSystemError } from '../platform/errno.ts';
import type { Variables } from './home.ts';
import { resolvePaths } from './paths.ts';

const ownerOf = (directory: string): number | undefined => {
  try {
    return statSync(directory, { throwIfNoEntry: false })?.uid;
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

/**
 * How the audited installation differs from the one that a plain `openclaw` would use in the auditor's shell; undefined when it is the
 * same. The two variables name any installation, a profile's too (spec CR 1.4).
 * @param env the auditor's variables, with `home` the auditor's home
 */
export const otherInstallation = (
  { stateDir, configPath }: HostPaths,
  { env, home, cwd, platform }: { env: Variables; home: string; cwd: string; platform: NodeJS.Platform },
): OtherInstallation | undefined => {
  const own = resolvePaths(env, {}, home, cwd);
  if (own.stateDir === stateDir && own.configPath === configPath) return undefined;
  const ownerUid = platform === 'win32' ? undefined : ownerOf(stateDir);
  return {
    variables: { OPENCLAW_STATE_DIR: stateDir, OPENCLAW_CONFIG_PATH: configPath },
    ...(ownerUid === undefined ? {} : { ownerUid }),
  };
};
