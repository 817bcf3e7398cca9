import type { Evaluator } from './evaluate.ts';
import { childrenOf, isFunction, type Node, nodeAt, nodesAt } from './node.ts';
import { type Binding, resolve, stepOf } from './scopes.ts';
import {
  CREDENTIAL_FILE,
  ENVIRONMENT_PATH,
  FILE_READ_PATH,
  NETWORK_PATH,
  ONE_VARIABLE_PATH,
  SECRET_VARIABLE_PATH,
} from './sinks.ts';
import type { Survey } from './survey.ts';
import { canonical } from './value.ts';

/** What may leave: the whole environment, a secret variable of it, a file, a file that holds credentials. */
export type Source = 'environment' | 'secret-variable' | 'file' | 'credential-file';
/** A network call that something flows into. */
export type Flow = { readonly source: Source; readonly node: Node };

/** What flows where, all sources of the file, and how many network calls it has. */
export type Flows = {
  readonly flows: readonly Flow[];
  readonly sources: ReadonlyMap<Node, Source>;
  readonly sinks: number;
  /** The file was built to be too expensive to follow. */
  readonly gaveUp: boolean;
};

/** Where a secret belongs in a request: its own service asks for it there. */
const CREDENTIAL_PLACE = /^(?:headers?|auth(?:orization)?|.*(?:token|api_?key|password|secret))$/i;
const MAX_ROUNDS = 4;
/** Nodes looked at in all, for one file. */
const MAX_NODES = 5_000_000;

const calleeOf = (call: Node): Node | undefined => nodeAt(call, 'callee') ?? nodeAt(call, 'tag');

/** The direct sources: expressions that are one of the things that may leave. */
const findSources = (survey: Survey, evaluator: Evaluator, members: readonly Node[]): Map<Node, Source> => {
  const sources = new Map<Node, Source>();
  const parts: Node[] = [];
  for (const call of survey.calls) {
    const callee = calleeOf(call);
    if (callee === undefined || !evaluator.pathsOf(callee).some((path) => FILE_READ_PATH.test(path))) continue;
    const [file] = nodesAt(call, 'arguments');
    const names = file === undefined ? [] : [...evaluator.textsOf(file), ...constantParts(file, evaluator)];
    sources.set(call, names.some((name) => CREDENTIAL_FILE.test(name)) ? 'credential-file' : 'file');
  }
  for (const member of members) {
    const paths = evaluator.pathsOf(member);
    const object = nodeAt(member, 'object');
    if (paths.some((path) => ENVIRONMENT_PATH.test(path))) sources.set(member, 'environment');
    else if (paths.some((path) => SECRET_VARIABLE_PATH.test(path))) sources.set(member, 'secret-variable');
    if (object !== undefined && paths.some((path) => ONE_VARIABLE_PATH.test(path))) parts.push(object);
  }
  // The `process.env` in `process.env.PATH` is not the environment as a whole.
  for (const part of parts) if (sources.get(part) === 'environment') sources.delete(part);
  return sources;
};

/** Names that stand for the environment without a member expression: `const { env } = process`, `import { env } from 'process'`. */
const namesOfEnvironment = (survey: Survey, evaluator: Evaluator): Map<Binding, Source> => {
  const names = new Map<Binding, Source>();
  for (const binding of survey.bindings) {
    for (const definition of binding.definitions) {
      const paths =
        'ref' in definition
          ? [canonical(definition.ref)]
          : definition.steps.length === 1 && definition.steps[0] === 'env'
            ? evaluator.pathsOf(definition.node).map((path) => canonical(`${path}.env`))
            : [];
      if (paths.some((path) => ENVIRONMENT_PATH.test(path))) names.set(binding, 'environment');
    }
  }
  return names;
};

/** The constant strings inside an expression that cannot be folded as a whole (`path.join(home, '.ssh/id_rsa')`). */
const constantParts = (node: Node, evaluator: Evaluator): string[] => {
  const parts: string[] = [];
  const stack = [node];
  for (let at = stack.pop(); at !== undefined && parts.length < 50; at = stack.pop()) {
    if (at.type === 'TemplateElement') parts.push(String((at.value as { raw?: unknown }).raw ?? ''));
    else if (at.type === 'Literal' || at.type === 'Identifier') parts.push(...evaluator.textsOf(at));
    stack.push(...childrenOf(at).reverse());
  }
  return [...parts, parts.join('/')];
};

/**
 * Which sources reach which network calls, through names of this file. Order of statements is not looked at; functions are not
 * data; a secret variable in a header or a field made for it is no leak.
 */
export const findFlows = (survey: Survey, evaluator: Evaluator): Flows => {
  const sinks = survey.calls.filter((call) => {
    const callee = calleeOf(call);
    return callee !== undefined && evaluator.pathsOf(callee).some((path) => NETWORK_PATH.test(path));
  });
  // Where nothing can be sent, only what is read from files matters.
  const sources = findSources(survey, evaluator, sinks.length === 0 ? [] : survey.members);
  const tainted = sinks.length === 0 ? new Map<Binding, Source>() : namesOfEnvironment(survey, evaluator);
  if (sources.size + tainted.size === 0 || sinks.length === 0)
    return { flows: [], sources, sinks: sinks.length, gaveUp: false };

  const isOneVariable = (node: Node): boolean =>
    node.type === 'MemberExpression' && evaluator.pathsOf(node).some((path) => ONE_VARIABLE_PATH.test(path));
  let visited = 0;
  const within = (node: Node, sink: boolean): Source | undefined => {
    let found: Source | undefined;
    const stack: Node[] = [node];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      visited += 1;
      if (visited > MAX_NODES) return found;
      const direct = sources.get(at);
      if (direct !== undefined && direct !== 'secret-variable') return direct;
      found ??= direct;
      if (at.type === 'Identifier') {
        const binding = resolve(at.inScope, String(at.name));
        const carried = binding === undefined ? undefined : tainted.get(binding);
        if (carried !== undefined && carried !== 'secret-variable') return carried;
        found ??= carried;
      }
      // `process.env.PATH` is one variable, not the environment.
      if (isFunction(at) || isOneVariable(at)) continue;
      for (const child of childrenOf(at)) {
        if (sink && at.type === 'Property' && child === at.value && inCredentialPlace(at)) {
          const source = within(child, false);
          if (source !== undefined && source !== 'secret-variable') return source;
        } else stack.push(child);
      }
    }
    return found;
  };

  const withHandlers = survey.calls.filter((call) => nodesAt(call, 'arguments').some(isFunction));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = tainted.size;
    for (const binding of survey.bindings) {
      if (tainted.has(binding)) continue;
      for (const definition of binding.definitions) {
        if (!('node' in definition) || isFunction(definition.node)) continue;
        // A name taken out of the environment is one variable.
        const [step] = definition.steps;
        const source = within(definition.node, false);
        if (source === 'environment' && typeof step === 'string' && step !== '*' && !/^\d+$/.test(step)) {
          if (SECRET_VARIABLE_PATH.test(`process.env.${step}`)) tainted.set(binding, 'secret-variable');
        } else if (source !== undefined) tainted.set(binding, source);
      }
    }
    for (const call of withHandlers) taintCallbacks(call, within, tainted);
    if (tainted.size === before) break;
  }

  const flows = sinks.flatMap((node): Flow[] => {
    const given = [...nodesAt(node, 'arguments'), ...nodesAt(nodeAt(node, 'quasi') ?? node, 'expressions')];
    const found = given.map((argument) => within(argument, true));
    const source = found.find((one) => one !== undefined && one !== 'secret-variable') ?? found.find(Boolean);
    return source === undefined ? [] : [{ source, node }];
  });
  return { flows, sources, sinks: sinks.length, gaveUp: visited > MAX_NODES };
};

const inCredentialPlace = (property: Node): boolean => {
  const step = stepOf(property, 'key');
  return typeof step === 'string' && CREDENTIAL_PLACE.test(step);
};

/** `readFile(p, (error, data) => …)`, `stream.on('data', (chunk) => …)`, `list.forEach((item) => …)`. */
const taintCallbacks = (
  call: Node,
  within: (node: Node, sink: boolean) => Source | undefined,
  tainted: Map<Binding, Source>,
): void => {
  const given = nodesAt(call, 'arguments');
  const handlers = given.filter(isFunction);
  const callee = calleeOf(call);
  if (handlers.length === 0 || callee === undefined || isFunction(callee)) return;
  const source = within(call, false);
  if (source === undefined || source === 'secret-variable') return;
  for (const handler of handlers) {
    const scope = handler.inScope;
    for (const param of nodesAt(handler, 'params')) {
      const binding = param.type === 'Identifier' ? resolve(scope, String(param.name)) : undefined;
      if (binding !== undefined && !tainted.has(binding)) tainted.set(binding, source);
    }
  }
};
