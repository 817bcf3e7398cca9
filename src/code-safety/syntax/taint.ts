import type { Evaluator } from './evaluate.ts';
import { childrenOf, isFunction, type Node, nodesAt } from './node.ts';
import { ANY_ELEMENT, type Binding, type Definition, resolve, type Step, stepOf } from './scopes.ts';
import { SECRET_VARIABLE_PATH } from './sinks.ts';
import { calleeOf, isOneVariable, type Source } from './sources.ts';

/** Where a secret belongs in a request: its own service asks for it there. */
const CREDENTIAL_PLACE = /^(?:headers?|auth(?:orization)?|.*(?:token|api_?key|password|secret))$/i;

/** Nodes looked at in all, for one file. */
const MAX_NODES = 5_000_000;

/** A source that is no mere secret variable, which may have good reasons to be sent. */
export const isWhole = (source: Source | undefined): source is Exclude<Source, 'secret-variable'> =>
  source !== undefined && source !== 'secret-variable';

/** Is `child` the value of a header, a token or the like? */
const isInCredentialPlace = (node: Node, child: Node): boolean => {
  if (node.type !== 'Property' || child !== node.value) return false;
  const step = stepOf(node, 'key');
  return typeof step === 'string' && CREDENTIAL_PLACE.test(step);
};

/** A step that takes one named thing out of another: no index, no element of a list. */
const isNamed = (step: Step | undefined): step is string =>
  typeof step === 'string' && step !== ANY_ELEMENT && !/^\d+$/.test(step);

/** The bindings of a function's plain parameters. */
const parametersOf = (handler: Node): Binding[] =>
  nodesAt(handler, 'params').flatMap((param) =>
    param.type === 'Identifier' ? (resolve(handler.inScope, String(param.name)) ?? []) : [],
  );

/** Sources, and the names that carry them on. */
export class Taint {
  readonly #sources: ReadonlyMap<Node, Source>;
  readonly #tainted: Map<Binding, Source>;
  /** Functions of this file that return a whole source. */
  readonly #givers = new Map<Node, Source>();
  readonly #evaluator: Evaluator;
  #visited = 0;

  /** @param tainted names that carry a source from the start. */
  constructor(sources: ReadonlyMap<Node, Source>, tainted: ReadonlyMap<Binding, Source>, evaluator: Evaluator) {
    this.#sources = sources;
    this.#tainted = new Map(tainted);
    this.#evaluator = evaluator;
  }

  /** How many names and functions carry a source. */
  get carriers(): number {
    return this.#tainted.size + this.#givers.size;
  }

  /** True when the file was built to be too expensive to follow. */
  get gaveUp(): boolean {
    return this.#visited > MAX_NODES;
  }

  /**
   * The source inside an expression: a whole one before a secret variable.
   * @param isSent whether the expression is what a network call is given: there a secret variable has its places.
   */
  within(node: Node, isSent: boolean): Source | undefined {
    let found: Source | undefined;
    const stack: Node[] = [node];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      this.#visited += 1;
      if (this.gaveUp) return found;
      const source = this.#sourceAt(at) ?? this.#openInside(at, isSent, stack);
      if (isWhole(source)) return source;
      found ??= source;
    }
    return found;
  }

  /** What this very node is or stands for. */
  #sourceAt(node: Node): Source | undefined {
    const direct = this.#sources.get(node);
    if (direct === undefined && node.type === 'CallExpression') return this.#givenBy(node);
    if (direct !== undefined || node.type !== 'Identifier') return direct;
    const binding = resolve(node.inScope, String(node.name));
    return binding === undefined ? undefined : this.#tainted.get(binding);
  }

  /** What a call of a function of this file gives. */
  #givenBy(call: Node): Source | undefined {
    const callee = this.#givers.size === 0 ? undefined : calleeOf(call);
    const values = callee === undefined ? [] : this.#evaluator.valuesOf(callee);
    return values
      .map((value) => (value.kind === 'literal' ? this.#givers.get(value.node) : undefined))
      .find((source) => source !== undefined);
  }

  /** Puts what is inside a node on the stack, or gives the whole source that it has in a place for credentials. */
  #openInside(node: Node, isSent: boolean, stack: Node[]): Source | undefined {
    // A function is no data, and `process.env.PATH` is one variable, not the environment.
    if (isFunction(node) || isOneVariable(node, this.#evaluator)) return undefined;
    for (const child of childrenOf(node)) {
      if (!isSent || !isInCredentialPlace(node, child)) {
        stack.push(child);
        continue;
      }
      const source = this.within(child, false);
      if (isWhole(source)) return source;
    }
    return undefined;
  }

  /** What one definition of a name gives it. */
  #definedSource(definition: Definition): Source | undefined {
    if (!('node' in definition) || isFunction(definition.node)) return undefined;
    const source = this.within(definition.node, false);
    const [step] = definition.steps;
    if (source !== 'environment' || !isNamed(step)) return source;
    // A name taken out of the environment is one variable.
    return SECRET_VARIABLE_PATH.test(`process.env.${step}`) ? 'secret-variable' : undefined;
  }

  /** Lets a name carry what it is defined by. */
  carryToName(binding: Binding): void {
    if (this.#tainted.has(binding)) return;
    for (const definition of [...binding.definitions, ...binding.merged]) {
      const source = this.#definedSource(definition);
      if (source !== undefined) this.#tainted.set(binding, source);
    }
  }

  /** Lets a function carry what it returns. A file that it reads, or one variable, has too many good reasons. */
  carryToFunction(node: Node, returned: readonly Node[]): void {
    if (this.#givers.has(node)) return;
    const source = returned.map((one) => this.within(one, false)).find((one) => isWhole(one) && one !== 'file');
    if (source !== undefined) this.#givers.set(node, source);
  }

  /** `readFile(p, (error, data) => …)`, `stream.on('data', (chunk) => …)`, `list.forEach((item) => …)`: what handlers are given. */
  carryToHandlers(call: Node): void {
    const callee = calleeOf(call);
    const handlers = nodesAt(call, 'arguments').filter(isFunction);
    if (handlers.length === 0 || callee === undefined || isFunction(callee)) return;
    const source = this.within(call, false);
    if (!isWhole(source)) return;
    for (const binding of handlers.flatMap(parametersOf))
      if (!this.#tainted.has(binding)) this.#tainted.set(binding, source);
  }
}
