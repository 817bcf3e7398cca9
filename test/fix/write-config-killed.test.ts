import test from 'ava';
import { killConfigWriter } from './kill-config-writer.ts';

test('killed at 25 random moments, the config is always the old one or the new one, whole and private', async (t) => {
  const { seen, modes, whole } = await killConfigWriter(25);
  for (const text of seen) t.true(whole.has(text));
  t.deepEqual([...modes], [0o600]);
  t.is(seen.size, 2, 'both texts were met: writes did happen');
});
