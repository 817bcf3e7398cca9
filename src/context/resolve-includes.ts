import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../audit/context.ts';
import { assertSystemError } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import { isObject } from './config-reader.ts';
import { ConfigError, readConfigFile } from './parse-config.ts';
import { Provenance } from './provenance.ts';

/** A chain of this many include files loads, one more does not (spec CR 2.3). */
const MAX_INCLUDE_DEPTH = 10;

/** Where the walk is: the file, the key path in it, the folder includes may not leave, and the files that led here. */
type Position = {
  readonly file: string;
  readonly keyPath: readonly (string | number)[];
  readonly root: string;
  readonly chain: readonly string[];
};

const includeError = (position: Position, message: string): ConfigError => {
  const key = [...position.keyPath, '$include'].join('.');
  return new ConfigError({ kind: 'include', file: position.file, message: `${key}: ${message}` });
};

const realPath = (file: string): string => {
  try {
    return realpathSync(file);
  } catch (error) {
    assertSystemError(error);
    return file; // A missing or closed file fails when it is read, with a better message.
  }
};

/** The absolute path of an include, or undefined when it would leave the folder of the main config (spec CR 2.3). */
export const containedInclude = (target: string, fromFile: string, root: string): string | undefined => {
  const file = path.resolve(path.dirname(fromFile), target);
  return isInside(file, root) && isInside(realPath(file), realPath(root)) ? file : undefined;
};

const isMember = (key: string): boolean => key !== '__proto__';

/** Merges by OpenClaw's rule: objects by key, arrays one after the other, anything else is replaced. */
const merge = (below: unknown, above: unknown, origins: Provenance): unknown => {
  if (Array.isArray(below) && Array.isArray(above)) {
    const merged = [...below, ...above];
    merged.forEach((_, index) => {
      const [from, at] = index < below.length ? [below, index] : [above, index - below.length];
      origins.placeMember(merged, index, origins.ofMember(from, at));
    });
    return merged;
  }
  if (!isObject(below) || !isObject(above)) return above;
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(below), ...Object.keys(above)])) {
    const inAbove = Object.hasOwn(above, key);
    const both = inAbove && Object.hasOwn(below, key);
    merged[key] = both ? merge(below[key], above[key], origins) : (inAbove ? above : below)[key];
    origins.placeMember(merged, key, origins.ofMember(inAbove ? above : below, key));
  }
  return merged;
};

const loadInclude = (target: unknown, position: Position, origins: Provenance): unknown => {
  if (typeof target !== 'string') throw includeError(position, 'every include must be a path in quotes');
  const file = containedInclude(target, position.file, position.root);
  if (file === undefined) throw includeError(position, 'the file lies outside the folder of the main config');
  if (position.chain.includes(file))
    throw includeError(position, `the file includes itself: ${[...position.chain, file].join(' → ')}`);
  if (position.chain.length > MAX_INCLUDE_DEPTH)
    throw includeError(position, `more than ${MAX_INCLUDE_DEPTH} files deep`);
  const read = readConfigFile(file);
  if (read === undefined) throw includeError(position, `there is no file ${file}`);
  return resolve(read.content, { ...position, file, keyPath: [], chain: [...position.chain, file] }, origins);
};

const resolveDirective = (node: JsonObject, position: Position, origins: Provenance): unknown => {
  const { $include: targets, ...siblings } = node;
  if (typeof targets !== 'string' && !Array.isArray(targets))
    throw includeError(position, 'must be a path or a list of paths');
  let included: unknown = {};
  if (typeof targets === 'string') included = loadInclude(targets, position, origins);
  else for (const target of targets) included = merge(included, loadInclude(target, position, origins), origins);
  if (Object.keys(siblings).length === 0) return included;
  if (!isObject(included)) throw includeError(position, 'keys stand beside an include that is no object');
  return merge(included, resolveMembers(siblings, position, origins), origins);
};

const resolveMembers = (node: JsonObject, position: Position, origins: Provenance): JsonObject => {
  const resolved: Record<string, unknown> = {};
  origins.place(resolved, { file: position.file, keyPath: position.keyPath });
  for (const [key, value] of Object.entries(node)) {
    if (isMember(key)) resolved[key] = resolve(value, { ...position, keyPath: [...position.keyPath, key] }, origins);
  }
  return resolved;
};

const resolve = (node: unknown, position: Position, origins: Provenance): unknown => {
  if (Array.isArray(node)) {
    const resolved = node.map((item, index) =>
      resolve(item, { ...position, keyPath: [...position.keyPath, index] }, origins),
    );
    origins.place(resolved, { file: position.file, keyPath: position.keyPath });
    return resolved;
  }
  if (!isObject(node)) return node;
  return Object.hasOwn(node, '$include')
    ? resolveDirective(node, position, origins)
    : resolveMembers(node, position, origins);
};

/** The config with every `$include` replaced by what it names. Throws ConfigError for a broken one. */
export const resolveIncludes = (
  content: unknown,
  configPath: string,
): { readonly merged: unknown; readonly origins: Provenance } => {
  const origins = new Provenance();
  const position = { file: configPath, keyPath: [], root: path.dirname(configPath), chain: [configPath] };
  return { merged: resolve(content, position, origins), origins };
};
