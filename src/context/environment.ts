import path from 'node:path';
import { parseEnv } from 'node:util';
import { readRegularFile } from '../platform/read-file.ts';
import { isObject, objectAt } from './config-reader.ts';
import type { Variables } from './home.ts';

const MAX_ENV_FILE_BYTES = 4 * 1024 * 1024;
const RESERVED = new Set(['vars', 'shellEnv']);

/** A line `NAME: value`: OpenClaw's reader takes it as `NAME=value`, Node's does not. */
const WITH_COLON = /^(\s*(?:export\s+)?[\w.-]+):(?=\s)/gm;

/** The variables of `<state>/.env`, as data: none is ever set in our own environment. Missing or unreadable gives none. */
export const readStateEnvFile = (stateDir: string): Record<string, string> => {
  const file = readRegularFile(path.join(stateDir, '.env'), MAX_ENV_FILE_BYTES);
  if (file.kind !== 'read') return {};
  const text = file.bytes.toString('utf8');
  // As written last: in quotes over several lines a colon is part of the value.
  const variables = { ...parseEnv(text.replace(WITH_COLON, '$1=')), ...parseEnv(text) };
  return variables as Record<string, string>;
};

const filledTexts = (value: unknown): [string, string][] =>
  isObject(value)
    ? Object.entries(value).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
      )
    : [];

/** The config's own `env` block: a direct key beats `env.vars` (spec CR 2.4). */
const configVariables = (config: unknown): Record<string, string> => {
  const block = objectAt(config, 'env');
  return Object.fromEntries([
    ...filledTexts(block.vars),
    ...filledTexts(block).filter(([name]) => !RESERVED.has(name)),
  ]);
};

/**
 * What the gateway would see, first source wins: the process, `<state>/.env`, the config's `env` block (spec CR 2.4).
 * A variable that is set but blank in the process hides `.env`, not the config.
 */
export const layerEnvironment = (
  processEnv: Variables,
  stateEnv: Readonly<Record<string, string>>,
  config: unknown,
): Record<string, string> => {
  const layered: Record<string, string> = { ...stateEnv };
  for (const [name, value] of Object.entries(processEnv)) if (value !== undefined) layered[name] = value;
  for (const [name, value] of Object.entries(configVariables(config))) {
    if (!Object.hasOwn(layered, name) || !layered[name]?.trim()) layered[name] = value;
  }
  return layered;
};
