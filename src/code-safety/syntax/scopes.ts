import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';

/** A step into a value: a property name, an expression that gives one, or any element of a list. */
export type Step = string | Node;
export const ANY_ELEMENT = '*';

/**
 * Where a name gets its value: an expression and the steps into it (`appended`: by `+=`), or something known by its path
 * (`#child_process.exec`).
 */
export type Definition =
  | { readonly node: Node; readonly steps: readonly Step[]; readonly appended?: boolean }
  | { readonly ref: string };

/** One declared name. `open`: assigned without a declaration, so it may be the global of that name as well. */
export type Binding = {
  readonly definitions: Definition[];
  /** Values assigned to its properties later (`tools.run = exec`). */
  readonly members: Map<string, Definition[]>;
  readonly open: boolean;
};

export type Scope = {
  readonly parent: Scope | undefined;
  /** The function the scope belongs to; undefined for the module's own. */
  readonly owner: Node | undefined;
  readonly isFunction: boolean;
  readonly names: Map<string, Binding>;
  /** How many scopes are around it. */
  readonly depth: number;
};

/** Deeper scopes count as part of this one: looking a name up must not take forever. Honest code stays far below. */
export const MAX_SCOPE_DEPTH = 1_000;

export const createScope = (parent: Scope | undefined, owner: Node | undefined, isFunctionScope: boolean): Scope => ({
  parent,
  owner,
  isFunction: isFunctionScope,
  names: new Map(),
  depth: parent === undefined ? 0 : parent.depth + 1,
});

export const createBinding = (open = false): Binding => ({ definitions: [], members: new Map(), open });

/** The binding of a name in this scope, made when it is new. */
export const declare = (scope: Scope, name: string, open = false): Binding => {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const binding = createBinding(open);
  scope.names.set(name, binding);
  return binding;
};

/** The binding a name refers to from a scope; undefined for a global. */
export const resolve = (scope: Scope | undefined, name: string): Binding | undefined => {
  for (let at = scope; at !== undefined; at = at.parent) {
    const binding = at.names.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
};

/** The nearest scope that `var` declares in: a function's, or the module's own. */
export const functionScope = (scope: Scope): Scope => {
  let at = scope;
  while (!at.isFunction && at.parent !== undefined) at = at.parent;
  return at;
};

/** The module's own scope. */
export const rootScope = (scope: Scope): Scope => {
  let at = scope;
  while (at.parent !== undefined) at = at.parent;
  return at;
};

/** The name of a property key or member: a string when it is written down, else the expression that computes it. */
export const stepOf = (node: Node, key: 'key' | 'property'): Step => {
  const name = nodeAt(node, key);
  if (name === undefined) return '';
  if (node.computed !== true) return textOf(name, 'name') ?? String(name.value ?? '');
  return name.type === 'Literal' ? String(name.value) : name;
};

/** The definition of what lies one step inside another's. */
const stepInto = (definition: Definition | undefined, step: Step): Definition | undefined => {
  if (definition === undefined) return undefined;
  if ('node' in definition) return { node: definition.node, steps: [...definition.steps, step] };
  return typeof step === 'string' ? { ref: `${definition.ref}.${step}` } : undefined;
};

type Find = (name: string) => Binding;

const bindObject = (pattern: Node, definition: Definition | undefined, find: Find): void => {
  for (const property of nodesAt(pattern, 'properties')) {
    const value = nodeAt(property, 'value');
    if (property.type === 'RestElement') bindPattern(property, definition, find);
    else if (value !== undefined) bindPattern(value, stepInto(definition, stepOf(property, 'key')), find);
  }
};

const bindArray = (pattern: Node, definition: Definition | undefined, find: Find): void => {
  for (const [index, element] of (pattern.elements as (Node | null)[]).entries())
    if (element !== null) bindPattern(element, stepInto(definition, String(index)), find);
};

/** `name = other`: what comes, or the default. */
const bindDefault = (pattern: Node, definition: Definition | undefined, find: Find): void => {
  const [left, right] = [nodeAt(pattern, 'left'), nodeAt(pattern, 'right')];
  if (left === undefined || right === undefined) return;
  bindPattern(left, definition, find);
  bindPattern(left, { node: right, steps: [] }, find);
};

/**
 * Gives every name of a pattern its definition.
 * @param find the binding for a name (declares it, or looks it up for an assignment).
 * @param definition what the whole pattern is matched with; undefined for a parameter nobody has filled yet.
 */
export const bindPattern = (pattern: Node, definition: Definition | undefined, find: Find): void => {
  switch (pattern.type) {
    case 'Identifier': {
      const binding = find(textOf(pattern, 'name') ?? '');
      if (definition !== undefined) binding.definitions.push(definition);
      return;
    }
    case 'ObjectPattern':
      bindObject(pattern, definition, find);
      return;
    case 'ArrayPattern':
      bindArray(pattern, definition, find);
      return;
    case 'AssignmentPattern':
      bindDefault(pattern, definition, find);
      return;
    case 'RestElement':
    case 'TSParameterProperty': {
      const inner = nodeAt(pattern, 'argument') ?? nodeAt(pattern, 'parameter');
      if (inner !== undefined) bindPattern(inner, definition, find);
    }
  }
};

/** Whether a node opens a scope of its own. */
export const opensScope = (node: Node): boolean =>
  isFunction(node) ||
  node.type === 'BlockStatement' ||
  node.type === 'StaticBlock' ||
  node.type === 'SwitchStatement' ||
  node.type === 'CatchClause' ||
  node.type.startsWith('For');
