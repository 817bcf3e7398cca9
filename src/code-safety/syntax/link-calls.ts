import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { ANY_ELEMENT, bindPattern, type Definition, declareIn, resolve, type Step } from './scopes.ts';
import type { Survey } from './survey.ts';

/** Calls per function whose arguments are looked at: a helper called a thousand times tells nothing more. */
const MAX_CALLS = 20;

/** Methods that hand the elements (or the settled value) of their receiver to a function. */
const HANDS_OVER: ReadonlyMap<string, readonly Step[]> = new Map([
  ['then', []],
  ['forEach', [ANY_ELEMENT]],
  ['map', [ANY_ELEMENT]],
  ['filter', [ANY_ELEMENT]],
  ['find', [ANY_ELEMENT]],
]);

/** The function a call runs, when the text shows it: a literal, or a name with one function behind it. */
const calledFunction = (callee: Node): Node | undefined => {
  if (isFunction(callee)) return callee;
  if (callee.type !== 'Identifier') return undefined;
  const definitions = resolve(callee.inScope, textOf(callee, 'name') ?? '')?.definitions ?? [];
  const [only] = definitions;
  if (definitions.length !== 1 || only === undefined || !('node' in only) || only.steps.length > 0) return undefined;
  return isFunction(only.node) ? only.node : undefined;
};

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
  for (const [index, node] of given.entries()) give(target, index, { node, steps: [] });
};

/** `list.forEach((item) => …)`, `promise.then((value) => …)`, `(function (x) { … }).call(null, x)`. */
const linkMethod = (callee: Node, given: readonly Node[]): void => {
  const receiver = callee.type === 'MemberExpression' ? nodeAt(callee, 'object') : undefined;
  if (receiver === undefined) return;
  const method = textOf(nodeAt(callee, 'property') ?? callee, 'name') ?? '';
  if (method === 'call' && isFunction(receiver)) giveAll(receiver, given.slice(1));
  const steps = HANDS_OVER.get(method);
  const [first] = given;
  const handler = steps === undefined || first === undefined ? undefined : calledFunction(first);
  if (steps !== undefined && handler !== undefined) give(handler, 0, { node: receiver, steps });
};

/** Lets the parameters of functions in this file stand for the arguments they are called with. */
export const linkCalls = (survey: Survey): void => {
  const calls = new Map<Node, number>();
  for (const call of survey.calls) {
    const callee = nodeAt(call, 'callee');
    if (callee === undefined) continue;
    const given = nodesAt(call, 'arguments');
    const target = calledFunction(callee);
    if (target === undefined) {
      linkMethod(callee, given);
      continue;
    }
    const seen = calls.get(target) ?? 0;
    calls.set(target, seen + 1);
    if (seen < MAX_CALLS) giveAll(target, given);
  }
};
