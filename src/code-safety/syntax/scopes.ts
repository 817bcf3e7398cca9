import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';

/** A step into a value: a property name, an expression that gives one, or any element of a list. */
export type Step = string | Node;
/** The step into any element or member, where nobody can tell which. */
export const ANY_ELEMENT = '*';
/** The step into the rest of a list (`[first, ...rest]`): which of its elements that are, nobody asks. */
export const REST = '...';

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
  /** What `Object.assign` copied into it: its members are members here, too. */
  readonly merged: Definition[];
  readonly open: boolean;
};

/** Where names are declared: a block, a function or the module. */
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

/** A scope without names. `owner`: the function whose `return` belongs here. */
export const createScope = (parent: Scope | undefined, owner: Node | undefined, isFunctionScope: boolean): Scope => ({
  parent,
  owner,
  isFunction: isFunctionScope,
  names: new Map(),
  depth: parent === undefined ? 0 : parent.depth + 1,
});

/** A name without a value yet; see `Binding` for `open`. */
export const createBinding = (open = false): Binding => ({ definitions: [], members: new Map(), merged: [], open });

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

/** Gives a property of a name's value one more definition. */
export const addMember = (owner: Binding, name: string, definition: Definition): void => {
  const known = owner.members.get(name);
  if (known === undefined) owner.members.set(name, [definition]);
  else known.push(definition);
};

/** Told of each name or member of a pattern, and of what it gets; undefined for a parameter nobody has filled yet. */
export type Bind = (target: Node, definition: Definition | undefined) => void;

/** Gives a name one more definition. */
export const define = (binding: Binding, definition: Definition | undefined): void => {
  if (definition !== undefined) binding.definitions.push(definition);
};

/** Declares the names of a pattern in a scope. */
export const declareIn =
  (scope: Scope): Bind =>
  (target, definition) => {
    const name = textOf(target, 'name');
    if (name !== undefined) define(declare(scope, name), definition);
  };

const bindObject = (pattern: Node, definition: Definition | undefined, bind: Bind): void => {
  for (const property of nodesAt(pattern, 'properties')) {
    const value = nodeAt(property, 'value');
    if (property.type === 'RestElement') bindPattern(property, definition, bind);
    else if (value !== undefined) bindPattern(value, stepInto(definition, stepOf(property, 'key')), bind);
  }
};

const bindArray = (pattern: Node, definition: Definition | undefined, bind: Bind): void => {
  for (const [index, element] of (pattern.elements as (Node | null)[]).entries())
    if (element !== null)
      bindPattern(element, stepInto(definition, element.type === 'RestElement' ? REST : String(index)), bind);
};

/** `name = other`: what comes, or the default. */
const bindDefault = (pattern: Node, definition: Definition | undefined, bind: Bind): void => {
  const [left, right] = [nodeAt(pattern, 'left'), nodeAt(pattern, 'right')];
  if (left === undefined || right === undefined) return;
  bindPattern(left, definition, bind);
  bindPattern(left, { node: right, steps: [] }, bind);
};

/**
 * Gives every name (in an assignment, every member too) of a pattern its definition.
 * @param definition what the whole pattern is matched with; undefined for a parameter nobody has filled yet.
 */
export const bindPattern = (pattern: Node, definition: Definition | undefined, bind: Bind): void => {
  switch (pattern.type) {
    case 'Identifier':
    case 'MemberExpression':
      bind(pattern, definition);
      return;
    case 'ObjectPattern':
      bindObject(pattern, definition, bind);
      return;
    case 'ArrayPattern':
      bindArray(pattern, definition, bind);
      return;
    case 'AssignmentPattern':
      bindDefault(pattern, definition, bind);
      return;
    case 'RestElement':
    case 'TSParameterProperty': {
      const inner = nodeAt(pattern, 'argument') ?? nodeAt(pattern, 'parameter');
      if (inner !== undefined) bindPattern(inner, definition, bind);
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
