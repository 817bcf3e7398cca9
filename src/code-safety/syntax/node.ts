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
  /** The class above a class, as a `...x`: made once, so that what is known of it stays. */
  inherited?: Node;
  /** Whether an object or array literal holds nothing but constants; set by the evaluator. */
  isPlainData?: boolean;
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

/** An array literal of these elements, as if it were written there. */
export const listNode = (elements: readonly Node[]): Node => ({ type: 'ArrayExpression', start: 0, end: 0, elements });

/** `...node`, as if it were written there. */
export const spreadNode = (argument: Node): Node => ({ type: 'SpreadElement', start: 0, end: 0, argument });

/** What a call or a tagged template hands over: of a template its texts, as a list, before its expressions. */
export const argumentsOf = (call: Node): Node[] => {
  const quasi = call.type === 'TaggedTemplateExpression' ? nodeAt(call, 'quasi') : undefined;
  if (quasi === undefined) return nodesAt(call, 'arguments');
  return [listNode(nodesAt(quasi, 'quasis')), ...nodesAt(quasi, 'expressions')];
};

/** The properties of an object literal; the members of a class, those of the class above it as if they were spread out first. */
export const propertiesOf = (literal: Node): Node[] => {
  if (literal.type === 'ObjectExpression') return nodesAt(literal, 'properties');
  const own = nodesAt(nodeAt(literal, 'body') ?? literal, 'body').filter(({ kind }) => kind !== 'constructor');
  const above = nodeAt(literal, 'superClass');
  if (above === undefined) return own;
  literal.inherited ??= spreadNode(above);
  return [literal.inherited, ...own];
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

/** Is this a class: declared, or in an expression? */
export const isClass = (node: Node): boolean => node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

/** Is this a function: declared, in an expression, or an arrow? */
export const isFunction = (node: Node): boolean => FUNCTIONS.has(node.type);
