import type { Node } from './node.ts';
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

/** Values one expression may have: more than that is noise. */
const MAX_VALUES = 16;
/** Alternatives (elements, returned expressions) that are looked at. */
const MAX_ALTERNATIVES = 256;

const isSame = (a: Value, b: Value): boolean => {
  if (a.kind === 'ref') return b.kind === 'ref' && a.path === b.path;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  if (a.kind === 'number') return b.kind === 'number' && a.number === b.number;
  if (a.kind === 'literal') return b.kind === 'literal' && a.node === b.node;
  if (a.kind === 'list') return b.kind === 'list' && a.items === b.items;
  return a === b;
};

/** Adds the values that are not there yet, up to a bound. */
export const addValues = (into: Value[], more: readonly Value[]): void => {
  for (const value of more) {
    if (into.length >= MAX_VALUES) return;
    if (!into.some((known) => isSame(known, value))) into.push(value);
  }
};

/** The values of any of these expressions. */
export const anyOf = ({ evaluate, spend }: Evaluation, nodes: readonly Node[], depth: number): readonly Value[] => {
  const found: Value[] = [];
  if (!spend(nodes.length)) return found;
  for (const node of nodes.slice(0, MAX_ALTERNATIVES)) addValues(found, evaluate(node, depth));
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
