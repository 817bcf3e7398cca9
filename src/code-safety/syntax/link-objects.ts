import { plain } from './declarations.ts';
import { type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { addMember, type Binding, resolve, stepOf } from './scopes.ts';
import type { Survey } from './survey.ts';

/** The method of `Object` that a call is of, as written. */
const objectMethod = (call: Node): string | undefined => {
  const callee = nodeAt(call, 'callee');
  const object = callee?.type === 'MemberExpression' ? nodeAt(callee, 'object') : undefined;
  if (callee === undefined || object === undefined || textOf(object, 'name') !== 'Object') return undefined;
  const step = stepOf(callee, 'property');
  return typeof step === 'string' ? step : undefined;
};

/** `Object.defineProperty(target, 'name', { value })`. */
const defineOne = (target: Binding, [name, descriptor]: readonly Node[]): void => {
  if (typeof name?.value === 'string' && descriptor !== undefined)
    addMember(target, name.value, { node: descriptor, steps: ['value'] });
};

/** Lets names have the members that `Object.assign` and `Object.defineProperty` give their objects later. */
export const linkObjects = ({ calls }: Survey): void => {
  for (const call of calls) {
    const method = objectMethod(call);
    if (method !== 'assign' && method !== 'defineProperty') continue;
    const [object, ...given] = nodesAt(call, 'arguments');
    const target = object?.type === 'Identifier' ? resolve(object.inScope, textOf(object, 'name') ?? '') : undefined;
    if (target === undefined) continue;
    if (method === 'assign') target.merged.push(...given.map(plain));
    else defineOne(target, given);
  }
};
