import test from 'ava';
import { attackWithSwaps } from '../../fix/swap-attack.ts';

test('in 100,000 swaps under the fix no mode outside the state directory changes', async (t) => {
  t.timeout(20 * 60 * 1_000);
  const { swaps, changed, fixes, victimBefore, victimAfter } = await attackWithSwaps(100_000);
  t.is(victimAfter, victimBefore);
  t.true(swaps >= 100_000 && fixes > 100 && changed > 100);
  t.log(`${swaps} swaps, ${fixes} fixes, ${changed} modes changed in the tree`);
});
