import type { Evaluation } from './evaluation.ts';
import { type Node, nodeAt, nodesAt } from './node.ts';
import { MAX_LIST, type Members, type Value } from './value.ts';

/** What an element of an array adds to a list of strings; undefined when it is no constant. */
const constantsOf = (evaluation: Evaluation, element: Node, depth: number): readonly string[] | undefined => {
  const spread = element.type === 'SpreadElement' ? nodeAt(element, 'argument') : undefined;
  const [item] = evaluation.evaluate(spread ?? element, depth);
  if (item?.kind === 'number') return [String(item.number)];
  if (item?.kind === 'text') return spread !== undefined && item.text.length <= MAX_LIST ? [...item.text] : [item.text];
  if (spread === undefined || !evaluation.mayGoDeeper(depth)) return undefined;
  const inner = asList(evaluation, item, depth + 1);
  return inner?.kind === 'list' ? inner.items : undefined;
};

/** The members of a list that has nothing but strings and numbers, in order; undefined for any other. */
const constantMembers = (members: Members): string[] | undefined => {
  const items: string[] = [];
  for (const [name, [value, ...more]] of members) {
    if (name !== String(items.length) || more.length > 0) return undefined;
    if (value?.kind === 'text') items.push(value.text);
    else if (value?.kind === 'number') items.push(String(value.number));
    else return undefined;
  }
  return items;
};

/** An array of constants as a list of strings; any other value as it is. */
export const asList = (evaluation: Evaluation, value: Value | undefined, depth: number): Value | undefined => {
  if (value?.kind === 'container' && value.shape === 'list') {
    const items = evaluation.spend(value.members.size) ? constantMembers(value.members) : undefined;
    return items === undefined || items.length === 0 ? value : { kind: 'list', items };
  }
  if (value?.kind !== 'literal' || value.node.type !== 'ArrayExpression') return value;
  const { length } = value.node.elements as unknown[];
  if (length > MAX_LIST || !evaluation.spend(length)) return value;
  const items: string[] = [];
  for (const element of nodesAt(value.node, 'elements')) {
    const constants = constantsOf(evaluation, element, depth);
    if (constants === undefined || items.length + constants.length > MAX_LIST) return value;
    for (const constant of constants) items.push(constant);
  }
  return { kind: 'list', items };
};

/** What handling some constants costs: a text is handled faster than a list. */
export const sizeOf = (values: readonly (Value | undefined)[]): number =>
  values.reduce((sum, value) => {
    if (value?.kind === 'text') return sum + (value.text.length >> 4);
    return sum + (value?.kind === 'list' ? value.items.length : 0);
  }, 0);
