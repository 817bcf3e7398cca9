import { isClass, isFunction, type Node, nodesAt } from './node.ts';
import type { Step } from './scopes.ts';
import type { Survey } from './survey.ts';
import type { Value } from './value.ts';

/** What the parts of the evaluator share. `depth` counts nested evaluations, so that a hostile program ends. */
export type Evaluation = {
  readonly survey: Survey;
  /** What an expression may stand for; empty when nothing is known. */
  readonly evaluate: (node: Node, depth: number) => readonly Value[];
  /** Counts work that is not an evaluation: entries looked at, characters handled. False when the file has had its share. */
  readonly spend: (work: number) => boolean;
  /** Says that something worth knowing was left out: the file then counts as not followed in full. */
  readonly leaveOut: () => void;
  /** False when `depth` is more than any honest program needs. */
  readonly mayGoDeeper: (depth: number) => boolean;
  /** The values after these steps into each of `values`. */
  readonly follow: (values: readonly Value[], steps: readonly Step[], depth: number) => readonly Value[];
};

/** The arguments of a call: as written, and the first value of each, arrays of constants as lists. */
export type Call = { readonly nodes: readonly Node[]; readonly given: readonly (Value | undefined)[] };

/** What a function known by its path gives. */
export type KnownCall = (evaluation: Evaluation, call: Call, depth: number) => readonly Value[];

/** Nothing is known. */
export const NOTHING: readonly Value[] = [];

/** Constants one expression may be: more than that is noise. */
const MAX_VALUES = 16;
/** The same for what may hide something: nothing of it is left out without a word. */
const MAX_NOTABLE = 64;
/** Nodes of a literal that are looked at to tell whether it is plain data. */
const MAX_PLAIN = 200;

/** Constants that are worth keeping among any number of others. */
const TELLING_TEXT =
  /^(?:(?:node:)?(?:child_process|inspector|module|vm|worker_threads)|constructor|eval|exec\w*|fork|Function|require|spawn\w*)$/;

/** The same for paths: what a rule asks for, or leads to it. */
const TELLING_PATH =
  /^(?:#(?:binding|bun|child_process|cross-spawn|execa|inspector|module|node-pty|shelljs|vm|worker_threads|zx)\b[^()]*|(?:Bun|Deno|Reflect|WebAssembly|module|process)(?:\.\w+)?|Function|eval|globalThis|require)$/;

const isConstant = ({ type }: Node): boolean => type === 'Literal' || type === 'TemplateElement';

/** What stands in a literal, or takes part in making a constant; undefined for anything that is more than that. */
const partsOfData = (node: Node): Node[] | undefined => {
  switch (node.type) {
    case 'ArrayExpression':
      return nodesAt(node, 'elements');
    case 'ObjectExpression':
      return nodesAt(node, 'properties');
    case 'Property':
      return node.computed === true ? undefined : [node.value as Node];
    case 'UnaryExpression':
      return [node.argument as Node];
    default:
      return undefined;
  }
};

/** Does this object or array literal hold nothing but constants? Told from its first nodes. */
const isPlainData = (literal: Node): boolean => {
  if (literal.isPlainData !== undefined) return literal.isPlainData;
  const stack = [literal];
  let looked = 0;
  literal.isPlainData = true;
  for (let at = stack.pop(); at !== undefined && literal.isPlainData; at = stack.pop()) {
    looked += 1;
    const parts = isConstant(at) ? [] : partsOfData(at);
    if (parts === undefined || looked + parts.length > MAX_PLAIN) literal.isPlainData = false;
    else stack.push(...parts);
  }
  return literal.isPlainData;
};

/** May this value hide something? */
const isNotable = (value: Value): boolean => {
  if (value.kind === 'text') return TELLING_TEXT.test(value.text);
  if (value.kind === 'literal') return isFunction(value.node) || isClass(value.node) || !isPlainData(value.node);
  return value.kind === 'ref' ? TELLING_PATH.test(value.path) : value.kind === 'container';
};

const isSame = (a: Value, b: Value): boolean => {
  if (a.kind === 'ref') return b.kind === 'ref' && a.path === b.path;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  if (a.kind === 'number') return b.kind === 'number' && a.number === b.number;
  if (a.kind === 'literal') return b.kind === 'literal' && a.node === b.node;
  if (a.kind === 'list') return b.kind === 'list' && a.items === b.items;
  return a.kind === b.kind && a.shape === b.shape && a.members === b.members;
};

/** Adds the values that are not there yet: constants up to a bound, what may hide something up to a larger one. */
export const addValues = ({ leaveOut }: Evaluation, into: Value[], more: readonly Value[]): void => {
  for (const value of more) {
    if (into.length >= MAX_VALUES && !isNotable(value)) continue;
    if (into.some((known) => isSame(known, value))) continue;
    if (into.length >= MAX_VALUES + MAX_NOTABLE) {
      leaveOut();
      return;
    }
    into.push(value);
  }
};

/** The values of any of these expressions. */
export const anyOf = (evaluation: Evaluation, nodes: readonly Node[], depth: number): readonly Value[] => {
  const found: Value[] = [];
  if (!evaluation.spend(nodes.length)) return found;
  for (const node of nodes) addValues(evaluation, found, evaluation.evaluate(node, depth));
  return found;
};

/** The texts among some values, numbers written out: what can name a property. */
export const textsOf = (values: readonly Value[]): string[] =>
  values.flatMap((value) => {
    if (value.kind === 'text') return [value.text];
    return value.kind === 'number' ? [String(value.number)] : [];
  });

/** The paths among some values. */
export const pathsOf = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (value.kind === 'ref' ? [value.path] : []));
