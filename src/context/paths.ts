import path from 'node:path';
import type { HostPaths } from '../audit/context.ts';
import { absolutePath, leadsSomewhere, type Variables, variable } from './home.ts';

const STATE_DIR_NAMES = ['.openclaw', '.clawdbot', '.moldbot', '.moltbot'] as const;
const CONFIG_NAMES = ['openclaw.json', 'clawdbot.json', 'moldbot.json', 'moltbot.json'] as const;
const PROFILE_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** What the command line says about where to look. */
export type PathFlags = {
  readonly stateDir?: string | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly dev?: boolean | undefined;
};

/** A command line or environment that names no usable place; the message is for the user, one line. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The profile that the flags choose; undefined for the plain installation. Throws UsageError for a bad name or combination. */
export const chosenProfile = (flags: PathFlags): string | undefined => {
  const { profile, dev } = flags;
  if (dev && profile !== undefined && profile !== 'dev') {
    throw new UsageError(`--dev and --profile ${JSON.stringify(profile)} name two profiles: give one of them`);
  }
  const name = dev ? 'dev' : profile;
  if (name === undefined) return undefined;
  if (!PROFILE_NAME.test(name)) {
    throw new UsageError(
      `--profile ${JSON.stringify(name)} is no profile name: use 1 to 64 letters, digits, "-" or "_", starting with a letter or digit`,
    );
  }
  return name.toLowerCase() === 'default' ? undefined : name;
};

const stateDirFor = (env: Variables, flags: PathFlags, home: string, cwd: string): string => {
  if (flags.stateDir !== undefined) return absolutePath(flags.stateDir, home, cwd);
  const named = variable(env, 'OPENCLAW_STATE_DIR') ?? variable(env, 'CLAWDBOT_STATE_DIR');
  if (named !== undefined) return absolutePath(named, home, cwd);
  const profile = chosenProfile(flags);
  if (profile !== undefined) return path.join(home, `.openclaw-${profile}`);
  const candidates = STATE_DIR_NAMES.map((name) => path.join(home, name));
  return candidates.find(leadsSomewhere) ?? path.join(home, STATE_DIR_NAMES[0]);
};

/** One rule (D18): the file that the gateway would load is the file that is checked and fixed (spec CR 1.3, loader). */
const configPathFor = (env: Variables, flags: PathFlags, home: string, cwd: string, stateDir: string): string => {
  if (flags.config !== undefined) return absolutePath(flags.config, home, cwd);
  const named = variable(env, 'OPENCLAW_CONFIG_PATH') ?? variable(env, 'CLAWDBOT_CONFIG_PATH');
  if (named !== undefined) return absolutePath(named, home, cwd);
  const ownConfig = path.join(stateDir, CONFIG_NAMES[0]);
  const inState = CONFIG_NAMES.map((name) => path.join(stateDir, name));
  if (flags.stateDir !== undefined || chosenProfile(flags) !== undefined)
    return inState.find(leadsSomewhere) ?? ownConfig;
  const inHome = STATE_DIR_NAMES.flatMap((dir) => CONFIG_NAMES.map((name) => path.join(home, dir, name)));
  return [...inState, ...inHome].find(leadsSomewhere) ?? ownConfig;
};

/**
 * Where this host keeps things (spec CR 1.2 to 1.5). Flags win over the environment; `--state-dir` and `--profile` also
 * choose the config, so that two installations are never mixed. Throws UsageError for a bad profile.
 */
export const resolvePaths = (env: Variables, flags: PathFlags, home: string, cwd: string): HostPaths => {
  const stateDir = stateDirFor(env, flags, home, cwd);
  const oauthDir = variable(env, 'OPENCLAW_OAUTH_DIR');
  return {
    home,
    stateDir,
    configPath: configPathFor(env, flags, home, cwd, stateDir),
    credentialsDir: oauthDir === undefined ? path.join(stateDir, 'credentials') : absolutePath(oauthDir, home, cwd),
    cwd,
  };
};
