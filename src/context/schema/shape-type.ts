import { isObject } from '../config-reader.ts';
import { describeLeaf, hasType, parseLeaf } from './leaf.ts';
import { alternativesOf, isListShape, type Shape } from './shape.ts';

/** What a value is, in words. */
export const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    default:
      return 'a number';
  }
};

/** What a shape allows, in words: "true or false, or one of …". */
export const describe = (shape: Shape): string => {
  const choice = alternativesOf(shape);
  if (choice !== undefined) return choice.map(describe).join(', or ');
  if (typeof shape === 'string') return parseLeaf(shape).map(describeLeaf).join(', or ');
  return isListShape(shape) ? 'a list' : 'an object';
};

/** True when a value has the type that a shape without alternatives asks for, whatever it holds. */
export const takes = (shape: Shape, value: unknown): boolean => {
  if (typeof shape === 'string') return parseLeaf(shape).some((leaf) => hasType(leaf, value));
  return isListShape(shape) ? Array.isArray(value) : isObject(value);
};
