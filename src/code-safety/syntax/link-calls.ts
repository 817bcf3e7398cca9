import { plain } from './declarations.ts';
import {
  argumentsOf,
  isClass,
  isFunction,
  listNode,
  type Node,
  nodeAt,
  nodesAt,
  propertiesOf,
  textOf,
} from './node.ts';
import { ANY_ELEMENT, bindPattern, type Definition, declareIn, define, resolve, type Step, stepOf } from './scopes.ts';
import type { Survey } from './survey.ts';

/** Calls per function whose arguments are looked at: a helper called a thousand times with constants tells nothing more. */
const MAX_CALLS = 20;
/** The same, where an argument is more than a constant. */
const MAX_TELLING_CALLS = 200;

/** Methods that hand the elements (or the settled value) of their receiver to a function, and as which parameter. */
const HANDS_OVER: ReadonlyMap<string, readonly [parameter: number, steps: readonly Step[]]> = new Map([
  ['then', [0, []]],
  ['reduce', [1, [ANY_ELEMENT]]],
  ...['every', 'filter', 'find', 'findLast', 'flatMap', 'forEach', 'map', 'some'].map(
    (name): [string, [number, Step[]]] => [name, [0, [ANY_ELEMENT]]],
  ),
]);

/** The expression behind a name that has only one. */
const onlyExpression = (definitions: readonly Definition[] | undefined): Node | undefined => {
  const [only] = definitions ?? [];
  const isWhole = definitions?.length === 1 && only !== undefined && 'node' in only && only.steps.length === 0;
  return isWhole ? only.node : undefined;
};

/** The expression that a name stands for; any other expression is itself. */
const behindName = (node: Node): Node | undefined =>
  node.type === 'Identifier' ? onlyExpression(resolve(node.inScope, textOf(node, 'name') ?? '')?.definitions) : node;

/** Finds the functions that calls run, when the text shows them. Methods of a literal are listed once. */
class Functions {
  readonly #self: Survey['self'];
  readonly #methods = new Map<Node, Map<string, Node>>();

  constructor({ self }: Survey) {
    this.#self = self;
  }

  /** A literal, a name with one function behind it, or a method of an object or class. */
  called(callee: Node): Node | undefined {
    const found = callee.type === 'MemberExpression' ? this.#method(callee) : behindName(callee);
    return found !== undefined && isFunction(found) ? found : undefined;
  }

  #method(callee: Node): Node | undefined {
    const [object, step] = [nodeAt(callee, 'object'), stepOf(callee, 'property')];
    if (object === undefined || typeof step !== 'string') return undefined;
    if (object.type === 'ThisExpression' || object.type === 'Super')
      return onlyExpression(this.#self.members.get(step));
    const value = behindName(object);
    const made = value?.type === 'NewExpression' ? nodeAt(value, 'callee') : undefined;
    const literal = made === undefined ? value : behindName(made);
    return literal === undefined ? undefined : this.#methodsOf(literal).get(step);
  }

  #methodsOf(literal: Node): ReadonlyMap<string, Node> {
    if (literal.type !== 'ObjectExpression' && !isClass(literal)) return new Map();
    const known = this.#methods.get(literal);
    if (known !== undefined) return known;
    const methods = new Map<string, Node>();
    for (const property of propertiesOf(literal)) {
      const [name, value] = [stepOf(property, 'key'), nodeAt(property, 'value')];
      if (typeof name === 'string' && value !== undefined) methods.set(name, value);
    }
    this.#methods.set(literal, methods);
    return methods;
  }
}

/** Lets a parameter stand for what it is called with. */
const give = (target: Node, index: number, definition: Definition): void => {
  const scope = target.inScope;
  const param = nodesAt(target, 'params')[index];
  if (scope === undefined || param === undefined) return;
  // Straight to the names: a default value was bound when the parameter was declared.
  const pattern = param.type === 'AssignmentPattern' ? (nodeAt(param, 'left') ?? param) : param;
  bindPattern(pattern, definition, declareIn(scope));
};

const giveAll = (target: Node, given: readonly Node[]): void => {
  const spread = given.findIndex(({ type }) => type === 'SpreadElement');
  for (const [index, param] of nodesAt(target, 'params').entries()) {
    const node = given[index];
    if (param.type === 'RestElement') give(target, index, plain(listNode(given.slice(index))));
    else if (spread !== -1 && spread <= index) give(target, index, { node: listNode(given), steps: [String(index)] });
    else if (node !== undefined) give(target, index, plain(node));
  }
  const all = target.inScope?.names.get('arguments');
  if (all !== undefined) define(all, plain(listNode(given)));
};

/** `list.forEach((item) => …)`, `promise.then((value) => …)`, `Array.from(list, (item) => …)`, `(function (x) { … }).call(null, x)`. */
const linkMethod = (callee: Node, given: readonly Node[], functions: Functions): void => {
  const receiver = callee.type === 'MemberExpression' ? nodeAt(callee, 'object') : undefined;
  if (receiver === undefined) return;
  const [first, second] = given;
  const method = textOf(nodeAt(callee, 'property') ?? callee, 'name') ?? '';
  if (method === 'call' && isFunction(receiver)) giveAll(receiver, given.slice(1));
  if (method === 'from' && textOf(receiver, 'name') === 'Array' && first !== undefined && second !== undefined) {
    const mapper = functions.called(second);
    if (mapper !== undefined) give(mapper, 0, { node: first, steps: [ANY_ELEMENT] });
  }
  const handed = HANDS_OVER.get(method);
  const handler = handed === undefined || first === undefined ? undefined : functions.called(first);
  if (handed !== undefined && handler !== undefined) give(handler, handed[0], { node: receiver, steps: handed[1] });
};

const isConstant = ({ type }: Node): boolean => type === 'Literal';

/** Lets the parameters of functions in this file stand for the arguments they are called with. */
export const linkCalls = (survey: Survey): void => {
  const functions = new Functions(survey);
  const calls = new Map<Node, number>();
  for (const call of survey.calls) {
    const callee = nodeAt(call, 'callee') ?? nodeAt(call, 'tag');
    if (callee === undefined) continue;
    const given = argumentsOf(call);
    const target = functions.called(callee);
    if (target === undefined) {
      linkMethod(callee, given, functions);
      continue;
    }
    const seen = calls.get(target) ?? 0;
    if (seen >= (given.every(isConstant) ? MAX_CALLS : MAX_TELLING_CALLS)) continue;
    calls.set(target, seen + 1);
    giveAll(target, given);
  }
};
