import { CONTAINER_CALLS, foldContainerMethod } from './container-calls.ts';
import { moduleRef } from './declarations.ts';
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
import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { stepOf } from './scopes.ts';
import { canonical, MAX_LIST, ref, type Value } from './value.ts';

const MAX_ARGUMENTS = 4_096;

/** Wrappers that bundlers and compilers put around a `require`. */
const INTEROP = /^_*(?:interop\w*|toESM|toCommonJS|importStar|importDefault)\d*$/i;

const present = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

/** What an element of an array adds to a list of strings; undefined when it is no constant. */
const constantsOf = ({ evaluate }: Evaluation, element: Node, depth: number): readonly string[] | undefined => {
  const spread = element.type === 'SpreadElement' ? nodeAt(element, 'argument') : undefined;
  const [item] = evaluate(spread ?? element, depth);
  if (item?.kind === 'number') return [String(item.number)];
  if (item?.kind !== 'text') return undefined;
  return spread !== undefined && item.text.length <= MAX_LIST ? [...item.text] : [item.text];
};

/** An array of constants as a list of strings; any other value as it is. */
const asList = (evaluation: Evaluation, value: Value | undefined, depth: number): Value | undefined => {
  if (value?.kind !== 'literal' || value.node.type !== 'ArrayExpression') return value;
  const { length } = value.node.elements as unknown[];
  if (length > MAX_LIST || !evaluation.spend(length)) return value;
  const items: string[] = [];
  for (const element of nodesAt(value.node, 'elements')) {
    const constants = constantsOf(evaluation, element, depth);
    if (constants === undefined) return value;
    items.push(...constants);
  }
  return { kind: 'list', items };
};

/** What handling some constants costs: a text is handled faster than a list. */
const sizeOf = (values: readonly (Value | undefined)[]): number =>
  values.reduce((sum, value) => {
    if (value?.kind === 'text') return sum + (value.text.length >> 4);
    return sum + (value?.kind === 'list' ? value.items.length : 0);
  }, 0);

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

/** What a method gives whose receiver is known: a constant, something put together, or for `bind` a function. */
const foldMethod = (evaluation: Evaluation, callee: Node, call: Call, depth: number): Value[] => {
  const object = nodeAt(callee, 'object');
  const method = object === undefined ? undefined : methodOf(evaluation, callee, depth);
  if (object === undefined || method === undefined) return [];
  const found: Value[] = [];
  for (const receiver of evaluation.evaluate(object, depth)) {
    if (method === 'bind') addValues(found, [receiver]);
    const value = asList(evaluation, receiver, depth);
    if (!evaluation.spend(sizeOf([value]))) return found;
    const folded = foldReceiver(evaluation, value, method, call, depth);
    addValues(found, folded === undefined ? foldContainerMethod(evaluation, receiver, method, call, depth) : [folded]);
  }
  return found;
};

const loadModule: KnownCall = ({ evaluate }, { nodes: [first] }, depth) => {
  const names = first === undefined ? [] : textsOf(evaluate(first, depth));
  return names.map((name) => ref(canonical(moduleRef(name))));
};

const loadBinding: KnownCall = (_, { given: [name] }) =>
  name?.kind === 'text' ? [ref(`#binding.${name.text}`)] : NOTHING;

const getMember: KnownCall = ({ evaluate, follow }, { nodes: [object, name] }, depth) =>
  object === undefined || name === undefined ? NOTHING : follow(evaluate(object, depth), [name], depth);

const firstArgument: KnownCall = (_, { given }) => present(given[0]);

/** Functions known by their path that need more than the constants they are called with. */
const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map([
  ['Object.getPrototypeOf', firstArgument],
  ['Reflect.get', getMember],
  ['Reflect.getPrototypeOf', firstArgument],
  ['process.binding', loadBinding],
  ['process.getBuiltinModule', loadModule],
  ['require', loadModule],
]);

/** What a function known by its path gives. */
const callPath = (evaluation: Evaluation, path: string, call: Call, depth: number): readonly Value[] => {
  const known = KNOWN_CALLS.get(path);
  if (known !== undefined) return known(evaluation, call, depth);
  const made = CONTAINER_CALLS.get(path)?.(evaluation, call, depth) ?? NOTHING;
  return made.length > 0 ? made : [foldKnownCall(path, call.given) ?? ref(`${path}()`)];
};

/** What calling one value gives. A function of this file is followed to what it returns. */
const callValue = (evaluation: Evaluation, callee: Value, call: Call, depth: number): readonly Value[] => {
  if (callee.kind === 'ref') return callPath(evaluation, callee.path, call, depth);
  if (callee.kind !== 'literal' || !isFunction(callee.node)) return NOTHING;
  return anyOf(evaluation, evaluation.survey.returns.get(callee.node) ?? [], depth);
};

/** `__toESM(require('x'))`: a wrapper gives what it got. */
const wrapped = ({ evaluate }: Evaluation, callee: Node, { nodes: [first] }: Call, depth: number): readonly Value[] =>
  first !== undefined && callee.type === 'Identifier' && INTEROP.test(textOf(callee, 'name') ?? '')
    ? evaluate(first, depth)
    : NOTHING;

/** What a call, a `new` or a tagged template gives. */
export const evaluateCall = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const { evaluate, spend } = evaluation;
  const callee = nodeAt(node, node.type === 'TaggedTemplateExpression' ? 'tag' : 'callee');
  if (callee === undefined) return NOTHING;
  const nodes = nodesAt(node, 'arguments').slice(0, MAX_ARGUMENTS);
  const given = nodes.map((argument) => asList(evaluation, evaluate(argument, depth)[0], depth));
  if (!spend(sizeOf(given))) return NOTHING;
  const call: Call = { nodes, given };
  const folded = callee.type === 'MemberExpression' ? foldMethod(evaluation, callee, call, depth) : [];
  if (folded.length > 0) return folded;
  const found: Value[] = [...wrapped(evaluation, callee, call, depth)];
  for (const value of evaluate(callee, depth)) addValues(found, callValue(evaluation, value, call, depth));
  return found;
};
