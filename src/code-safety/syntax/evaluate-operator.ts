import { type Evaluation, NOTHING } from './evaluation.ts';
import { type Node, nodeAt, nodesAt } from './node.ts';
import { MAX_TEXT, text, type Value } from './value.ts';

const MAX_OPERANDS = 20_000;

type Part = string | number;

const partOf = ([value]: readonly Value[]): Part | undefined => {
  if (value?.kind === 'text') return value.text;
  return value?.kind === 'number' ? value.number : undefined;
};

const asValue = (part: Part): Value => (typeof part === 'number' ? { kind: 'number', number: part } : text(part));

const plus = (sum: Part | undefined, part: Part): Part => {
  if (sum === undefined) return part;
  return typeof sum === 'number' && typeof part === 'number' ? sum + part : `${sum}${part}`;
};

/** The operands of `a + b + c`. Such a chain leans to the left and may be thousands long: no recursion. */
const operandsOf = (node: Node): Node[] => {
  const operands: Node[] = [];
  let at: Node | undefined = node;
  while (at?.type === 'BinaryExpression' && at.operator === '+') {
    const right = nodeAt(at, 'right');
    if (right !== undefined) operands.push(right);
    at = nodeAt(at, 'left');
  }
  return at === undefined ? operands : [...operands, at].reverse();
};

const arithmetic = ({ evaluate }: Evaluation, node: Node, depth: number): readonly Value[] => {
  const left = partOf(evaluate(nodeAt(node, 'left') ?? node, depth));
  const right = partOf(evaluate(nodeAt(node, 'right') ?? node, depth));
  if (typeof left !== 'number' || typeof right !== 'number') return NOTHING;
  switch (node.operator) {
    case '-':
      return [asValue(left - right)];
    case '*':
      return [asValue(left * right)];
    case '/':
      return [asValue(left / right)];
    case '%':
      return [asValue(left % right)];
    case '^':
      return [asValue(left ^ right)];
    case '&':
      return [asValue(left & right)];
    case '|':
      return [asValue(left | right)];
    default:
      return NOTHING;
  }
};

/** The constant that `a + b`, or arithmetic on numbers, comes to. */
export const evaluateBinary = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  if (node.operator !== '+') return arithmetic(evaluation, node, depth);
  let sum: Part | undefined;
  for (const operand of operandsOf(node).slice(0, MAX_OPERANDS)) {
    const part = partOf(evaluation.evaluate(operand, depth));
    if (part === undefined) return NOTHING;
    sum = plus(sum, part);
    if (typeof sum === 'string' && sum.length > MAX_TEXT) return NOTHING;
  }
  return sum === undefined ? NOTHING : [asValue(sum)];
};

/** The constant that a template with constant parts comes to. */
export const evaluateTemplate = ({ evaluate }: Evaluation, node: Node, depth: number): readonly Value[] => {
  const expressions = nodesAt(node, 'expressions');
  let built = '';
  for (const [index, quasi] of nodesAt(node, 'quasis').entries()) {
    built += String((quasi.value as { cooked?: unknown } | undefined)?.cooked ?? '');
    const expression = expressions[index];
    if (expression === undefined) continue;
    const part = partOf(evaluate(expression, depth));
    if (part === undefined || built.length > MAX_TEXT) return NOTHING;
    built += part;
  }
  return [text(built)];
};
