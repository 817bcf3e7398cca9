import { moduleRef } from './declarations.ts';
import { evaluateCall } from './evaluate-call.ts';
import { evaluateMember, evaluateName, memberOf } from './evaluate-member.ts';
import { evaluateBinary, evaluateTemplate } from './evaluate-operator.ts';
import { addValues, anyOf, type Evaluation, NOTHING, pathsOf, textsOf } from './evaluation.ts';
import { isNode, type Node, nodeAt, nodesAt } from './node.ts';
import type { Step } from './scopes.ts';
import type { Survey } from './survey.ts';
import { canonical, ref, THIS, text, type Value } from './value.ts';

/** Bounds that keep a hostile file from costing more than it is worth; a thread with PARSER_STACK_MB has room for the depth. */
const MAX_DEPTH = 10_000;
const MAX_WORK = 20_000_000;

/** Wrappers of TypeScript and of evaluation order that change nothing: the child that counts. */
const TRANSPARENT: ReadonlyMap<string, string> = new Map([
  ['AwaitExpression', 'argument'],
  ['ChainExpression', 'expression'],
  ['ParenthesizedExpression', 'expression'],
  ['TSAsExpression', 'expression'],
  ['TSNonNullExpression', 'expression'],
  ['TSSatisfiesExpression', 'expression'],
  ['TSTypeAssertion', 'expression'],
  ['AssignmentExpression', 'right'],
  ['YieldExpression', 'argument'],
]);

/** Tells what expressions of one program stand for. Every answer is a list of possibilities, bounded and worked out once. */
export type Evaluator = {
  /** What an expression may stand for; empty when nothing is known. */
  readonly valuesOf: (node: Node) => readonly Value[];
  /** The paths among these values. */
  readonly pathsOf: (node: Node) => readonly string[];
  /** The strings among these values. */
  readonly textsOf: (node: Node) => readonly string[];
  /** True when evaluating was given up: the file is built to be expensive. */
  readonly gaveUp: () => boolean;
};

const either = (evaluation: Evaluation, node: Node, keys: readonly string[], depth: number): readonly Value[] =>
  anyOf(evaluation, keys.map((key) => node[key]).filter(isNode), depth);

const compute = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const { evaluate } = evaluation;
  const inner = TRANSPARENT.get(node.type);
  if (inner !== undefined) {
    const child = nodeAt(node, inner);
    return child === undefined ? NOTHING : evaluate(child, depth);
  }
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'string') return [text(node.value)];
      return typeof node.value === 'number' ? [{ kind: 'number', number: node.value }] : NOTHING;
    case 'TemplateLiteral':
      return evaluateTemplate(evaluation, node, depth);
    case 'TemplateElement':
      return [text(String((node.value as { cooked?: unknown }).cooked ?? ''))];
    case 'Super':
    case 'ThisExpression':
      return [ref(THIS)];
    case 'Identifier':
      return evaluateName(evaluation, node, depth);
    case 'MemberExpression':
      return evaluateMember(evaluation, node, depth);
    case 'BinaryExpression':
      return evaluateBinary(evaluation, node, depth);
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return evaluateCall(evaluation, node, depth);
    case 'ImportExpression': {
      const source = nodeAt(node, 'source');
      const names = source === undefined ? [] : textsOf(evaluate(source, depth));
      return names.map((name) => ref(canonical(moduleRef(name))));
    }
    case 'SequenceExpression':
      return anyOf(evaluation, nodesAt(node, 'expressions').slice(-1), depth);
    case 'LogicalExpression':
      return either(evaluation, node, ['left', 'right'], depth);
    case 'ConditionalExpression':
      return either(evaluation, node, ['consequent', 'alternate'], depth);
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return [{ kind: 'literal', node }];
    case 'UnaryExpression': {
      const [value] = evaluate(nodeAt(node, 'argument') ?? node, depth);
      return node.operator === '-' && value?.kind === 'number' ? [{ kind: 'number', number: -value.number }] : NOTHING;
    }
    default:
      return NOTHING;
  }
};

/** Folds constants and follows names through one surveyed program. Never runs anything of it. */
export const createEvaluator = (survey: Survey): Evaluator => {
  let work = 0;
  let gaveUp = false;

  const spend = (more: number): boolean => {
    work += more;
    if (work > MAX_WORK) gaveUp = true;
    return work <= MAX_WORK;
  };

  const mayGoDeeper = (depth: number): boolean => {
    if (depth > MAX_DEPTH) gaveUp = true;
    return depth <= MAX_DEPTH;
  };

  const evaluate = (node: Node, depth: number): readonly Value[] => {
    if (node.knownValues !== undefined) return node.knownValues;
    if (!mayGoDeeper(depth) || !spend(1)) return NOTHING;
    // While it is being worked out, a name that stands for itself is nothing.
    node.knownValues = NOTHING;
    const values = compute(evaluation, node, depth + 1);
    node.knownValues = values;
    return values;
  };

  const follow = (values: readonly Value[], path: readonly Step[], depth: number): readonly Value[] => {
    let current = values;
    for (const step of path) {
      const names = typeof step === 'string' ? [step] : textsOf(evaluate(step, depth));
      const next: Value[] = [];
      for (const value of current)
        for (const name of names) addValues(evaluation, next, memberOf(evaluation, value, name, depth));
      current = next;
    }
    return current;
  };

  const leaveOut = (): void => {
    gaveUp = true;
  };

  const evaluation: Evaluation = { survey, evaluate, spend, leaveOut, mayGoDeeper, follow };
  const valuesOf = (node: Node): readonly Value[] => evaluate(node, 0);
  return {
    valuesOf,
    pathsOf: (node) => pathsOf(valuesOf(node)),
    textsOf: (node) => textsOf(valuesOf(node)),
    gaveUp: () => gaveUp,
  };
};
