import { type Behaviour, HIDDEN_MODULE, REMOTE_IMPORT } from './behaviour.ts';
import type { Evaluator } from './evaluate.ts';
import { childrenOf, isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { resolve } from './scopes.ts';

const DECODERS =
  /^(?:atob|Buffer\.from|#buffer\.Buffer\.from|String\.fromCharCode|String\.fromCodePoint|unescape|decodeURIComponent)$/;
const DECODING_METHODS: ReadonlySet<string> = new Set(['charCodeAt', 'fromCharCode', 'reverse']);

/** Does an expression decode something, itself or in the function it calls? */
const decodes = (node: Node, evaluator: Evaluator, deeper = true): boolean => {
  const stack = [node];
  for (let visited = 0; visited < 2_000; visited += 1) {
    const at = stack.pop();
    if (at === undefined) return false;
    if (at.type === 'CallExpression') {
      const callee = nodeAt(at, 'callee');
      if (callee === undefined) continue;
      if (evaluator.pathsOf(callee).some((path) => DECODERS.test(path))) return true;
      const method = textOf(nodeAt(callee, 'property') ?? callee, 'name');
      if (callee.type === 'MemberExpression' && method !== undefined && DECODING_METHODS.has(method)) return true;
      const bodies = evaluator.valuesOf(callee).flatMap((value) => (value.kind === 'literal' ? [value.node] : []));
      if (deeper && bodies.some((body) => decodes(body, evaluator, false))) return true;
    }
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

/** `import(x)`, `require(x)`: from an address, or of a name that is decoded first. */
export const judgeLoading = (call: Node, paths: readonly string[], evaluator: Evaluator): Behaviour | undefined => {
  const source =
    call.type === 'ImportExpression'
      ? nodeAt(call, 'source')
      : paths.includes('require')
        ? nodesAt(call, 'arguments')[0]
        : undefined;
  if (source === undefined) return undefined;
  const names = evaluator.textsOf(source);
  if (names.some((name) => /^(?:data:|blob:|https?:)/i.test(name))) return REMOTE_IMPORT;
  const start = constantStart(source, evaluator);
  if (/^(?:data:|https?:)/i.test(start)) return REMOTE_IMPORT;
  return expressionsBehind(source).some((expression) => decodes(expression, evaluator)) ? HIDDEN_MODULE : undefined;
};
