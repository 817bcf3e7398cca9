import { allOf, anyMember, container, membersFromPairs, membersOf, pairsOf, under } from './containers.ts';
import { addValues, anyOf, type Call, type Evaluation, type KnownCall, NOTHING, textsOf } from './evaluation.ts';
import { isFunction, type Node } from './node.ts';
import { ANY_ELEMENT } from './scopes.ts';
import type { Value } from './value.ts';

/** The values of an argument. */
const valuesAt = ({ evaluate }: Evaluation, { nodes }: Call, index: number, depth: number): readonly Value[] => {
  const node = nodes[index];
  return node === undefined ? NOTHING : evaluate(node, depth);
};

/** Every element of these values, for a closer look at each. */
const everyElement = (evaluation: Evaluation, values: readonly Value[], depth: number): readonly Value[] =>
  values.flatMap((value) => [...membersOf(evaluation, value, depth).values()].flat());

/** A list of what any element of these values may be. */
const looseList = (evaluation: Evaluation, values: readonly Value[], depth: number): readonly Value[] => {
  const found: Value[] = [];
  for (const value of values) addValues(evaluation, found, allOf(evaluation, membersOf(evaluation, value, depth)));
  return listOf(found);
};

/** A list of which only the elements are known, not their order. */
const listOf = (elements: readonly Value[]): readonly Value[] => container('list', anyMember(elements));

/** What a function that is handed over as an argument returns. */
export const returned = (evaluation: Evaluation, call: Call, index: number, depth: number): readonly Value[] => {
  const functions = valuesAt(evaluation, call, index, depth).flatMap((value): Node[] =>
    value.kind === 'literal' && isFunction(value.node) ? [value.node] : [],
  );
  return anyOf(
    evaluation,
    functions.flatMap((node) => evaluation.survey.returns.get(node) ?? []),
    depth,
  );
};

/** The same elements in the same order, as a list. */
const listFrom: KnownCall = (evaluation, call, depth) => {
  if (call.nodes.length > 1) return listOf(returned(evaluation, call, 1, depth));
  return valuesAt(evaluation, call, 0, depth).flatMap((value) =>
    container('list', membersOf(evaluation, value, depth)),
  );
};

const fromPairs =
  (shape: 'object' | 'map'): KnownCall =>
  (evaluation, call, depth) => {
    const pairs = everyElement(evaluation, valuesAt(evaluation, call, 0, depth), depth);
    return container(shape, membersFromPairs(evaluation, pairs, depth));
  };

const allArguments: KnownCall = (evaluation, { nodes }, depth) => anyOf(evaluation, nodes, depth);

const firstArgument: KnownCall = (evaluation, call, depth) => valuesAt(evaluation, call, 0, depth);

const valuesOfObject: KnownCall = (evaluation, call, depth) =>
  looseList(evaluation, valuesAt(evaluation, call, 0, depth), depth);

const entriesOfObject: KnownCall = (evaluation, call, depth) =>
  valuesAt(evaluation, call, 0, depth).flatMap((value) =>
    container('list', pairsOf(evaluation, membersOf(evaluation, value, depth))),
  );

/** Functions and classes, by their path, that put values together or take them apart. They give nothing when nothing is known. */
export const CONTAINER_CALLS: ReadonlyMap<string, KnownCall> = new Map([
  ['Array.from', listFrom],
  ['Map', fromPairs('map')],
  ['Object.assign', allArguments],
  ['Object.defineProperties', firstArgument],
  ['Object.defineProperty', firstArgument],
  ['Object.entries', entriesOfObject],
  ['Object.fromEntries', fromPairs('object')],
  ['Object.values', valuesOfObject],
  ['Promise.all', listFrom],
  ['Set', listFrom],
  ['WeakMap', fromPairs('map')],
]);

/** What a method of `receiver` gives. */
type Method = (evaluation: Evaluation, receiver: Value, call: Call, depth: number) => readonly Value[];

const anyElement: Method = ({ follow }, receiver, _, depth) => follow([receiver], [ANY_ELEMENT], depth);

const sameElements: Method = (...given) => listOf(anyElement(...given));

const elementAt: Method = (evaluation, receiver, call, depth) => {
  const [index] = call.given;
  return index?.kind === 'number' && index.number >= 0
    ? evaluation.follow([receiver], [String(index.number)], depth)
    : anyElement(evaluation, receiver, call, depth);
};

const nextElement: Method = (evaluation, receiver, call, depth) =>
  container('object', new Map([['value', anyElement(evaluation, receiver, call, depth)]]));

const concatenated: Method = (evaluation, receiver, { nodes }, depth) =>
  looseList(evaluation, [receiver, ...anyOf(evaluation, nodes, depth)], depth);

const flattened: Method = (evaluation, receiver, call, depth) => {
  const elements = anyElement(evaluation, receiver, call, depth);
  return [...listOf(elements), ...looseList(evaluation, elements, depth)];
};

const mapped: Method = (evaluation, _, call, depth) => listOf(returned(evaluation, call, 0, depth));

const LIST_METHODS: ReadonlyMap<string, Method> = new Map([
  ['at', elementAt],
  ['concat', concatenated],
  ['filter', sameElements],
  ['find', anyElement],
  ['findLast', anyElement],
  ['flat', flattened],
  ['flatMap', mapped],
  ['map', mapped],
  ['next', nextElement],
  ['pop', anyElement],
  ['reverse', sameElements],
  ['shift', anyElement],
  ['slice', sameElements],
  ['sort', sameElements],
  ['splice', sameElements],
  ['toReversed', sameElements],
  ['toSorted', sameElements],
  ['toSpliced', sameElements],
  ['values', sameElements],
]);

/** `map.get(name)`; any value when the name cannot be told. */
const getValue: Method = (evaluation, receiver, call, depth) => {
  if (receiver.kind !== 'container') return NOTHING;
  const names = textsOf(valuesAt(evaluation, call, 0, depth));
  return (names.length === 0 ? [ANY_ELEMENT] : names).flatMap((name) => under(evaluation, receiver.members, name));
};

const MAP_METHODS: ReadonlyMap<string, Method> = new Map([
  ['entries', (evaluation, receiver, _, depth) => container('list', membersOf(evaluation, receiver, depth))],
  ['get', getValue],
  [
    'values',
    (evaluation, receiver) => (receiver.kind === 'container' ? listOf(allOf(evaluation, receiver.members)) : NOTHING),
  ],
] satisfies [string, Method][]);

const methodsOf = (receiver: Value): ReadonlyMap<string, Method> | undefined => {
  if (receiver.kind === 'container' && receiver.shape === 'map') return MAP_METHODS;
  const isArray = receiver.kind === 'literal' && receiver.node.type === 'ArrayExpression';
  const isList = receiver.kind === 'container' && receiver.shape === 'list';
  return isArray || isList || receiver.kind === 'list' ? LIST_METHODS : undefined;
};

/** What a method of a list or map gives. Nothing when nothing is known. */
export const foldContainerMethod = (
  evaluation: Evaluation,
  receiver: Value,
  method: string,
  call: Call,
  depth: number,
): readonly Value[] => methodsOf(receiver)?.get(method)?.(evaluation, receiver, call, depth) ?? NOTHING;
