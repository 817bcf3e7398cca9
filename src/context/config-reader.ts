import type { JsonObject, LoadedConfig } from '../audit/context.ts';

/**
 * Reading a config that may hold anything. Every function takes any value and a dotted key, and answers "not there" for a
 * wrong type: the schema check reports that, the other checks judge what can be read.
 */
const EMPTY: JsonObject = Object.freeze({});

/** True for an object that is no list. */
export const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The value that a key path leads to; undefined when any step is missing. Inherited members are missing. */
export const valueOnPath = (root: unknown, keyPath: readonly (string | number)[]): unknown => {
  let value: unknown = root;
  for (const step of keyPath) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
};

/** The value at a dotted key ("gateway.auth.token"; "" is the root); undefined when any step is missing. */
export const valueAt = (root: unknown, key: string): unknown => (key === '' ? root : valueOnPath(root, key.split('.')));

/** The string at a key, as written (not trimmed). */
export const textAt = (root: unknown, key: string): string | undefined => {
  const value = valueAt(root, key);
  return typeof value === 'string' ? value : undefined;
};

/** The trimmed string at a key; undefined when it is blank. */
export const filledTextAt = (root: unknown, key: string): string | undefined => textAt(root, key)?.trim() || undefined;

/** The boolean at a key; undefined for anything else. */
export const booleanAt = (root: unknown, key: string): boolean | undefined => {
  const value = valueAt(root, key);
  return typeof value === 'boolean' ? value : undefined;
};

/** The number at a key; undefined for anything else. */
export const numberAt = (root: unknown, key: string): number | undefined => {
  const value = valueAt(root, key);
  return typeof value === 'number' ? value : undefined;
};

/** The array at a key; undefined when it is not an array. */
export const listAt = (root: unknown, key: string): readonly unknown[] | undefined => {
  const value = valueAt(root, key);
  return Array.isArray(value) ? value : undefined;
};

/** The object at a key; an empty one when it is not an object. */
export const objectAt = (root: unknown, key: string): JsonObject => {
  const value = valueAt(root, key);
  return isObject(value) ? value : EMPTY;
};

/** The object-valued members at a key, in key order. */
export const objectsAt = (root: unknown, key: string): (readonly [string, JsonObject])[] =>
  Object.entries(objectAt(root, key)).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));

/** List entries (numbers too) as trimmed, non-blank strings: how OpenClaw reads its allowlists. */
export const entryTextsAt = (root: unknown, key: string): string[] =>
  (listAt(root, key) ?? [])
    .filter((entry) => typeof entry === 'string' || typeof entry === 'number')
    .map((entry) => String(entry).trim())
    .filter(Boolean);

/**
 * True when the value at a key holds a variable that is not set here. The auditor often lacks the service's variables: that
 * there is a value is known, what it is like (its length, say) is not.
 */
export const isUnseen = ({ problems }: LoadedConfig, key: string): boolean =>
  problems.some((problem) => problem.kind === 'unset-variable' && problem.key === key);
