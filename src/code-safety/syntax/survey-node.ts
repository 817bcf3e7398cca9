import { declareImports, declareVariables, exportedBy, isExports, moduleRef, plain } from './declarations.ts';
import { type Node, nodeAt, textOf } from './node.ts';
import { ANY_ELEMENT, type Definition, declare, type Scope } from './scopes.ts';

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
};

type Visit = (node: Node, scope: Scope, collected: Collected) => void;

const placeName: Visit = (node, scope) => {
  node.inScope = scope;
};

const addCall: Visit = (node, _, { calls }) => void calls.push(node);

const addMember: Visit = (node, _, { members }) => void members.push(node);

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
  if (argument !== undefined && owner !== undefined) returns.get(owner)?.push(argument);
};

const declareNamed: Visit = (node, scope) => {
  const name = textOf(nodeAt(node, 'id') ?? node, 'name');
  if (name !== undefined) declare(scope, name).definitions.push(plain(node));
};

const VISITS: ReadonlyMap<string, Visit> = new Map([
  ['AssignmentExpression', addAssignment],
  ['CallExpression', addCall],
  ['ClassDeclaration', declareNamed],
  ['ExportAllDeclaration', addExport],
  ['ExportDefaultDeclaration', addDefaultExport],
  ['ExportNamedDeclaration', addExport],
  ['ForOfStatement', addLoopVariables],
  ['FunctionDeclaration', declareNamed],
  ['Identifier', placeName],
  ['ImportDeclaration', declareImports],
  ['ImportExpression', addCall],
  ['MemberExpression', addMember],
  ['NewExpression', addCall],
  ['ReturnStatement', addReturn],
  ['TSImportEqualsDeclaration', declareImportEquals],
  ['TaggedTemplateExpression', addCall],
  ['ThisExpression', placeName],
  ['VariableDeclaration', addVariables],
]);

/** Notes what one node declares, assigns, calls or exports. `scope` is where its names belong. */
export const surveyNode: Visit = (node, scope, collected) => VISITS.get(node.type)?.(node, scope, collected);
