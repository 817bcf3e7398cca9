import { declareImports, declareVariables, exportedBy, isExports, moduleRef, plain } from './declarations.ts';
import { childrenOf, isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import {
  ANY_ELEMENT,
  type Binding,
  bindPattern,
  createBinding,
  createScope,
  type Definition,
  declare,
  MAX_SCOPE_DEPTH,
  opensScope,
  resolve,
  rootScope,
  type Scope,
  stepOf,
} from './scopes.ts';

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

/** Walks a program once: scopes, names and their definitions, calls. Recursion-free: the tree may be very deep. */
export const surveyProgram = (program: Node): Survey => {
  const calls: Node[] = [];
  const members: Node[] = [];
  const returns = new Map<Node, Node[]>();
  const reexports: Node[] = [];
  const exported: Node[] = [];
  const self = createBinding();
  const bound: { pattern: Node; definition: Definition; scope: Scope }[] = [];
  let isTooDeep = false;
  const root = createScope(undefined, undefined, true);
  const scopes: Scope[] = [root];
  const nodes: Node[] = [program];
  const around: Scope[] = [root];

  const visit = (node: Node, scope: Scope): void => {
    switch (node.type) {
      case 'Identifier':
      case 'ThisExpression':
        node.inScope = scope;
        return;
      case 'MemberExpression':
        members.push(node);
        return;
      case 'CallExpression':
      case 'NewExpression':
      case 'ImportExpression':
      case 'TaggedTemplateExpression':
        calls.push(node);
        return;
      case 'ImportDeclaration':
        declareImports(node, scope);
        return;
      case 'TSImportEqualsDeclaration': {
        const specifier = nodeAt(nodeAt(node, 'moduleReference') ?? node, 'expression')?.value;
        const name = textOf(nodeAt(node, 'id') ?? node, 'name');
        if (typeof specifier === 'string' && name !== undefined)
          declare(scope, name).definitions.push({ ref: moduleRef(specifier) });
        return;
      }
      case 'ExportDefaultDeclaration':
        exported.push(nodeAt(node, 'declaration') ?? node);
        return;
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (nodeAt(node, 'source') !== undefined) reexports.push(node);
        else exported.push(...exportedBy(node));
        return;
      case 'VariableDeclaration':
        declareVariables(node, scope, (pattern, init) => {
          if (init !== undefined) bound.push({ pattern, definition: plain(init), scope });
        });
        return;
      case 'ForOfStatement': {
        const [left, right] = [nodeAt(node, 'left'), nodeAt(node, 'right')];
        if (left?.type !== 'VariableDeclaration' || right === undefined) return;
        declareVariables(left, scope, (pattern) => {
          bound.push({ pattern, definition: { node: right, steps: [ANY_ELEMENT] }, scope });
        });
        return;
      }
      case 'AssignmentExpression': {
        const [pattern, right] = [nodeAt(node, 'left'), nodeAt(node, 'right')];
        if (pattern === undefined || right === undefined) return;
        const appended = node.operator === '+=';
        bound.push({ pattern, definition: appended ? { ...plain(right), appended } : plain(right), scope });
        if (isExports(pattern)) exported.push(right);
        return;
      }
      case 'ReturnStatement': {
        const argument = nodeAt(node, 'argument');
        if (argument !== undefined && scope.owner !== undefined) returns.get(scope.owner)?.push(argument);
        return;
      }
      case 'ClassDeclaration':
      case 'FunctionDeclaration': {
        const name = textOf(nodeAt(node, 'id') ?? node, 'name');
        if (name !== undefined) declare(scope, name).definitions.push(plain(node));
      }
    }
  };

  const enter = (node: Node, outer: Scope): Scope => {
    if (!opensScope(node)) return outer;
    const tooDeep = outer.depth >= MAX_SCOPE_DEPTH;
    const scope = tooDeep ? outer : createScope(outer, isFunction(node) ? node : outer.owner, isFunction(node));
    if (tooDeep) isTooDeep = true;
    else scopes.push(scope);
    if (isFunction(node)) {
      const body = nodeAt(node, 'body');
      returns.set(node, body !== undefined && body.type !== 'BlockStatement' ? [body] : []);
      for (const param of nodesAt(node, 'params')) bindPattern(param, undefined, (name) => declare(scope, name));
      const own = node.type === 'FunctionExpression' ? textOf(nodeAt(node, 'id') ?? node, 'name') : undefined;
      if (own !== undefined) declare(scope, own).definitions.push(plain(node));
      node.inScope = scope;
    } else if (node.type === 'CatchClause') {
      const param = nodeAt(node, 'param');
      if (param !== undefined) bindPattern(param, undefined, (name) => declare(scope, name));
    }
    return scope;
  };

  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const outer = around.pop() ?? root;
    const scope = enter(node, outer);
    // A declared function belongs to the scope around it, a loop's variables to the loop.
    visit(node, isFunction(node) ? outer : scope);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      nodes.push(children[index] as Node);
      around.push(scope);
    }
  }

  const lookUp = (scope: Scope, name: string): Binding => resolve(scope, name) ?? declare(rootScope(scope), name, true);
  for (const { pattern, definition, scope } of bound) {
    if (pattern.type !== 'MemberExpression') {
      bindPattern(pattern, definition, (name) => lookUp(scope, name));
      continue;
    }
    const object = nodeAt(pattern, 'object');
    const step = stepOf(pattern, 'property');
    if (object === undefined || typeof step !== 'string') continue;
    const name = object.type === 'Identifier' ? textOf(object, 'name') : undefined;
    const owner = object.type === 'ThisExpression' ? self : name === undefined ? undefined : lookUp(scope, name);
    if (owner === undefined) continue;
    const known = owner.members.get(step);
    if (known === undefined) owner.members.set(step, [definition]);
    else known.push(definition);
  }

  const bindings = scopes.flatMap((scope) => [...scope.names.values()]);
  return { calls, members, returns, reexports, exported, bindings, self, isTooDeep };
};
