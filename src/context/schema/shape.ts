/**
 * What a config key may hold, in the notation of the tables beside this file:
 *
 * - a string is one value: `any`, `string`, `boolean`, `number`, `integer`, `false`, or `one of: a b c`; a range follows
 *   (`integer 1..65535`, `number >0`; for a string it is the length), or the name of a format (`string duration`, see
 *   formats.ts); alternatives are joined by ` or `;
 * - `[shape]` is a list of such items;
 * - an object lists the keys it may have. `name!` is required, `*` stands for every other key. Without `*` any other key is
 *   an error, or dropped without a word where `@unknown` is `dropped`. `@keys` names the format of the `*` keys, `@rule` the
 *   rules (rules/) for the object as a whole, separated by blanks;
 * - `either(…)` is a choice in which an object or a list takes part.
 */
export type Shape = string | readonly [Shape] | Either | ObjectShape;

/** The keys an object may have, `@` keys saying more about it; see `Shape`. */
export type ObjectShape = { readonly [key: string]: Shape };

const ALTERNATIVES = Symbol('alternatives');

/** A choice between shapes, as `either` makes it. */
export type Either = { readonly [ALTERNATIVES]: readonly Shape[] };

/** A choice between shapes, the first that fits counts. */
export const either = (...alternatives: readonly Shape[]): Either => ({ [ALTERNATIVES]: alternatives });

/** The shapes of a choice; undefined for every other shape. */
export const alternativesOf = (shape: Shape): readonly Shape[] | undefined =>
  typeof shape === 'object' && ALTERNATIVES in shape ? (shape as Either)[ALTERNATIVES] : undefined;

/** True for the shape of a list. */
export const isListShape = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** An object shape, taken apart. */
export type Members = {
  readonly known: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** What every other key may hold; undefined when no other key may be there. */
  readonly others: Shape | undefined;
  readonly otherKeys: string | undefined;
  readonly drops: boolean;
  readonly rules: readonly string[];
};

const REQUIRED = '!';
const taken = new WeakMap<ObjectShape, Members>();

const takeApart = (shape: ObjectShape): Members => {
  const keys = Object.keys(shape).filter((key) => key !== '*' && !key.startsWith('@'));
  const bare = (key: string): string => (key.endsWith(REQUIRED) ? key.slice(0, -REQUIRED.length) : key);
  const note = (key: string): string | undefined => shape[key] as string | undefined;
  return {
    known: new Map(keys.map((key) => [bare(key), shape[key] as Shape])),
    required: keys.filter((key) => key.endsWith(REQUIRED)).map(bare),
    others: shape['*'],
    otherKeys: note('@keys'),
    drops: note('@unknown') === 'dropped',
    rules: note('@rule')?.split(' ') ?? [],
  };
};

/** An object shape, taken apart once. */
export const membersOf = (shape: ObjectShape): Members => {
  const known = taken.get(shape);
  if (known !== undefined) return known;
  const members = takeApart(shape);
  taken.set(shape, members);
  return members;
};
