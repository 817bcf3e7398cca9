import type { AuditContext, HostPaths, JsonObject } from '../../src/audit/context.ts';
import { valueAt } from '../../src/context/config-reader.ts';

export type ContextParts = {
  /** As loaded: references replaced. */
  readonly config?: unknown;
  /** As written; the same unless it is said. */
  readonly raw?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly paths?: Partial<HostPaths>;
  readonly platform?: NodeJS.Platform;
};

/** Deep merge of plain objects, the later wins: `merged(BASE, { gateway: { bind: 'lan' } })`. */
export const merged = (base: unknown, over: unknown): unknown => {
  const isPlain = (value: unknown): value is JsonObject =>
    value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isPlain(base) || !isPlain(over)) return over === undefined ? base : over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merged(base[key], over[key])]));
};

/** A context made of literals: no file is read, unless a module reads one itself. */
export const contextWith = ({
  config = {},
  raw = config,
  env = {},
  paths = {},
  platform = 'linux',
}: ContextParts = {}): AuditContext => {
  const home = paths.home ?? '/nonexistent/ada';
  const stateDir = paths.stateDir ?? `${home}/.openclaw`;
  const configPath = paths.configPath ?? `${stateDir}/openclaw.json`;
  return {
    paths: { home, stateDir, configPath, credentialsDir: `${stateDir}/credentials`, cwd: home, ...paths },
    env,
    platform,
    uid: 1000,
    config: {
      status: 'loaded',
      path: configPath,
      value: config as JsonObject,
      raw: raw as JsonObject,
      problems: [],
      includes: [],
      originOf: (keyPath) =>
        valueAt(config, keyPath.join('.')) === undefined ? undefined : { file: configPath, keyPath },
    },
    permissions: 'owner',
    now: new Date('2026-02-17T12:00:00Z'),
  };
};
