import { FORMATS, type FormatName } from './formats.ts';

/** One alternative of a value that is neither a list nor an object. */
export type Leaf = {
  readonly type: 'any' | 'string' | 'boolean' | 'false' | 'integer' | 'number';
  readonly words?: readonly string[];
  readonly format?: FormatName;
  /** Inclusive bounds of a number, or of a string's length. */
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
};

const ONE_OF = 'one of: ';

const rangeOf = (text: string): Pick<Leaf, 'min' | 'max' | 'above'> => {
  if (text.startsWith('>')) return { above: Number(text.slice(1)) };
  const [min, max] = text.split('..');
  return { ...(min ? { min: Number(min) } : {}), ...(max ? { max: Number(max) } : {}) };
};

const parseOne = (text: string): Leaf => {
  if (text.startsWith(ONE_OF)) return { type: 'string', words: text.slice(ONE_OF.length).split(' ') };
  const [type, detail] = text.split(' ') as [Leaf['type'], string | undefined];
  if (detail === undefined) return { type };
  return Object.hasOwn(FORMATS, detail) ? { type, format: detail as FormatName } : { type, ...rangeOf(detail) };
};

const parsed = new Map<string, readonly Leaf[]>();

/** The alternatives that a leaf of the notation stands for. */
export const parseLeaf = (notation: string): readonly Leaf[] => {
  const known = parsed.get(notation);
  if (known !== undefined) return known;
  const leaves = notation.split(' or ').map(parseOne);
  parsed.set(notation, leaves);
  return leaves;
};

/** True when the value has the right type, whatever its bounds. */
export const hasType = (leaf: Leaf, value: unknown): boolean => {
  switch (leaf.type) {
    case 'any':
      return true;
    case 'false':
      return value === false;
    case 'integer':
    case 'number':
      return typeof value === 'number';
    default:
      return typeof value === leaf.type;
  }
};

const isInRange = (leaf: Leaf, size: number): boolean =>
  size >= (leaf.min ?? Number.NEGATIVE_INFINITY) &&
  size <= (leaf.max ?? Number.POSITIVE_INFINITY) &&
  size > (leaf.above ?? Number.NEGATIVE_INFINITY);

/** True when a value of the right type is one of those allowed. */
export const isAllowed = (leaf: Leaf, value: unknown): boolean => {
  if (typeof value === 'number') {
    if (leaf.type === 'integer' && !Number.isSafeInteger(value)) return false;
    return Number.isFinite(value) && isInRange(leaf, value);
  }
  if (typeof value !== 'string') return true;
  if (leaf.words !== undefined) return leaf.words.includes(value);
  if (leaf.format !== undefined) return FORMATS[leaf.format].accepts(value);
  return isInRange(leaf, value.length);
};

const rangeText = (leaf: Leaf): string => {
  if (leaf.above !== undefined) return ` above ${leaf.above}`;
  if (leaf.min !== undefined && leaf.max !== undefined) return ` from ${leaf.min} to ${leaf.max}`;
  return leaf.min === undefined ? '' : ` of at least ${leaf.min}`;
};

const stringText = (leaf: Leaf): string => {
  if (leaf.words !== undefined) {
    const quoted = leaf.words.map((word) => JSON.stringify(word)).join(', ');
    return leaf.words.length === 1 ? quoted : `one of ${quoted}`;
  }
  if (leaf.format !== undefined) return FORMATS[leaf.format].meaning;
  if (leaf.max !== undefined) return `text of at most ${leaf.max} characters`;
  return leaf.min === undefined ? 'text' : 'text that is not empty';
};

const LEAF_TEXTS = {
  any: () => 'anything',
  boolean: () => 'true or false',
  false: () => 'false',
  integer: (leaf: Leaf) => `a whole number${rangeText(leaf)}`,
  number: (leaf: Leaf) => `a number${rangeText(leaf)}`,
  string: stringText,
} as const;

/** What a leaf allows, in words: "a whole number from 1 to 65535". */
export const describeLeaf = (leaf: Leaf): string => LEAF_TEXTS[leaf.type](leaf);
