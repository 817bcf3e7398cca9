import { visitorKeys } from 'oxc-parser';
import type { Scope } from './scopes.ts';
import type { Members, Value } from './value.ts';

/**
 * A node of the ESTree that oxc-parser gives. Offsets are UTF-16 code units into the source text. The passes over a tree leave
 * what they know on its nodes: a map beside a tree of a million nodes would cost more than the passes.
 */
export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The scope a name, call or function stands in; set by the survey. */
  inScope?: Scope;
  /** What an expression may stand for; set by the evaluator. */
  knownValues?: readonly Value[];
  /** What an object or array literal holds; set by the evaluator. */
  knownMembers?: Members;
  /** What a `...x` brings in under the names that were asked for; set by the evaluator. */
  knownSpread?: Map<string, readonly Value[]>;
  /** Index of an array's first `...x`, -1 without one; set by the evaluator. */
  firstSpread?: number;
  readonly [key: string]: unknown;
};

/** Is this a node of the tree? */
export const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && typeof (value as { type?: unknown }).type === 'string';

/** The node at a key; undefined when there is none. */
export const nodeAt = (node: Node, key: string): Node | undefined => {
  const value = node[key];
  return isNode(value) ? value : undefined;
};

/** The nodes of a list at a key, holes left out. */
export const nodesAt = (node: Node, key: string): Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** The string at a key; undefined when it is something else. */
export const textOf = (node: Node, key: string): string | undefined => {
  const value = node[key];
  return typeof value === 'string' ? value : undefined;
};

/** Child nodes in source order. */
export const childrenOf = (node: Node): Node[] => {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) for (const item of value) isNode(item) && children.push(item);
    else if (isNode(value)) children.push(value);
  }
  return children;
};

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Is this a function: declared, in an expression, or an arrow? */
export const isFunction = (node: Node): boolean => FUNCTIONS.has(node.type);
