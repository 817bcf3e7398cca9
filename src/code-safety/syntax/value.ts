import type { Node } from './node.ts';

/** What an expression may stand for. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /**
   * Something known by its path: a global (`eval`, `process.env`), a module (`#child_process`), a member of one
   * (`#child_process.exec`), or what a call gave (`#https.request()`).
   */
  | { readonly kind: 'ref'; readonly path: string }
  /** A function, class, object or array written in this file. */
  | { readonly kind: 'literal'; readonly node: Node }
  | Container;

/** What may lie under each name of something; under ANY_ELEMENT what may lie under any name. */
export type Members = ReadonlyMap<string, readonly Value[]>;

/** An object, list or map that a call has put together (`Object.fromEntries`, `new Map`, `list.filter`). */
export type Container = {
  readonly kind: 'container';
  readonly shape: 'object' | 'list' | 'map';
  readonly members: Members;
};

/** A constant string. */
export const text = (value: string): Value => ({ kind: 'text', text: value });
/** Something known by its path. */
export const ref = (path: string): Value => ({ kind: 'ref', path });

/** The path of `this`. */
export const THIS = 'this';

/** Longest string that folding may build. */
export const MAX_TEXT = 1024 * 1024;
/** Longest list of strings that folding may build: names are short, and a list takes far more memory than its text. */
export const MAX_LIST = 64 * 1024;

/** Names for the global object itself. */
const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

/** Globals whose `constructor` is `Function`. */
const BUILT_IN =
  /^(?:Array|Function|Math|JSON|Reflect|console\.\w+|Object|String|Number|Boolean|Promise|Symbol|Map|Set|Date|RegExp|Error|eval|require|fetch|set[A-Z]\w+|parse[A-Z]\w+|isNaN|(?:Array|String|Map)\.prototype\..+|Object\..+|#\w+\.\w+)$/;

/** Other spellings of one thing. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['module.require', 'require'],
  ['process.mainModule.require', 'require'],
  ['require.main.require', 'require'],
  ['#process', 'process'],
  ['#globalThis', 'globalThis'],
  ['Bun.env', 'process.env'],
  ['Deno.env', 'process.env'],
]);

/** The loader behind `require`, however it is reached. */
const LOADER = /(?:^#module|^#module\.Module|\.constructor)\._load$/;

/** A path in its one spelling. */
export const canonical = (path: string): string => {
  const bare = path.replace(/^(?:globalThis|global|window|self)\.(?=.)/, '').replace(/^#process\./, 'process.');
  if (LOADER.test(bare)) return 'require';
  return GLOBAL_OBJECTS.has(bare) ? 'globalThis' : (SAME.get(bare) ?? bare);
};

/** A member of something known by its path. */
export const memberOfRef = (path: string, name: string): Value => {
  if (name === 'default' && path.startsWith('#')) return ref(path);
  if (name === 'constructor' && (BUILT_IN.test(path) || path.endsWith('.constructor'))) return ref('Function');
  // `X.prototype.constructor` is X.
  if (name === 'constructor' && path.endsWith('.prototype')) return ref(path.slice(0, -'.prototype'.length));
  return ref(canonical(`${path}.${name}`));
};
