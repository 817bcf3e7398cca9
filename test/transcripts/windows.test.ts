import test from 'ava';
import fc from 'fast-check';
import { literalNeedle, parseNeedle } from '../../src/transcripts/needle.ts';
import { chooseWindows } from '../../src/transcripts/windows.ts';

const halves = (tables: Uint8Array, offset: number, byte: number): number =>
  (tables[32 * offset + (byte & 15)] as number) & (tables[32 * offset + 16 + (byte >> 4)] as number);

test('the tables let every window of every needle through', (t) => {
  const set = fc.uniqueArray(fc.nat(255), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(fc.array(set, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 200 }),
      (needles) => {
        const { offsets, tables } = chooseWindows(needles);
        t.is(offsets.length, needles.length);
        for (const [number, sets] of needles.entries()) {
          const [first = [], second = [], third = []] = sets.slice(offsets[number], (offsets[number] as number) + 3);
          t.true(third.length > 0, 'the window lies in the needle');
          for (const a of first)
            for (const b of second)
              for (const c of third) t.not(halves(tables, 0, a) & halves(tables, 1, b) & halves(tables, 2, c), 0);
        }
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('what stands for anything is not looked for', (t) => {
  const { offsets } = chooseWindows([
    parseNeedle('the_[A-Za-z0-9]{20}'),
    parseNeedle('[A-Za-z0-9]{20}QQ_'),
    parseNeedle('hf_[a-zA-Z]{9}'),
  ]);
  t.deepEqual(offsets, [1, 20, 0]);
});

test('a needle that is shorter than a window is refused', (t) => {
  t.throws(() => chooseWindows([literalNeedle(Buffer.from('ab'))]), { instanceOf: RangeError });
});

test('nothing to look for lets nothing through', (t) => {
  const { offsets, tables } = chooseWindows([]);
  t.deepEqual(offsets, []);
  t.true(tables.every((byte) => byte === 0));
});
