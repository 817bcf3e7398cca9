import { declareImports, declareVariables, exportedBy, isExports, moduleRef, plain } from './declarations.ts';
import { isFunction, type Node, nodeAt, spreadNode, textOf } from './node.ts';
import { ANY_ELEMENT, addMember, type Binding, type Definition, declare, type Scope, stepOf } from './scopes.ts';

/** A pattern, or a member, that gets a value somewhere: bound once every name is declared. */
export type Assignment = { readonly pattern: Node; readonly definition: Definition; readonly scope: Scope };

/** What the walk over a program has collected so far. */
export type Collected = {
  readonly calls: Node[];
  readonly members: Node[];
  readonly returns: Map<Node, Node[]>;
  readonly reexports: Node[];
  readonly exported: Node[];
  readonly assignments: Assignment[];
  /** Patterns of `catch`, and what is thrown: errors that are made on the spot left out. */
  readonly caught: { readonly pattern: Node; readonly scope: Scope }[];
  readonly thrown: Node[];
  /** What lies in `this`, taken together for the whole file. */
  readonly self: Binding;
};

type Visit = (node: Node, scope: Scope, collected: Collected) => void;

/** The scope of the function whose `arguments` these are: an arrow function has none of its own. */
const argumentsScope = (scope: Scope): Scope | undefined => {
  let at: Scope | undefined = scope;
  while (at !== undefined && (!at.isFunction || at.owner?.type === 'ArrowFunctionExpression')) at = at.parent;
  return at?.owner === undefined ? undefined : at;
};

const placeName: Visit = (node, scope) => {
  node.inScope = scope;
  const owner = node.name === 'arguments' ? argumentsScope(scope) : undefined;
  if (owner !== undefined) declare(owner, 'arguments');
};

const addCall: Visit = (node, _, { calls }) => void calls.push(node);

const noteMember: Visit = (node, _, { members }) => void members.push(node);

/** `import x = require('y')` of TypeScript. */
const declareImportEquals: Visit = (node, scope) => {
  const specifier = nodeAt(nodeAt(node, 'moduleReference') ?? node, 'expression')?.value;
  const name = textOf(nodeAt(node, 'id') ?? node, 'name');
  if (typeof specifier === 'string' && name !== undefined)
    declare(scope, name).definitions.push({ ref: moduleRef(specifier) });
};

const addDefaultExport: Visit = (node, _, { exported }) => void exported.push(nodeAt(node, 'declaration') ?? node);

const addExport: Visit = (node, _, { exported, reexports }) => {
  if (nodeAt(node, 'source') !== undefined) reexports.push(node);
  else exported.push(...exportedBy(node));
};

const addVariables: Visit = (node, scope, { assignments }) =>
  declareVariables(node, scope, (pattern, init) => {
    if (init !== undefined) assignments.push({ pattern, definition: plain(init), scope });
  });

/** `for (const x of list)`: any element of the list. */
const addLoopVariables: Visit = (node, scope, { assignments }) => {
  const [left, right] = [nodeAt(node, 'left'), nodeAt(node, 'right')];
  if (left?.type !== 'VariableDeclaration' || right === undefined) return;
  declareVariables(left, scope, (pattern) => {
    assignments.push({ pattern, definition: { node: right, steps: [ANY_ELEMENT] }, scope });
  });
};

const addAssignment: Visit = (node, scope, { assignments, exported }) => {
  const [pattern, right] = [nodeAt(node, 'left'), nodeAt(node, 'right')];
  if (pattern === undefined || right === undefined) return;
  const definition = node.operator === '+=' ? { ...plain(right), appended: true } : plain(right);
  assignments.push({ pattern, definition, scope });
  if (isExports(pattern)) exported.push(right);
};

const addReturn: Visit = (node, { owner }, { returns }) => {
  const argument = nodeAt(node, 'argument');
  if (argument !== undefined && owner !== undefined && owner.generator !== true) returns.get(owner)?.push(argument);
};

const addYield: Visit = (node, { owner }, { returns }) => {
  const argument = nodeAt(node, 'argument');
  const [list] = owner?.generator === true ? (returns.get(owner) ?? []) : [];
  if (argument === undefined || list === undefined) return;
  (list.elements as Node[]).push(node.delegate === true ? spreadNode(argument) : argument);
};

const addThrown: Visit = (node, _, { thrown }) => {
  const argument = nodeAt(node, 'argument');
  if (argument !== undefined && argument.type !== 'NewExpression') thrown.push(argument);
};

const addCaught: Visit = (node, scope, { caught }) => {
  const pattern = nodeAt(node, 'param');
  if (pattern !== undefined) caught.push({ pattern, scope });
};

/** Fields and methods of a class, methods of an object: a function in them finds them in `this`. */
const addToSelf: Visit = (node, _, { self }) => {
  const [step, value] = [stepOf(node, 'key'), nodeAt(node, 'value')];
  const isMethod = node.type !== 'Property' || (value !== undefined && isFunction(value));
  const isPlain = node.kind === undefined || node.kind === 'method' || node.kind === 'init';
  if (value !== undefined && typeof step === 'string' && isMethod && isPlain) addMember(self, step, plain(value));
};

const declareNamed: Visit = (node, scope) => {
  const name = textOf(nodeAt(node, 'id') ?? node, 'name');
  if (name !== undefined) declare(scope, name).definitions.push(plain(node));
};

const VISITS: ReadonlyMap<string, Visit> = new Map([
  ['AccessorProperty', addToSelf],
  ['AssignmentExpression', addAssignment],
  ['CallExpression', addCall],
  ['CatchClause', addCaught],
  ['ClassDeclaration', declareNamed],
  ['ExportAllDeclaration', addExport],
  ['ExportDefaultDeclaration', addDefaultExport],
  ['ExportNamedDeclaration', addExport],
  ['ForOfStatement', addLoopVariables],
  ['FunctionDeclaration', declareNamed],
  ['Identifier', placeName],
  ['ImportDeclaration', declareImports],
  ['ImportExpression', addCall],
  ['MemberExpression', noteMember],
  ['MethodDefinition', addToSelf],
  ['NewExpression', addCall],
  ['Property', addToSelf],
  ['PropertyDefinition', addToSelf],
  ['ReturnStatement', addReturn],
  ['TSImportEqualsDeclaration', declareImportEquals],
  ['TaggedTemplateExpression', addCall],
  ['ThisExpression', placeName],
  ['ThrowStatement', addThrown],
  ['VariableDeclaration', addVariables],
  ['YieldExpression', addYield],
]);

/** Notes what one node declares, assigns, calls or exports. `scope` is where its names belong. */
export const surveyNode: Visit = (node, scope, collected) => VISITS.get(node.type)?.(node, scope, collected);
