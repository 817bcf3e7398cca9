import { type Behaviour, HIDDEN_MODULE, REMOTE_IMPORT } from './behaviour.ts';
import type { Evaluator } from './evaluate.ts';
import { childrenOf, isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { resolve } from './scopes.ts';

const DECODERS =
  /^(?:atob|Buffer\.from|#buffer\.Buffer\.from|String\.fromCharCode|String\.fromCodePoint|unescape|decodeURIComponent)$/;
const DECODING_METHODS: ReadonlySet<string> = new Set(['charCodeAt', 'fromCharCode', 'reverse']);

/** Expressions looked at before a search for decoding is given up. */
const MAX_SEARCHED = 2_000;

/** Is this a call of something that decodes? */
const isDecoder = (callee: Node, evaluator: Evaluator): boolean => {
  if (evaluator.pathsOf(callee).some((path) => DECODERS.test(path))) return true;
  const method = callee.type === 'MemberExpression' ? textOf(nodeAt(callee, 'property') ?? callee, 'name') : undefined;
  return method !== undefined && DECODING_METHODS.has(method);
};

/** The functions of this file that a call may run. */
const bodiesOf = (callee: Node, evaluator: Evaluator): Node[] =>
  evaluator.valuesOf(callee).flatMap((value) => (value.kind === 'literal' ? [value.node] : []));

/** Does an expression decode something, itself or (`deeper`) in the function it calls? */
const decodes = (node: Node, evaluator: Evaluator, deeper = true): boolean => {
  const stack = [node];
  for (let searched = 0; searched < MAX_SEARCHED; searched += 1) {
    const at = stack.pop();
    if (at === undefined) return false;
    const callee = at.type === 'CallExpression' ? nodeAt(at, 'callee') : undefined;
    if (callee !== undefined && isDecoder(callee, evaluator)) return true;
    const bodies = callee !== undefined && deeper ? bodiesOf(callee, evaluator) : [];
    if (bodies.some((body) => decodes(body, evaluator, false))) return true;
    stack.push(...childrenOf(at));
  }
  return false;
};

/** An expression, or for a name those it gets its value from. */
const expressionsBehind = (node: Node): Node[] => {
  if (node.type !== 'Identifier') return [node];
  const definitions = resolve(node.inScope, String(node.name))?.definitions ?? [];
  return definitions.flatMap((definition) =>
    'node' in definition && !isFunction(definition.node) ? [definition.node] : [],
  );
};

/** The constant text that an address begins with, when the rest is not known. */
const constantStart = (source: Node, evaluator: Evaluator): string => {
  let [at] = expressionsBehind(source);
  while (at?.type === 'BinaryExpression' && at.operator === '+') at = nodeAt(at, 'left');
  if (at?.type !== 'TemplateLiteral') return at === undefined ? '' : (evaluator.textsOf(at)[0] ?? '');
  const [quasi] = nodesAt(at, 'quasis');
  return String((quasi?.value as { raw?: unknown } | undefined)?.raw ?? '');
};

/** What a call loads code from: the argument of `import()`, or of `require`. */
const loadedFrom = (call: Node, paths: readonly string[]): Node | undefined => {
  if (call.type === 'ImportExpression') return nodeAt(call, 'source');
  return paths.includes('require') ? nodesAt(call, 'arguments')[0] : undefined;
};

/** `import(x)`, `require(x)`: from an address, or of a name that is decoded first. */
export const judgeLoading = (call: Node, paths: readonly string[], evaluator: Evaluator): Behaviour | undefined => {
  const source = loadedFrom(call, paths);
  if (source === undefined) return undefined;
  const names = evaluator.textsOf(source);
  if (names.some((name) => /^(?:data:|blob:|https?:)/i.test(name))) return REMOTE_IMPORT;
  if (/^(?:data:|https?:)/i.test(constantStart(source, evaluator))) return REMOTE_IMPORT;
  return expressionsBehind(source).some((expression) => decodes(expression, evaluator)) ? HIDDEN_MODULE : undefined;
};
