import test from 'ava';
import { attackWithSwaps } from './swap-attack.ts';

test('while its owner swaps files and directories under the fix, no mode outside the state directory changes', async (t) => {
  const { swaps, changed, fixes, victimBefore, victimAfter } = await attackWithSwaps(3_000);
  t.is(victimAfter, victimBefore);
  t.true(swaps >= 3_000 && fixes > 0 && changed > 0);
});
