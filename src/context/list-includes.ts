import path from 'node:path';
import { isObject } from './config-reader.ts';
import { ConfigError, readConfigFile } from './parse-config.ts';
import { containedInclude } from './resolve-includes.ts';

const MAX_DEPTH = 10;

const includesIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(includesIn);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$include'
      ? (Array.isArray(value) ? value : [value]).filter((target): target is string => typeof target === 'string')
      : includesIn(value),
  );
};

const contentOf = (file: string): unknown => {
  try {
    return readConfigFile(file)?.content;
  } catch (error) {
    if (error instanceof ConfigError) return undefined; // Its mode still counts; the loader reports the fault.
    throw error;
  }
};

/**
 * Every file that an `$include` names, for the permission checks: document order, a file before its own includes, each once
 * (spec checks 4.2.1). One that lies outside the config's folder is listed but never opened: its path comes from audited data.
 */
export const listIncludes = (content: unknown, configPath: string): readonly string[] => {
  const listed = new Set<string>();
  const root = path.dirname(configPath);
  const visit = (node: unknown, from: string, depth: number): void => {
    for (const target of includesIn(node)) {
      const file = path.resolve(path.dirname(from), target);
      if (listed.has(file)) continue;
      listed.add(file);
      if (depth < MAX_DEPTH && containedInclude(target, from, root) !== undefined)
        visit(contentOf(file), file, depth + 1);
    }
  };
  visit(content, configPath, 0);
  return [...listed];
};
