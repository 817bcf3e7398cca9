import { type Hit, MAX_LISTED_PER_RULE } from '../hit.ts';
import { createLineIndex } from '../lines.ts';
import type { Matches } from '../match-rules.ts';
import { COMMON_PORTS } from '../text-rules.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { findFlows, type Source } from './flows.ts';
import { linkCalls } from './link-calls.ts';
import { childrenOf, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { CALL_RULES, type CallRule } from './sinks.ts';
import { type Survey, surveyProgram } from './survey.ts';

type Found = Pick<CallRule, 'id' | 'severity' | 'meaning' | 'strong'>;

const SENT: Readonly<Record<Source, Found>> = {
  environment: {
    id: 'env-harvesting',
    severity: 'critical',
    meaning: 'sends the whole environment away',
    strong: true,
  },
  'secret-variable': { id: 'env-harvesting', severity: 'warn', meaning: 'sends a secret environment variable away' },
  file: { id: 'potential-exfiltration', severity: 'warn', meaning: 'sends the content of a file away' },
  'credential-file': {
    id: 'credential-theft',
    severity: 'critical',
    meaning: 'sends a file that holds credentials away',
    strong: true,
  },
};
const READ_CREDENTIALS: Found = {
  id: 'credential-theft',
  severity: 'warn',
  meaning: 'reads a file that holds credentials',
};
const REMOTE_IMPORT: Found = {
  id: 'dynamic-code-execution',
  severity: 'critical',
  meaning: 'imports code from a data: or network address',
  strong: true,
};
const HIDDEN_MODULE: Found = {
  id: 'hidden-module',
  severity: 'critical',
  meaning: 'decodes the name of the module it loads',
  strong: true,
};
const LARGE_BASE64: Found = { id: 'obfuscated-code', severity: 'warn', meaning: 'decodes a large base64 text' };
const READS_AND_SENDS: Found = {
  id: 'potential-exfiltration',
  severity: 'info',
  meaning: 'reads a file or the whole environment, and can use the network',
};
const ODD_PORT: Found = { id: 'suspicious-network', severity: 'warn', meaning: 'opens a WebSocket on an unusual port' };
const REEXPORT: Found = {
  id: 'dangerous-exec',
  severity: 'critical',
  meaning: 'hands the program starter on under its own name',
};
const WEB_SOCKET = /^(?:WebSocket|#ws(?:\.WebSocket)?|#undici\.WebSocket)$/;
const DECODERS =
  /^(?:atob|Buffer\.from|#buffer\.Buffer\.from|String\.fromCharCode|String\.fromCodePoint|unescape|decodeURIComponent)$/;
const DECODING_METHODS: ReadonlySet<string> = new Set(['charCodeAt', 'fromCharCode', 'reverse']);

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

const callRule = (call: Node, paths: readonly string[], evaluator: Evaluator): Found | undefined => {
  const rule = CALL_RULES.find(({ path }) => paths.some((candidate) => path.test(candidate)));
  return rule?.id === 'dynamic-code-execution' && findsGlobalObject(call, evaluator) ? undefined : rule;
};

/** A dangerous function handed to another (`setTimeout(exec, 0, 'x')`, `Reflect.apply(eval, …)`). */
const handedOn = (call: Node, evaluator: Evaluator): Found | undefined => {
  for (const argument of nodesAt(call, 'arguments')) {
    const paths = evaluator.pathsOf(argument).filter((path) => path === 'eval' || path.startsWith('#child_process.'));
    const rule = CALL_RULES.find(({ path }) => paths.some((candidate) => path.test(candidate)));
    if (rule !== undefined) return rule;
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

/** Does an expression decode something, itself or in the function it calls? */
const decodes = (node: Node, survey: Survey, evaluator: Evaluator, deeper = true): boolean => {
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
      if (deeper && bodies.some((body) => decodes(body, survey, evaluator, false))) return true;
    }
    stack.push(...childrenOf(at));
  }
  return false;
};

/** `import(x)`, `require(x)`: from an address, or of a name that is decoded first. */
const loading = (call: Node, paths: readonly string[], survey: Survey, evaluator: Evaluator): Found | undefined => {
  const source =
    call.type === 'ImportExpression'
      ? nodeAt(call, 'source')
      : paths.includes('require')
        ? nodesAt(call, 'arguments')[0]
        : undefined;
  if (source === undefined) return undefined;
  const names = evaluator.textsOf(source);
  if (names.some((name) => /^(?:data:|blob:|https?:)/i.test(name))) return REMOTE_IMPORT;
  const start =
    source.type === 'TemplateLiteral' ? String((nodesAt(source, 'quasis')[0]?.value as { raw?: unknown })?.raw) : '';
  if (/^(?:data:|https?:)/i.test(start)) return REMOTE_IMPORT;
  if (source.type !== 'Literal' && source.type !== 'Identifier' && decodes(source, survey, evaluator))
    return HIDDEN_MODULE;
  return undefined;
};

const judgeCall = (call: Node, survey: Survey, evaluator: Evaluator): Found | undefined => {
  const callee = nodeAt(call, 'callee') ?? nodeAt(call, 'tag');
  const paths = callee === undefined ? [] : evaluator.pathsOf(callee);
  const loaded = loading(call, paths, survey, evaluator);
  if (loaded !== undefined || callee === undefined) return loaded;
  const direct = callRule(call, paths, evaluator) ?? callRule(call, indirectPaths(callee, call, evaluator), evaluator);
  if (direct !== undefined) return direct;
  if (paths.some((path) => WEB_SOCKET.test(path)) && opensOddPort(call, evaluator)) return ODD_PORT;
  if (paths.includes('#worker_threads.Worker') && nodesAt(call, 'arguments').some((given) => evaluatesCode(given)))
    return { id: 'dynamic-code-execution', severity: 'critical', meaning: 'runs text as code in a thread' };
  if (paths.some((path) => path === 'atob' || path.endsWith('Buffer.from'))) {
    const [first] = nodesAt(call, 'arguments');
    if (first !== undefined && evaluator.textsOf(first).some((code) => /^[A-Za-z0-9+/=_-]{200,}$/.test(code)))
      return LARGE_BASE64;
  }
  return handedOn(call, evaluator);
};

const opensOddPort = (call: Node, evaluator: Evaluator): boolean => {
  const [address] = nodesAt(call, 'arguments');
  const texts = address === undefined ? [] : evaluator.textsOf(address);
  return texts.some((text) => {
    const port = /^wss?:\/\/.*:(\d+)/i.exec(text)?.[1];
    return port !== undefined && !COMMON_PORTS.has(Number(port));
  });
};

/** An options object with `eval: true`. */
const evaluatesCode = (given: Node): boolean =>
  nodesAt(given, 'properties').some(
    (entry) => textOf(nodeAt(entry, 'key') ?? entry, 'name') === 'eval' && nodeAt(entry, 'value')?.value === true,
  );

/**
 * What a parsed program does that its text may hide: names are followed, constant strings put together, modules told by
 * what they are. Nothing is run. `gaveUp` when the file was built to be too expensive to follow.
 */
export const scanSyntax = (
  program: Node,
  text: string,
  strongOnly: boolean,
): Matches & { readonly gaveUp: boolean } => {
  const survey = surveyProgram(program);
  linkCalls(survey);
  const evaluator = createEvaluator(survey);
  const lineOf = createLineIndex(text);
  const hits: Hit[] = [];
  const counts = new Map<string, number>();
  const unlisted: Record<string, number> = {};
  const report = (found: Found | undefined, node: Node): void => {
    if (found === undefined || (strongOnly && found.strong !== true)) return;
    const { id: rule, severity, meaning } = found;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > MAX_LISTED_PER_RULE) unlisted[rule] = (unlisted[rule] ?? 0) + 1;
    else hits.push({ family: 'syntax', rule, severity, meaning, line: lineOf(node.start) });
  };
  for (const call of survey.calls) report(judgeCall(call, survey, evaluator), call);
  for (const node of survey.reexports)
    if (/^(?:node:)?child_process$/.test(String(nodeAt(node, 'source')?.value))) report(REEXPORT, node);
  const { flows, sources, sinks } = findFlows(survey, evaluator);
  for (const { source, node } of flows) report(SENT[source], node);
  const stolen = flows.some(({ source }) => source === 'credential-file');
  for (const [node, source] of sources) if (source === 'credential-file' && !stolen) report(READ_CREDENTIALS, node);
  const read = [...sources].find(([, source]) => source !== 'secret-variable')?.[0];
  if (flows.length === 0 && sinks > 0 && read !== undefined) report(READS_AND_SENDS, read);
  return { hits, unlisted, gaveUp: evaluator.gaveUp() };
};
