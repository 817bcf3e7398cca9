import { type Evaluation, NOTHING } from './evaluation.ts';
import { type Node, nodeAt, nodesAt } from './node.ts';
import { MAX_TEXT, text, type Value } from './value.ts';

const MAX_OPERANDS = 20_000;

type Part = string | number;

/** Combinations of what the operands may stand for that are worked out: a table looked up by index has a few. */
const MAX_COMBINATIONS = 16;

const partsOf = (values: readonly Value[]): Part[] =>
  values.flatMap((value): Part[] => {
    if (value.kind === 'text') return [value.text];
    return value.kind === 'number' ? [value.number] : [];
  });

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

const compute = (operator: unknown, left: number, right: number): number | undefined => {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    default:
      return undefined;
  }
};

const numbersAt = ({ evaluate }: Evaluation, node: Node, key: 'left' | 'right', depth: number): number[] =>
  partsOf(evaluate(nodeAt(node, key) ?? node, depth)).filter((part) => typeof part === 'number');

const arithmetic = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const rights = numbersAt(evaluation, node, 'right', depth);
  return numbersAt(evaluation, node, 'left', depth)
    .flatMap((left) => rights.map((right) => compute(node.operator, left, right)))
    .filter((number) => number !== undefined)
    .slice(0, MAX_COMBINATIONS)
    .map(asValue);
};

/** Every beginning with every part behind it, up to a bound; undefined when a text would grow too long. */
const extend = (
  evaluation: Evaluation,
  beginnings: readonly (Part | undefined)[],
  parts: readonly Part[],
): Part[] | undefined => {
  const sums: Part[] = [];
  for (const beginning of beginnings) {
    for (const part of parts) {
      const sum = plus(beginning, part);
      if (typeof sum === 'string' && sum.length > MAX_TEXT) return undefined;
      if (sums.length > 0 && !evaluation.spend(1)) return sums;
      if (sums.push(sum) === MAX_COMBINATIONS) return sums;
    }
  }
  return sums;
};

/** The constants that `a + b`, or arithmetic on numbers, may come to. */
export const evaluateBinary = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  if (node.operator !== '+') return arithmetic(evaluation, node, depth);
  let sums: Part[] | undefined;
  for (const operand of operandsOf(node).slice(0, MAX_OPERANDS)) {
    const parts = partsOf(evaluation.evaluate(operand, depth));
    sums = parts.length === 0 ? undefined : extend(evaluation, sums ?? [undefined], parts);
    if (sums === undefined) return NOTHING;
  }
  return (sums ?? []).map(asValue);
};

/** The constants that a template with constant parts may come to. */
export const evaluateTemplate = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const expressions = nodesAt(node, 'expressions');
  let built: Part[] = [''];
  for (const [index, quasi] of nodesAt(node, 'quasis').entries()) {
    const cooked = String((quasi.value as { cooked?: unknown } | undefined)?.cooked ?? '');
    const expression = expressions[index];
    const parts = expression === undefined ? [''] : partsOf(evaluation.evaluate(expression, depth));
    const longer = extend(
      evaluation,
      built,
      parts.map((part) => `${cooked}${part}`),
    );
    if (parts.length === 0 || longer === undefined) return NOTHING;
    built = longer;
  }
  return built.map(asValue);
};
