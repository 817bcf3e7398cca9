import { COMMON_PORTS } from '../text-rules.ts';
import { type Behaviour, HANDED_ON, LARGE_BASE64, ODD_PORT, RUNS_IN_THREAD } from './behaviour.ts';
import type { Evaluator } from './evaluate.ts';
import { judgeEffect } from './judge-effect.ts';
import { judgeLoading } from './judge-loading.ts';
import { type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { CALL_RULES } from './sinks.ts';

const WEB_SOCKET = /^(?:WebSocket|#ws(?:\.WebSocket)?|#undici\.WebSocket)$/;

/** `Function('return this')` is how libraries find the global object. */
const findsGlobalObject = (call: Node, evaluator: Evaluator): boolean => {
  const given = nodesAt(call, 'arguments');
  const [only] = given;
  return (
    given.length === 1 &&
    only !== undefined &&
    evaluator.textsOf(only).some((code) => /^\s*return\s+this;?\s*$/.test(code))
  );
};

const callRule = (call: Node, paths: readonly string[], evaluator: Evaluator): Behaviour | undefined => {
  const rule = CALL_RULES.find(({ path }) => paths.some((candidate) => path.test(candidate)));
  return rule?.id === 'dynamic-code-execution' && findsGlobalObject(call, evaluator) ? undefined : rule;
};

/** Calls that give back what they got: `__toESM(require('child_process'))`. */
const isTransparent = (call: Node, evaluator: Evaluator): boolean => evaluator.pathsOf(call).includes('#child_process');

/** A dangerous function handed to another (`setTimeout(exec, 0, 'x')`, `Reflect.apply(eval, …)`). */
const handedOn = (call: Node, evaluator: Evaluator): Behaviour | undefined => {
  for (const argument of nodesAt(call, 'arguments')) {
    const paths = evaluator.pathsOf(argument).filter((path) => path === 'eval' || path.startsWith('#child_process.'));
    const rule = CALL_RULES.find(({ path }) => paths.some((candidate) => path.test(candidate)));
    if (rule !== undefined) return rule;
    if (evaluator.pathsOf(argument).includes('#child_process') && !isTransparent(call, evaluator)) return HANDED_ON;
  }
  return undefined;
};

/** `eval.call(…)`, `exec.apply(…)`, `Reflect.apply(Function, …)`, `Reflect.construct(Function, …)`: the call behind the call. */
const indirectPaths = (callee: Node, call: Node, evaluator: Evaluator): string[] => {
  const method = callee.type === 'MemberExpression' ? textOf(nodeAt(callee, 'property') ?? callee, 'name') : undefined;
  const receiver = nodeAt(callee, 'object');
  if ((method === 'call' || method === 'apply') && receiver !== undefined) return [...evaluator.pathsOf(receiver)];
  const [first] = nodesAt(call, 'arguments');
  const reflected = evaluator.pathsOf(callee).some((path) => path === 'Reflect.apply' || path === 'Reflect.construct');
  return reflected && first !== undefined ? [...evaluator.pathsOf(first)] : [];
};

const opensOddPort = (call: Node, evaluator: Evaluator): boolean => {
  const [address] = nodesAt(call, 'arguments');
  const texts = address === undefined ? [] : evaluator.textsOf(address);
  return texts.some((text) => {
    const port = /^wss?:\/\/.*:(\d+)/i.exec(text)?.[1];
    return port !== undefined && !COMMON_PORTS.has(Number(port));
  });
};

/** An options object with `eval`, and not plainly `false`. */
const evaluatesCode = (given: Node): boolean =>
  nodesAt(given, 'properties').some(
    (entry) => textOf(nodeAt(entry, 'key') ?? entry, 'name') === 'eval' && nodeAt(entry, 'value')?.value !== false,
  );

/** What a call does, when that is dangerous by itself. */
export const judgeCall = (call: Node, evaluator: Evaluator): Behaviour | undefined => {
  const callee = nodeAt(call, 'callee') ?? nodeAt(call, 'tag');
  const paths = callee === undefined ? [] : evaluator.pathsOf(callee);
  const loaded = judgeLoading(call, paths, evaluator);
  if (loaded !== undefined || callee === undefined) return loaded;
  const direct = callRule(call, paths, evaluator) ?? callRule(call, indirectPaths(callee, call, evaluator), evaluator);
  const judged = direct ?? judgeEffect(call, paths, evaluator);
  if (judged !== undefined) return judged;
  if (paths.some((path) => WEB_SOCKET.test(path)) && opensOddPort(call, evaluator)) return ODD_PORT;
  if (paths.includes('#worker_threads.Worker') && nodesAt(call, 'arguments').some((given) => evaluatesCode(given)))
    return RUNS_IN_THREAD;
  if (paths.some((path) => path === 'atob' || path.endsWith('Buffer.from'))) {
    const [first] = nodesAt(call, 'arguments');
    if (first !== undefined && evaluator.textsOf(first).some((code) => /^[A-Za-z0-9+/=_-]{200,}$/.test(code)))
      return LARGE_BASE64;
  }
  return handedOn(call, evaluator);
};
