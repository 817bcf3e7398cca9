import type { ConfigFailure, ConfigProblem, LoadedConfig } from '../audit/context.ts';
import { isObject } from './config-reader.ts';
import { layerEnvironment } from './environment.ts';
import type { Variables } from './home.ts';
import { listIncludes } from './list-includes.ts';
import { ConfigError, readConfigFile } from './parse-config.ts';
import { resolveIncludes } from './resolve-includes.ts';
import { checkSchema } from './schema/check-schema.ts';
import { substitute, unsetProblem } from './substitute.ts';

/** A config together with the variables the gateway would see once it has read it. */
export type LoadResult = { readonly config: LoadedConfig; readonly env: Readonly<Record<string, string>> };

const nothingLoaded = (
  path: string,
  status: 'missing' | 'unreadable',
  includes: readonly string[],
  failure?: ConfigFailure,
): LoadedConfig => ({
  status,
  path,
  value: {},
  raw: {},
  problems: [],
  ...(failure === undefined ? {} : { failure }),
  includes,
  originOf: () => undefined,
});

const catchFailure = <Result>(work: () => Result): Result | ConfigFailure => {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigError) return error.failure;
    throw error;
  }
};

const isFailure = (result: object | undefined): result is ConfigFailure => result !== undefined && 'kind' in result;

/**
 * Loads the config as the gateway would (spec CR 2), as data: nothing is executed, nothing enters our environment. A fault
 * that leaves nothing to read makes the status `unreadable`; every other fault is a problem beside what could be read.
 */
export const loadConfig = (
  path: string,
  processEnv: Variables,
  stateEnv: Readonly<Record<string, string>>,
): LoadResult => {
  const withoutConfig = layerEnvironment(processEnv, stateEnv, {});
  const file = catchFailure(() => readConfigFile(path));
  if (file === undefined) return { config: nothingLoaded(path, 'missing', []), env: withoutConfig };
  if (isFailure(file)) return { config: nothingLoaded(path, 'unreadable', [], file), env: withoutConfig };

  const includes = listIncludes(file.content, path);
  const resolved = catchFailure(() => resolveIncludes(file.content, path));
  if (isFailure(resolved)) return { config: nothingLoaded(path, 'unreadable', includes, resolved), env: withoutConfig };

  const { merged, origins } = resolved;
  if (!isObject(merged)) {
    const failure: ConfigFailure = {
      kind: 'not-an-object',
      file: path,
      message: 'it holds no object: a config is { … }',
    };
    return { config: nothingLoaded(path, 'unreadable', includes, failure), env: withoutConfig };
  }
  const env = layerEnvironment(processEnv, stateEnv, merged);
  const { value, unset } = substitute(merged, env);
  const originOf = (keyPath: readonly (string | number)[]) => origins.originOf(merged, keyPath);
  const fileFor = (keyPath: readonly (string | number)[]) => originOf(keyPath)?.file ?? path;
  const problems: ConfigProblem[] = [
    ...unset.map((variable) => unsetProblem(variable, fileFor(variable.keyPath))),
    ...checkSchema({ value, raw: merged }, fileFor),
  ];
  const config: LoadedConfig = {
    status: 'loaded',
    path,
    value: isObject(value) ? value : {},
    raw: merged,
    problems,
    includes,
    originOf,
  };
  return { config, env };
};
