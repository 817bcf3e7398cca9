import { moduleRef } from './declarations.ts';
import { addValues, anyOf, type Evaluation, NOTHING, pathsOf, textsOf } from './evaluation.ts';
import { foldKnownCall, foldListMethod, foldTextMethod } from './fold-calls.ts';
import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { stepOf } from './scopes.ts';
import { canonical, MAX_LIST, ref, type Value } from './value.ts';

const MAX_ARGUMENTS = 4_096;

/** Wrappers that bundlers and compilers put around a `require`. */
const INTEROP = /^_*(?:interop\w*|toESM|toCommonJS|importStar|importDefault)\d*$/i;

const present = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

/** An array of constants as a list of strings; any other value as it is. */
const asList = ({ evaluate, spend }: Evaluation, value: Value | undefined, depth: number): Value | undefined => {
  if (value?.kind !== 'literal' || value.node.type !== 'ArrayExpression') return value;
  const items: string[] = [];
  const { length } = value.node.elements as unknown[];
  if (length > MAX_LIST || !spend(length)) return value;
  for (const element of nodesAt(value.node, 'elements')) {
    const spread = element.type === 'SpreadElement' ? nodeAt(element, 'argument') : undefined;
    const [item] = evaluate(spread ?? element, depth);
    if (item?.kind === 'text' && spread !== undefined && item.text.length <= MAX_LIST) items.push(...item.text);
    else if (item?.kind === 'text') items.push(item.text);
    else if (item?.kind === 'number') items.push(String(item.number));
    else return value;
  }
  return { kind: 'list', items };
};

/** What handling some constants costs: a text is handled faster than a list. */
const sizeOf = (values: readonly (Value | undefined)[]): number =>
  values.reduce((sum, value) => {
    if (value?.kind === 'text') return sum + (value.text.length >> 4);
    return sum + (value?.kind === 'list' ? value.items.length : 0);
  }, 0);

/** What a method of a constant string or list gives. */
const foldMethod = (
  evaluation: Evaluation,
  callee: Node,
  nodes: readonly Node[],
  given: readonly (Value | undefined)[],
  depth: number,
): Value[] => {
  const object = nodeAt(callee, 'object');
  if (object === undefined) return [];
  const step = stepOf(callee, 'property');
  const [method] = typeof step === 'string' ? [step] : textsOf(evaluation.evaluate(step, depth));
  if (method === undefined) return [];
  const found: Value[] = [];
  for (const receiver of evaluation.evaluate(object, depth)) {
    if (method === 'bind') addValues(found, [receiver]);
    const value = asList(evaluation, receiver, depth);
    if (!evaluation.spend(sizeOf([value]))) return found;
    if (value?.kind === 'text') addValues(found, present(foldTextMethod(value.text, method, given)));
    if (value?.kind !== 'list') continue;
    const [first] = nodes;
    const spells = first !== undefined && pathsOf(evaluation.evaluate(first, depth)).includes('String.fromCharCode');
    if (method === 'map' && spells)
      addValues(found, [{ kind: 'list', items: value.items.map((code) => String.fromCharCode(Number(code))) }]);
    else addValues(found, present(foldListMethod(value.items, method, given)));
  }
  return found;
};

/** What a function known by its path gives. */
const knownCall = (
  evaluation: Evaluation,
  path: string,
  nodes: readonly Node[],
  given: readonly (Value | undefined)[],
  depth: number,
): readonly Value[] => {
  const [first, second] = nodes;
  switch (path) {
    case 'require':
    case 'process.getBuiltinModule': {
      const names = first === undefined ? [] : textsOf(evaluation.evaluate(first, depth));
      return names.map((name) => ref(canonical(moduleRef(name))));
    }
    case 'process.binding':
      return given[0]?.kind === 'text' ? [ref(`#binding.${given[0].text}`)] : NOTHING;
    case 'Reflect.get':
      return first === undefined || second === undefined
        ? NOTHING
        : evaluation.follow(evaluation.evaluate(first, depth), [second], depth);
    case 'Object.getPrototypeOf':
    case 'Reflect.getPrototypeOf':
      return present(given[0]);
    default:
      return [foldKnownCall(path, given) ?? ref(`${path}()`)];
  }
};

/** What a call, a `new` or a tagged template gives. Functions of this file are followed to what they return. */
export const evaluateCall = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const { evaluate, spend, survey } = evaluation;
  const callee = nodeAt(node, node.type === 'TaggedTemplateExpression' ? 'tag' : 'callee');
  if (callee === undefined) return NOTHING;
  const nodes = nodesAt(node, 'arguments').slice(0, MAX_ARGUMENTS);
  const given = nodes.map((argument) => asList(evaluation, evaluate(argument, depth)[0], depth));
  if (!spend(sizeOf(given))) return NOTHING;
  if (callee.type === 'MemberExpression') {
    const folded = foldMethod(evaluation, callee, nodes, given, depth);
    if (folded.length > 0) return folded;
  }
  const found: Value[] = [];
  const [first] = nodes;
  if (callee.type === 'Identifier' && INTEROP.test(textOf(callee, 'name') ?? '') && first !== undefined)
    addValues(found, evaluate(first, depth));
  for (const value of evaluate(callee, depth)) {
    if (value.kind === 'ref') addValues(found, knownCall(evaluation, value.path, nodes, given, depth));
    if (value.kind === 'literal' && isFunction(value.node))
      addValues(found, anyOf(evaluation, survey.returns.get(value.node) ?? [], depth));
  }
  return found;
};
