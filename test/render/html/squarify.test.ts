import test from 'ava';
import fc from 'fast-check';
import { type Rect, squarify } from '../../../src/render/html/squarify.ts';

const SPACE: Rect = { x: 0, y: 0, width: 600, height: 400 };

const areaOf = ({ width, height }: Rect): number => width * height;

const overlap = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

test('the example of the paper', (t) => {
  const tiles = squarify(
    [6, 6, 4, 3, 2, 2, 1].map((size) => ({ item: size, size })),
    { x: 0, y: 0, width: 6, height: 4 },
  );
  t.deepEqual(
    tiles.map(({ rect }) => [rect.x, rect.y, rect.width, rect.height].map((value) => Number(value.toFixed(2)))),
    [
      [0, 0, 3, 2],
      [0, 2, 3, 2],
      [3, 0, 1.71, 2.33],
      [4.71, 0, 1.29, 2.33],
      [3, 2.33, 1.2, 1.67],
      [4.2, 2.33, 1.2, 1.67],
      [5.4, 2.33, 0.6, 1.67],
    ],
  );
});

test('every item gets its share, nothing overlaps, nothing sticks out', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const tiles = squarify(
        sizes.map((size, i) => ({ item: i, size })),
        SPACE,
      );
      t.is(tiles.length, sizes.length);
      for (const { item, rect } of tiles) {
        t.true(Math.abs(areaOf(rect) - (areaOf(SPACE) * (sizes[item] as number)) / total) < 1e-3);
        t.true(
          rect.x > -1e-6 && rect.y > -1e-6 && rect.x + rect.width < 600 + 1e-6 && rect.y + rect.height < 400 + 1e-6,
        );
      }
      for (const [i, a] of tiles.entries()) for (const b of tiles.slice(i + 1)) t.true(overlap(a.rect, b.rect) < 1e-3);
    }),
    { numRuns: 30 },
  );
});
