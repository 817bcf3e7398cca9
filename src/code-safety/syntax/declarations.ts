import { type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { bindPattern, type Definition, declare, declareIn, functionScope, type Scope, stepOf } from './scopes.ts';

/** A name that stands for a whole expression. */
export const plain = (node: Node): Definition => ({ node, steps: [] });

/** `node:fs/promises` → `#fs.promises`. */
export const moduleRef = (specifier: string): string => {
  const name = specifier.replace(/^node:/, '');
  return `#${name.replace(/^(fs|dns|stream|timers|readline)\/promises$/, '$1.promises')}`;
};

/** Declares what an import statement brings. */
export const declareImports = (declaration: Node, scope: Scope): void => {
  const source = nodeAt(declaration, 'source')?.value;
  if (typeof source !== 'string') return;
  for (const specifier of nodesAt(declaration, 'specifiers')) {
    const local = nodeAt(specifier, 'local');
    if (local === undefined) continue;
    const imported = nodeAt(specifier, 'imported');
    const name = imported === undefined ? undefined : (textOf(imported, 'name') ?? String(imported.value));
    const ref = name === undefined || name === 'default' ? moduleRef(source) : `${moduleRef(source)}.${name}`;
    declare(scope, textOf(local, 'name') ?? '').definitions.push({ ref });
  }
};

/** Declares the names of `const`, `let` and `var`, and shows each declarator to `each`. */
export const declareVariables = (
  declaration: Node,
  scope: Scope,
  each: (id: Node, init: Node | undefined) => void,
): void => {
  const target = declaration.kind === 'var' ? functionScope(scope) : scope;
  for (const declarator of nodesAt(declaration, 'declarations')) {
    const id = nodeAt(declarator, 'id');
    if (id === undefined) continue;
    bindPattern(id, undefined, declareIn(target));
    each(id, nodeAt(declarator, 'init'));
  }
};

const EXPORTS = /^(?:module\.exports|exports)(?:\.|$)/;

/** `module.exports.run` of an assignment's left side; empty when it is no plain path. */
const leftPath = (node: Node): string => {
  if (node.type === 'Identifier') return textOf(node, 'name') ?? '';
  const object = nodeAt(node, 'object');
  const step = node.type === 'MemberExpression' ? stepOf(node, 'property') : undefined;
  return object === undefined || typeof step !== 'string' ? '' : `${leftPath(object)}.${step}`;
};

/** Is this the left side of an assignment to the module's exports? */
export const isExports = (node: Node): boolean => EXPORTS.test(leftPath(node));

/** What `export { a, b }` and `export const a = …` give away. */
export const exportedBy = (node: Node): Node[] => [
  ...nodesAt(node, 'specifiers').flatMap((specifier) => nodeAt(specifier, 'local') ?? []),
  ...nodesAt(nodeAt(node, 'declaration') ?? node, 'declarations').flatMap((one) => nodeAt(one, 'init') ?? []),
];
