import type { Evaluator } from './evaluate.ts';
import { childrenOf, type Node, nodeAt, nodesAt } from './node.ts';
import type { Binding, Definition } from './scopes.ts';
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

/** Constant strings that are looked at in one expression. */
const MAX_PARTS = 50;

/** What a call or a tagged template calls. */
export const calleeOf = (call: Node): Node | undefined => nodeAt(call, 'callee') ?? nodeAt(call, 'tag');

const hasPath = (node: Node | undefined, pattern: RegExp, evaluator: Evaluator): boolean =>
  node !== undefined && evaluator.pathsOf(node).some((path) => pattern.test(path));

/** Can this call send something away? */
export const isNetworkCall = (call: Node, evaluator: Evaluator): boolean =>
  hasPath(calleeOf(call), NETWORK_PATH, evaluator);

/** Is this one variable of the environment (`process.env.PATH`)? */
export const isOneVariable = (node: Node, evaluator: Evaluator): boolean =>
  node.type === 'MemberExpression' && hasPath(node, ONE_VARIABLE_PATH, evaluator);

/** The constant strings inside an expression that cannot be folded as a whole (`path.join(home, '.ssh/id_rsa')`). */
export const constantParts = (node: Node, evaluator: Evaluator): string[] => {
  const parts: string[] = [];
  const stack = [node];
  for (let at = stack.pop(); at !== undefined && parts.length < MAX_PARTS; at = stack.pop()) {
    if (at.type === 'TemplateElement') parts.push(String((at.value as { raw?: unknown }).raw ?? ''));
    else if (at.type === 'Literal' || at.type === 'Identifier') parts.push(...evaluator.textsOf(at));
    stack.push(...childrenOf(at).reverse());
  }
  return [...parts, parts.join('/')];
};

/** What a call reads, when it reads a file. */
const fileSource = (call: Node, evaluator: Evaluator): Source | undefined => {
  if (!hasPath(calleeOf(call), FILE_READ_PATH, evaluator)) return undefined;
  const [file] = nodesAt(call, 'arguments');
  const names = file === undefined ? [] : [...evaluator.textsOf(file), ...constantParts(file, evaluator)];
  return names.some((name) => CREDENTIAL_FILE.test(name)) ? 'credential-file' : 'file';
};

/** What a member expression stands for, when that is the environment or a secret in it. */
const environmentSource = (member: Node, evaluator: Evaluator): Source | undefined => {
  if (hasPath(member, ENVIRONMENT_PATH, evaluator)) return 'environment';
  return hasPath(member, SECRET_VARIABLE_PATH, evaluator) ? 'secret-variable' : undefined;
};

/** The direct sources: calls that read a file, and of `members` those that are the environment or a secret in it. */
export const findSources = (
  { calls }: Survey,
  members: readonly Node[],
  evaluator: Evaluator,
): ReadonlyMap<Node, Source> => {
  const sources = new Map<Node, Source>();
  for (const call of calls) {
    const source = fileSource(call, evaluator);
    if (source !== undefined) sources.set(call, source);
  }
  for (const member of members) {
    const source = environmentSource(member, evaluator);
    if (source !== undefined) sources.set(member, source);
  }
  // The `process.env` in `process.env.PATH` is not the environment as a whole.
  for (const member of members) {
    const whole = isOneVariable(member, evaluator) ? nodeAt(member, 'object') : undefined;
    if (whole !== undefined && sources.get(whole) === 'environment') sources.delete(whole);
  }
  return sources;
};

const definedPaths = (definition: Definition, evaluator: Evaluator): string[] => {
  if ('ref' in definition) return [canonical(definition.ref)];
  const isEnv = definition.steps.length === 1 && definition.steps[0] === 'env';
  return isEnv ? evaluator.pathsOf(definition.node).map((path) => canonical(`${path}.env`)) : [];
};

/** Names that stand for the environment without a member expression: `const { env } = process`, `import { env } from 'process'`. */
export const namesOfEnvironment = ({ bindings }: Survey, evaluator: Evaluator): Map<Binding, Source> => {
  const isEnvironment = ({ definitions }: Binding): boolean =>
    definitions.some((one) => definedPaths(one, evaluator).some((path) => ENVIRONMENT_PATH.test(path)));
  return new Map(bindings.filter(isEnvironment).map((binding) => [binding, 'environment']));
};
