import { plain } from './declarations.ts';
import { childrenOf, isFunction, listNode, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import {
  addMember,
  type Binding,
  bindPattern,
  createBinding,
  createScope,
  type Definition,
  declare,
  declareIn,
  define,
  MAX_SCOPE_DEPTH,
  opensScope,
  resolve,
  rootScope,
  type Scope,
  stepOf,
} from './scopes.ts';
import { type Assignment, type Collected, surveyNode } from './survey-node.ts';

/** What one walk over a program brings home; names and functions know their scope afterwards. */
export type Survey = {
  /** Calls, `new`, `import()` and tagged templates, in source order. */
  readonly calls: readonly Node[];
  readonly members: readonly Node[];
  /** Expressions a function may return. */
  readonly returns: ReadonlyMap<Node, readonly Node[]>;
  /** `export … from` declarations. */
  readonly reexports: readonly Node[];
  /** Expressions that this file gives to others. */
  readonly exported: readonly Node[];
  /** Every binding, for what flows where. */
  readonly bindings: readonly Binding[];
  /** Scopes lie deeper than MAX_SCOPE_DEPTH: names may be mixed up. */
  readonly isTooDeep: boolean;
  /** Properties assigned to `this`, taken together for the whole file. */
  readonly self: Binding;
};

/** Declares the parameters of a function in its own scope; its returned expressions are collected from now on. */
const enterFunction = (node: Node, scope: Scope, returns: Map<Node, Node[]>): void => {
  const body = nodeAt(node, 'body');
  // A generator gives a list of what it yields.
  if (node.generator === true) returns.set(node, [listNode([])]);
  else returns.set(node, body !== undefined && body.type !== 'BlockStatement' ? [body] : []);
  for (const param of nodesAt(node, 'params')) bindPattern(param, undefined, declareIn(scope));
  const own = node.type === 'FunctionExpression' ? textOf(nodeAt(node, 'id') ?? node, 'name') : undefined;
  if (own !== undefined) declare(scope, own).definitions.push(plain(node));
  node.inScope = scope;
};

/** The scope that a node opens, with what the node declares in it. */
const openScope = (node: Node, outer: Scope, returns: Map<Node, Node[]>): Scope => {
  const isOwn = outer.depth < MAX_SCOPE_DEPTH;
  const scope = isOwn ? createScope(outer, isFunction(node) ? node : outer.owner, isFunction(node)) : outer;
  if (isFunction(node)) enterFunction(node, scope, returns);
  const caught = node.type === 'CatchClause' ? nodeAt(node, 'param') : undefined;
  if (caught !== undefined) bindPattern(caught, undefined, declareIn(scope));
  return scope;
};

/** Visits every node of a program with the scope it stands in; gives the scopes. Recursion-free: the tree may be very deep. */
const walk = (program: Node, collected: Collected): { readonly scopes: Scope[]; readonly isTooDeep: boolean } => {
  const root = createScope(undefined, undefined, true);
  const scopes: Scope[] = [root];
  const nodes: Node[] = [program];
  const around: Scope[] = [root];
  let isTooDeep = false;
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const outer = around.pop() ?? root;
    const opens = opensScope(node);
    const scope = opens ? openScope(node, outer, collected.returns) : outer;
    if (scope !== outer) scopes.push(scope);
    else if (opens) isTooDeep = true;
    // A declared function belongs to the scope around it, a loop's variables to the loop.
    surveyNode(node, isFunction(node) ? outer : scope, collected);
    for (const child of childrenOf(node).reverse()) {
      nodes.push(child);
      around.push(scope);
    }
  }
  return { scopes, isTooDeep };
};

/** The binding of a name that is assigned to; one that nobody declared may be a global. */
const lookUp = (scope: Scope, name: string): Binding => resolve(scope, name) ?? declare(rootScope(scope), name, true);

/** `name.step = …` and `this.step = …`: the member gets one more definition. */
const defineMember = (member: Node, definition: Definition, scope: Scope, self: Binding): void => {
  const object = nodeAt(member, 'object');
  const step = stepOf(member, 'property');
  if (object === undefined || typeof step !== 'string') return;
  const name = object.type === 'Identifier' ? textOf(object, 'name') : undefined;
  const named = name === undefined ? undefined : lookUp(scope, name);
  const owner = object.type === 'ThisExpression' ? self : named;
  if (owner !== undefined) addMember(owner, step, definition);
};

const bindAssignment = ({ pattern, definition, scope }: Assignment, self: Binding): void =>
  bindPattern(pattern, definition, (target, given) => {
    if (target.type === 'Identifier') define(lookUp(scope, textOf(target, 'name') ?? ''), given);
    else if (given !== undefined) defineMember(target, given, scope, self);
  });

/** Lets every `catch` get what the file throws: at most so many different things. */
const MAX_THROWN = 20;

const bindCaught = ({ caught, thrown }: Collected): void => {
  for (const { pattern, scope } of caught)
    for (const node of thrown.slice(0, MAX_THROWN)) bindPattern(pattern, plain(node), declareIn(scope));
};

/** Walks a program once: scopes, names and their definitions, calls. */
export const surveyProgram = (program: Node): Survey => {
  const self = createBinding();
  const collected: Collected = {
    calls: [],
    members: [],
    returns: new Map(),
    reexports: [],
    exported: [],
    assignments: [],
    caught: [],
    thrown: [],
    self,
  };
  const { scopes, isTooDeep } = walk(program, collected);
  for (const assignment of collected.assignments) bindAssignment(assignment, self);
  bindCaught(collected);
  const { calls, members, returns, reexports, exported } = collected;
  const bindings = scopes.flatMap((scope) => [...scope.names.values()]);
  return { calls, members, returns, reexports, exported, bindings, self, isTooDeep };
};
