import test from 'ava';
import { DIALECT } from '../../../src/context/schema/dialect.ts';
import { FORMATS } from '../../../src/context/schema/formats.ts';
import { describeLeaf, parseLeaf } from '../../../src/context/schema/leaf.ts';
import { RULES } from '../../../src/context/schema/rules/rules.ts';
import {
  alternativesOf,
  isListShape,
  membersOf,
  type ObjectShape,
  type Shape,
} from '../../../src/context/schema/shape.ts';

const TYPES = new Set(['any', 'string', 'boolean', 'false', 'integer', 'number']);

/** Everything a table is made of, each shape once for every place where it stands. */
function* shapesIn(shape: Shape, place: string): Iterable<readonly [place: string, shape: Shape]> {
  yield [place, shape];
  const choice = alternativesOf(shape);
  if (choice !== undefined) for (const alternative of choice) yield* shapesIn(alternative, place);
  else if (typeof shape === 'string') return;
  else if (isListShape(shape)) yield* shapesIn(shape[0], `${place}[]`);
  else {
    const { known, others } = membersOf(shape as ObjectShape);
    for (const [key, member] of known) yield* shapesIn(member, `${place}.${key}`);
    if (others !== undefined) yield* shapesIn(others, `${place}.*`);
  }
}

const all = [...shapesIn(DIALECT.config, '')];

test('the tables cover the whole config', (t) => t.true(all.length > 2000));

test('every leaf is in the notation', (t) => {
  for (const [place, shape] of all) {
    if (typeof shape !== 'string') continue;
    for (const leaf of parseLeaf(shape)) {
      t.true(TYPES.has(leaf.type), `${place}: ${shape}`);
      t.false(Number.isNaN(leaf.min ?? leaf.max ?? leaf.above ?? 0), `${place}: ${shape}`);
      t.true(describeLeaf(leaf).length > 0);
    }
  }
});

test('every rule and every key format that a table names exists, and every rule is used', (t) => {
  const used = new Set<string>();
  for (const [place, shape] of all) {
    if (typeof shape === 'string' || isListShape(shape) || alternativesOf(shape) !== undefined) continue;
    const { rules, otherKeys } = membersOf(shape as ObjectShape);
    if (otherKeys !== undefined) t.true(otherKeys in FORMATS, place);
    for (const rule of rules) {
      t.true(RULES.has(rule), `${place}: ${rule}`);
      used.add(rule);
    }
  }
  t.deepEqual([...used].sort(), [...RULES.keys()].sort());
});
