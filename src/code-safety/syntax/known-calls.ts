import { moduleRef } from './declarations.ts';
import { type KnownCall, NOTHING, textsOf } from './evaluation.ts';
import { parseJson } from './json-values.ts';
import { canonical, ref, type Value } from './value.ts';

const present = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

const loadModule: KnownCall = ({ evaluate }, { nodes: [first] }, depth) => {
  const names = first === undefined ? [] : textsOf(evaluate(first, depth));
  return names.map((name) => ref(canonical(moduleRef(name))));
};

const loadBinding: KnownCall = (_, { given: [name] }) =>
  name?.kind === 'text' ? [ref(`#binding.${name.text}`)] : NOTHING;

const getMember: KnownCall = ({ evaluate, follow }, { nodes: [object, name] }, depth) =>
  object === undefined || name === undefined ? NOTHING : follow(evaluate(object, depth), [name], depth);

const firstArgument: KnownCall = (_, { given }) => present(given[0]);

/** `Function('return this')` makes a function that gives the global object. */
const GLOBAL_FINDER = 'Function(return this)';

const compileFunction: KnownCall = (_, { given }) => {
  const body = given.at(-1);
  const isFinder = body?.kind === 'text' && /^\s*return\s+this;?\s*$/.test(body.text);
  return [ref(isFinder ? GLOBAL_FINDER : 'Function()')];
};

/** Functions known by their path that need more than the constants they are called with. */
export const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map([
  [GLOBAL_FINDER, () => [ref('globalThis')]],
  ['Function', compileFunction],
  ['JSON.parse', parseJson],
  ['Object.getPrototypeOf', firstArgument],
  ['Reflect.get', getMember],
  ['Reflect.getPrototypeOf', firstArgument],
  ['process.binding', loadBinding],
  ['process.getBuiltinModule', loadModule],
  ['require', loadModule],
]);
