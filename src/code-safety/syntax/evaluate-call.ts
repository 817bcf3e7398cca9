import { asList, sizeOf } from './constant-lists.ts';
import { CONTAINER_CALLS, foldContainerMethod, returned } from './container-calls.ts';
import { container, membersOf } from './containers.ts';
import {
  addValues,
  anyOf,
  type Call,
  type Evaluation,
  type KnownCall,
  NOTHING,
  pathsOf,
  textsOf,
} from './evaluation.ts';
import { foldKnownCall, foldListMethod, foldTextMethod } from './fold-calls.ts';
import { KNOWN_CALLS } from './known-calls.ts';
import { argumentsOf, isClass, isFunction, type Node, nodeAt, nodesAt, spreadNode, textOf } from './node.ts';
import { stepOf } from './scopes.ts';
import { ref, THIS, type Value } from './value.ts';

const MAX_ARGUMENTS = 4_096;

/** Wrappers that bundlers and compilers put around a `require`. */
const INTEROP = /^_*(?:interop\w*|toESM|toCommonJS|importStar|importDefault)\d*$/i;

/** The name of the method that a member expression calls; undefined when it cannot be told. */
const methodOf = ({ evaluate }: Evaluation, callee: Node, depth: number): string | undefined => {
  const step = stepOf(callee, 'property');
  return typeof step === 'string' ? step : textsOf(evaluate(step, depth))[0];
};

/** `codes.map((code) => String.fromCharCode(code))`: does the function that is handed over spell out character codes? */
const spellsCodes = ({ evaluate }: Evaluation, { nodes }: Call, depth: number): boolean => {
  const [first] = nodes;
  return first !== undefined && pathsOf(evaluate(first, depth)).includes('String.fromCharCode');
};

/** What a method of a constant text or list gives. */
const foldReceiver = (
  evaluation: Evaluation,
  receiver: Value | undefined,
  method: string,
  call: Call,
  depth: number,
): Value | undefined => {
  if (receiver?.kind === 'text') return foldTextMethod(receiver.text, method, call.given);
  if (receiver?.kind !== 'list') return undefined;
  return method === 'map' && spellsCodes(evaluation, call, depth)
    ? { kind: 'list', items: receiver.items.map((code) => String.fromCharCode(Number(code))) }
    : foldListMethod(receiver.items, method, call.given);
};

/** The arguments of a call. Those of an array literal that is spread out are known one by one. */
const callWith = (evaluation: Evaluation, written: readonly Node[], depth: number): Call => {
  const nodes = written.slice(0, MAX_ARGUMENTS).flatMap((node): readonly Node[] => {
    const spread = node.type === 'SpreadElement' ? nodeAt(node, 'argument') : undefined;
    const [list] = spread === undefined ? [] : evaluation.evaluate(spread, depth);
    return list?.kind === 'literal' && list.node.type === 'ArrayExpression' ? nodesAt(list.node, 'elements') : [node];
  });
  const values = nodes.slice(0, MAX_ARGUMENTS).map((node) => evaluation.evaluate(node, depth)[0]);
  return { nodes: nodes.slice(0, MAX_ARGUMENTS), given: values.map((value) => asList(evaluation, value, depth)) };
};

/** `f.bind(…)`, `f.call(…)`, `f.apply(…)`, and what a promise settles with. */
const foldFunctionMethod = (
  evaluation: Evaluation,
  receiver: Value,
  method: string,
  call: Call,
  depth: number,
): readonly Value[] => {
  // `Reflect.apply` is no method of a function.
  if (receiver.kind === 'ref' && receiver.path === 'Reflect') return NOTHING;
  const [, ...rest] = call.nodes;
  switch (method) {
    case 'bind':
    case 'catch':
    case 'finally':
      return [receiver];
    case 'then':
      return returned(evaluation, call, 0, depth);
    case 'call':
      return callValue(evaluation, receiver, callWith(evaluation, rest, depth), depth);
    case 'apply':
      return callValue(evaluation, receiver, callWith(evaluation, rest.slice(0, 1).map(spreadNode), depth), depth);
    default:
      return NOTHING;
  }
};

/** What a method gives whose receiver is known: a constant, something put together, or what a function of it gives. */
const foldMethod = (evaluation: Evaluation, callee: Node, call: Call, depth: number): Value[] => {
  const object = nodeAt(callee, 'object');
  const method = object === undefined ? undefined : methodOf(evaluation, callee, depth);
  if (object === undefined || method === undefined) return [];
  const found: Value[] = [];
  for (const receiver of evaluation.evaluate(object, depth)) {
    addValues(evaluation, found, foldFunctionMethod(evaluation, receiver, method, call, depth));
    const value = asList(evaluation, receiver, depth);
    if (!evaluation.spend(sizeOf([value]))) return found;
    const folded = foldReceiver(evaluation, value, method, call, depth);
    addValues(
      evaluation,
      found,
      folded === undefined ? foldContainerMethod(evaluation, receiver, method, call, depth) : [folded],
    );
  }
  return found;
};

/** `Reflect.apply(f, self, [a])`, `Reflect.construct(F, [a])`: the call that is meant. */
const reflected =
  (place: number): KnownCall =>
  (evaluation, { nodes }, depth) => {
    const [callee, list] = [nodes[0], nodes[place]];
    if (callee === undefined || list === undefined) return NOTHING;
    const call = callWith(evaluation, [spreadNode(list)], depth);
    const found: Value[] = [];
    for (const value of evaluation.evaluate(callee, depth))
      addValues(evaluation, found, callValue(evaluation, value, call, depth));
    return found;
  };

/** What `Reflect` calls for others. */
const REFLECTED: ReadonlyMap<string, KnownCall> = new Map([
  ['Reflect.apply', reflected(2)],
  ['Reflect.construct', reflected(1)],
]);

/** What a function known by its path gives. */
const callPath = (evaluation: Evaluation, path: string, call: Call, depth: number): readonly Value[] => {
  const known = REFLECTED.get(path) ?? KNOWN_CALLS.get(path);
  if (known !== undefined) return known(evaluation, call, depth);
  const made = CONTAINER_CALLS.get(path)?.(evaluation, call, depth) ?? NOTHING;
  return made.length > 0 ? made : [foldKnownCall(path, call.given) ?? ref(`${path}()`)];
};

/** What calling one value gives. A function of this file is followed to what it returns. */
const callValue = (evaluation: Evaluation, callee: Value, call: Call, depth: number): readonly Value[] => {
  if (callee.kind === 'ref') return callPath(evaluation, callee.path, call, depth);
  if (callee.kind !== 'literal') return NOTHING;
  // An instance has the members of its class.
  if (isClass(callee.node)) return container('object', membersOf(evaluation, callee, depth));
  if (!isFunction(callee.node)) return NOTHING;
  return anyOf(evaluation, evaluation.survey.returns.get(callee.node) ?? [], depth);
};

/** `__toESM(require('x'))`: a wrapper gives what it got. */
const wrapped = ({ evaluate }: Evaluation, callee: Node, { nodes: [first] }: Call, depth: number): readonly Value[] =>
  first !== undefined && callee.type === 'Identifier' && INTEROP.test(textOf(callee, 'name') ?? '')
    ? evaluate(first, depth)
    : NOTHING;

/** `this` in a function that is called by itself is the global object. */
const withoutThis = (node: Node, callee: Node, values: readonly Value[]): readonly Value[] =>
  node.type === 'CallExpression' && callee.type !== 'MemberExpression'
    ? values.map((value) => (value.kind === 'ref' && value.path === THIS ? ref('globalThis') : value))
    : values;

/** What a call, a `new` or a tagged template gives. */
export const evaluateCall = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const callee = nodeAt(node, node.type === 'TaggedTemplateExpression' ? 'tag' : 'callee');
  if (callee === undefined) return NOTHING;
  const call = callWith(evaluation, argumentsOf(node), depth);
  if (!evaluation.spend(sizeOf(call.given))) return NOTHING;
  const folded = callee.type === 'MemberExpression' ? foldMethod(evaluation, callee, call, depth) : [];
  if (folded.length > 0) return folded;
  const found: Value[] = [...wrapped(evaluation, callee, call, depth)];
  for (const value of evaluation.evaluate(callee, depth))
    addValues(evaluation, found, callValue(evaluation, value, call, depth));
  return withoutThis(node, callee, found);
};
