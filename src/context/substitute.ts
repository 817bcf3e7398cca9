import type { ConfigProblem } from '../audit/context.ts';
import { isObject } from './config-reader.ts';

/** `${NAME}`, or `$${NAME}` which stands for the text `${NAME}` (spec CR 2.4). */
const REFERENCE = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;

type UnsetVariable = { readonly name: string; readonly keyPath: readonly (string | number)[] };

/** True when the text holds at least one live `${NAME}`. */
export const hasReference = (text: string): boolean => [...text.matchAll(REFERENCE)].some((match) => match[1] === '');

/**
 * A copy of a JSON value in which every reference is replaced by its variable; one that is unset or empty stays as written
 * and is reported. Values are inserted as they are: no recursion.
 */
export const substitute = (
  value: unknown,
  env: Readonly<Record<string, string>>,
): { readonly value: unknown; readonly unset: readonly UnsetVariable[] } => {
  const unset: UnsetVariable[] = [];
  const text = (source: string): string =>
    source.replaceAll(REFERENCE, (whole, dollar: string, name: string) => {
      if (dollar !== '') return whole.slice(1);
      const found = env[name];
      if (found) return found;
      unset.push({ name, keyPath: [...keyPath] });
      return whole;
    });
  const keyPath: (string | number)[] = [];
  const member = (key: string | number, item: unknown): unknown => {
    keyPath.push(key);
    const copy = walk(item);
    keyPath.pop();
    return copy;
  };
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return node.includes('${') ? text(node) : node;
    if (Array.isArray(node)) return node.map((item, index) => member(index, item));
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, member(key, item)]));
  };
  return { value: walk(value), unset };
};

/** The problem that an unset variable is. */
export const unsetProblem = (unset: UnsetVariable, file: string): ConfigProblem => ({
  kind: 'unset-variable',
  file,
  key: unset.keyPath.join('.'),
  message: `the variable ${unset.name} is not set here, so the audit cannot see this value and OpenClaw refuses to start without it`,
});
