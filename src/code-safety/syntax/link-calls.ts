import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { ANY_ELEMENT, bindPattern, type Definition, declare, resolve, type Step } from './scopes.ts';
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

/** Lets the parameters of functions in this file stand for the arguments they are called with. */
export const linkCalls = (survey: Survey): void => {
  const calls = new Map<Node, number>();
  const give = (target: Node, index: number, definition: Definition): void => {
    const scope = target.inScope;
    const param = nodesAt(target, 'params')[index];
    if (scope === undefined || param === undefined) return;
    // Straight to the names: a default value was bound when the parameter was declared.
    const pattern = param.type === 'AssignmentPattern' ? (nodeAt(param, 'left') ?? param) : param;
    bindPattern(pattern, definition, (name) => declare(scope, name));
  };
  for (const call of survey.calls) {
    const callee = nodeAt(call, 'callee');
    if (callee === undefined) continue;
    const given = nodesAt(call, 'arguments');
    const target = calledFunction(callee);
    if (target !== undefined) {
      const seen = calls.get(target) ?? 0;
      calls.set(target, seen + 1);
      if (seen < MAX_CALLS) for (const [index, node] of given.entries()) give(target, index, { node, steps: [] });
      continue;
    }
    if (callee.type !== 'MemberExpression') continue;
    const method = textOf(nodeAt(callee, 'property') ?? callee, 'name') ?? '';
    const receiver = nodeAt(callee, 'object');
    if (receiver === undefined) continue;
    const steps = HANDS_OVER.get(method);
    const [first] = given;
    if (steps !== undefined && first !== undefined) {
      const handler = calledFunction(first);
      if (handler !== undefined) give(handler, 0, { node: receiver, steps });
    } else if (method === 'call' && isFunction(receiver)) {
      for (const [index, node] of given.slice(1).entries()) give(receiver, index, { node, steps: [] });
    }
  }
};
