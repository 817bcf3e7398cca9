import { foldKnownCall, foldListMethod, foldTextMethod } from './fold-calls.ts';
import { isFunction, isNode, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { ANY_ELEMENT, type Definition, resolve, type Step, stepOf } from './scopes.ts';
import { moduleRef, type Survey } from './survey.ts';
import { canonical, MAX_TEXT, memberOfRef, ref, text, type Value } from './value.ts';

/** Bounds that keep a hostile file from costing more than it is worth. */
const MAX_DEPTH = 150;
const MAX_VALUES = 6;
const MAX_STEPS = 2_000_000;

/** Wrappers that bundlers and compilers put around a `require`. */
const INTEROP = /^_*(?:interop\w*|toESM|toCommonJS|importStar|importDefault)\d*$/i;
/** Wrappers of TypeScript and of evaluation order that change nothing. */
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

const add = (into: Value[], more: readonly Value[]): void => {
  for (const value of more) {
    if (into.length >= MAX_VALUES) return;
    if (!into.some((known) => JSON.stringify(key(known)) === JSON.stringify(key(value)))) into.push(value);
  }
};
const key = (value: Value): unknown =>
  value.kind === 'literal' ? ['literal', value.node.start, value.node.end] : value;

/** Folds constants and follows names through one surveyed program. Never runs anything of it. */
export const createEvaluator = (survey: Survey): Evaluator => {
  const known = new Map<Node, readonly Value[]>();
  const NONE: readonly Value[] = [];
  let steps = 0;

  const property = (object: Node, name: string, depth: number): readonly Value[] => {
    const found: Value[] = [];
    for (const entry of nodesAt(object, 'properties')) {
      const value = nodeAt(entry, 'value');
      if (value === undefined) continue;
      const step = stepOf(entry, 'key');
      const names = typeof step === 'string' ? [step] : texts(evaluate(step, depth));
      if (name === ANY_ELEMENT || names.includes(name)) add(found, evaluate(value, depth));
    }
    return found;
  };

  const member = (value: Value, name: string, depth: number): readonly Value[] => {
    switch (value.kind) {
      case 'ref':
        return [memberOfRef(value.path, name)];
      case 'text':
        if (/^\d+$/.test(name)) return [text(value.text[Number(name)] ?? '')];
        return [memberOfRef('String', name === 'constructor' ? '' : `prototype.${name}`)].map((found) =>
          name === 'constructor' ? ref('String') : found,
        );
      case 'number':
        return [ref(name === 'constructor' ? 'Number' : `Number.prototype.${name}`)];
      case 'list':
        if (name === ANY_ELEMENT) return value.items.map(text);
        return /^\d+$/.test(name) ? [text(value.items[Number(name)] ?? '')] : [ref(`Array.prototype.${name}`)];
      case 'literal': {
        const { node } = value;
        if (isFunction(node)) return [ref(name === 'constructor' ? 'Function' : `Function.prototype.${name}`)];
        if (node.type === 'ArrayExpression') {
          if (name === ANY_ELEMENT) return union(nodesAt(node, 'elements'), depth);
          if (/^\d+$/.test(name)) {
            const element = (node.elements as (Node | null)[])[Number(name)];
            return element ? evaluate(element, depth) : NONE;
          }
          return [ref(name === 'constructor' ? 'Array' : `Array.prototype.${name}`)];
        }
        if (node.type !== 'ObjectExpression') return NONE;
        const found = property(node, name, depth);
        return found.length === 0 && name === 'constructor' ? [ref('Object')] : found;
      }
    }
  };

  const union = (nodes: readonly Node[], depth: number): readonly Value[] => {
    const found: Value[] = [];
    for (const node of nodes.slice(0, 64)) add(found, evaluate(node, depth));
    return found;
  };

  const follow = (values: readonly Value[], path: readonly Step[], depth: number): readonly Value[] => {
    let current = values;
    for (const step of path) {
      const names = typeof step === 'string' ? [step] : texts(evaluate(step, depth));
      const next: Value[] = [];
      for (const value of current) for (const name of names) add(next, member(value, name, depth));
      current = next;
    }
    return current;
  };

  const defined = (definitions: readonly Definition[], depth: number): readonly Value[] => {
    const found: Value[] = [];
    for (const definition of definitions.slice(0, 32)) {
      if ('ref' in definition) add(found, [ref(canonical(definition.ref))]);
      else add(found, follow(evaluate(definition.node, depth), definition.steps, depth));
    }
    return found;
  };

  const identifier = (node: Node, depth: number): readonly Value[] => {
    const name = textOf(node, 'name') ?? '';
    const binding = resolve(survey.scopeOf.get(node), name);
    if (binding === undefined) return [ref(canonical(name))];
    const found = [...defined(binding.definitions, depth)];
    return binding.open ? [...found, ref(canonical(name))] : found;
  };

  const memberExpression = (node: Node, depth: number): readonly Value[] => {
    const object = nodeAt(node, 'object');
    if (object === undefined) return NONE;
    const step = stepOf(node, 'property');
    const found: Value[] = [];
    if (typeof step === 'string') {
      const name = object.type === 'Identifier' ? textOf(object, 'name') : undefined;
      const owner = object.type === 'ThisExpression' ? survey.self : name && resolve(survey.scopeOf.get(object), name);
      if (owner) add(found, defined(owner.members.get(step) ?? [], depth));
    }
    const base = object.type === 'ThisExpression' ? [ref('this')] : evaluate(object, depth);
    add(found, follow(base, [step], depth));
    // `x.constructor.constructor` is Function, whatever x is.
    if (found.length === 0 && step === 'constructor' && textOf(nodeAt(object, 'property') ?? object, 'name') === step)
      found.push(ref('Function'));
    return found;
  };

  const binary = (node: Node, depth: number): readonly Value[] => {
    // A chain of additions leans to the left and may be thousands long: flatten it.
    const operands: Node[] = [];
    let at: Node | undefined = node;
    while (at?.type === 'BinaryExpression' && at.operator === '+') {
      const right = nodeAt(at, 'right');
      if (right !== undefined) operands.unshift(right);
      at = nodeAt(at, 'left');
    }
    if (at !== undefined && at !== node) operands.unshift(at);
    if (operands.length === 0) return arithmetic(node, depth);
    let sum: string | number | undefined;
    for (const operand of operands.slice(0, 5_000)) {
      const [value] = evaluate(operand, depth);
      const part = value?.kind === 'text' ? value.text : value?.kind === 'number' ? value.number : undefined;
      if (part === undefined) return NONE;
      sum =
        sum === undefined ? part : typeof sum === 'number' && typeof part === 'number' ? sum + part : `${sum}${part}`;
      if (typeof sum === 'string' && sum.length > MAX_TEXT) return NONE;
    }
    if (sum === undefined) return NONE;
    return [typeof sum === 'number' ? { kind: 'number', number: sum } : text(sum)];
  };

  const arithmetic = (node: Node, depth: number): readonly Value[] => {
    const [left] = evaluate(nodeAt(node, 'left') ?? node, depth);
    const [right] = evaluate(nodeAt(node, 'right') ?? node, depth);
    if (left?.kind !== 'number' || right?.kind !== 'number') return NONE;
    const [a, b] = [left.number, right.number];
    const result = { '-': a - b, '*': a * b, '/': a / b, '^': a ^ b, '%': a % b, '&': a & b, '|': a | b }[
      String(node.operator)
    ];
    return result === undefined ? NONE : [{ kind: 'number', number: result }];
  };

  const template = (node: Node, depth: number): readonly Value[] => {
    let built = '';
    const expressions = nodesAt(node, 'expressions');
    const quasis = nodesAt(node, 'quasis');
    for (const [index, quasi] of quasis.entries()) {
      built += String((quasi.value as { cooked?: unknown } | undefined)?.cooked ?? '');
      const expression = expressions[index];
      if (expression === undefined) continue;
      const [value] = evaluate(expression, depth);
      if (value?.kind === 'text') built += value.text;
      else if (value?.kind === 'number') built += String(value.number);
      else return NONE;
      if (built.length > MAX_TEXT) return NONE;
    }
    return [text(built)];
  };

  const call = (node: Node, depth: number): readonly Value[] => {
    const callee = nodeAt(node, node.type === 'TaggedTemplateExpression' ? 'tag' : 'callee');
    if (callee === undefined) return NONE;
    const nodes = nodesAt(node, 'arguments');
    const found: Value[] = [];
    const given = nodes.slice(0, 4_096).map((argument) => asList(evaluate(argument, depth)[0], depth));
    if (callee.type === 'MemberExpression') {
      const step = stepOf(callee, 'property');
      const [method] = typeof step === 'string' ? [step] : texts(evaluate(step, depth));
      const receivers = evaluate(nodeAt(callee, 'object') ?? callee, depth);
      for (const receiver of receivers) {
        const listed = asList(receiver, depth);
        if (method === undefined) continue;
        if (listed?.kind === 'text') add(found, present(foldTextMethod(listed.text, method, given)));
        if (listed?.kind === 'list') {
          if (method === 'map' && pathsIn(nodes[0], depth).includes('String.fromCharCode'))
            add(found, [{ kind: 'list', items: listed.items.map((code) => String.fromCharCode(Number(code))) }]);
          else add(found, present(foldListMethod(listed.items, method, given)));
        }
        if (method === 'bind') add(found, [receiver]);
      }
      if (found.length > 0) return found;
    }
    if (callee.type === 'Identifier' && INTEROP.test(textOf(callee, 'name') ?? '') && nodes[0] !== undefined)
      add(found, evaluate(nodes[0], depth));
    for (const value of evaluate(callee, depth)) {
      if (value.kind === 'literal' && isFunction(value.node)) {
        add(found, union(survey.returns.get(value.node) ?? [], depth));
      } else if (value.kind === 'ref') {
        add(found, knownCall(value.path, nodes, given, depth));
      }
    }
    return found;
  };

  const knownCall = (path: string, nodes: readonly Node[], given: readonly (Value | undefined)[], depth: number) => {
    if (path === 'require' || path === 'process.getBuiltinModule') {
      const names = nodes[0] === undefined ? [] : texts(evaluate(nodes[0], depth));
      return names.map((name) => ref(canonical(moduleRef(name))));
    }
    if (path === 'process.binding') return given[0]?.kind === 'text' ? [ref(`#binding.${given[0].text}`)] : NONE;
    if (path === 'Reflect.get' && nodes[0] !== undefined && nodes[1] !== undefined)
      return follow(evaluate(nodes[0], depth), [nodes[1]], depth);
    if (path === 'Object.getPrototypeOf' || path === 'Reflect.getPrototypeOf')
      return given[0] === undefined ? NONE : [given[0]];
    const folded = foldKnownCall(path, given);
    return folded === undefined ? [ref(`${path}()`)] : [folded];
  };

  /** An array of constants as a list of strings. */
  const asList = (value: Value | undefined, depth: number): Value | undefined => {
    if (value?.kind !== 'literal' || value.node.type !== 'ArrayExpression') return value;
    const items: string[] = [];
    for (const element of nodesAt(value.node, 'elements')) {
      const [item] = evaluate(
        element.type === 'SpreadElement' ? (nodeAt(element, 'argument') ?? element) : element,
        depth,
      );
      if (item?.kind === 'text' && element.type === 'SpreadElement') items.push(...item.text);
      else if (item?.kind === 'text') items.push(item.text);
      else if (item?.kind === 'number') items.push(String(item.number));
      else return value;
    }
    return { kind: 'list', items };
  };

  const pathsIn = (node: Node | undefined, depth: number): string[] =>
    node === undefined ? [] : evaluate(node, depth).flatMap((value) => (value.kind === 'ref' ? [value.path] : []));

  const compute = (node: Node, depth: number): readonly Value[] => {
    const inner = TRANSPARENT.get(node.type);
    if (inner !== undefined) {
      const child = nodeAt(node, inner);
      return child === undefined ? NONE : evaluate(child, depth);
    }
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'string') return [text(node.value)];
        return typeof node.value === 'number' ? [{ kind: 'number', number: node.value }] : NONE;
      case 'TemplateLiteral':
        return template(node, depth);
      case 'Identifier':
        return identifier(node, depth);
      case 'MemberExpression':
        return memberExpression(node, depth);
      case 'BinaryExpression':
        return binary(node, depth);
      case 'CallExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        return call(node, depth);
      case 'ImportExpression': {
        const source = nodeAt(node, 'source');
        return source === undefined
          ? NONE
          : texts(evaluate(source, depth)).map((name) => ref(canonical(moduleRef(name))));
      }
      case 'SequenceExpression':
        return union(nodesAt(node, 'expressions').slice(-1), depth);
      case 'LogicalExpression':
        return union([nodeAt(node, 'left'), nodeAt(node, 'right')].filter(isNode), depth);
      case 'ConditionalExpression':
        return union([nodeAt(node, 'consequent'), nodeAt(node, 'alternate')].filter(isNode), depth);
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return [{ kind: 'literal', node }];
      case 'UnaryExpression': {
        const [value] = evaluate(nodeAt(node, 'argument') ?? node, depth);
        return node.operator === '-' && value?.kind === 'number' ? [{ kind: 'number', number: -value.number }] : NONE;
      }
      default:
        return NONE;
    }
  };

  const evaluate = (node: Node, depth: number): readonly Value[] => {
    const done = known.get(node);
    if (done !== undefined) return done;
    steps += 1;
    if (depth > MAX_DEPTH || steps > MAX_STEPS) return NONE;
    // While it is being worked out, a name that stands for itself is nothing.
    known.set(node, NONE);
    const values = compute(node, depth + 1);
    known.set(node, values);
    return values;
  };

  const valuesOf = (node: Node): readonly Value[] => evaluate(node, 0);
  return {
    valuesOf,
    pathsOf: (node) => valuesOf(node).flatMap((value) => (value.kind === 'ref' ? [value.path] : [])),
    textsOf: (node) => texts(valuesOf(node)),
    gaveUp: () => steps > MAX_STEPS,
  };
};

const texts = (values: readonly Value[]): string[] =>
  values.flatMap((value) =>
    value.kind === 'text' ? [value.text] : value.kind === 'number' ? [String(value.number)] : [],
  );

const present = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);
