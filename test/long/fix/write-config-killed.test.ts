import test from 'ava';
import { killConfigWriter } from '../../fix/kill-config-writer.ts';

test('killed at 300 random moments, the config is always the old one or the new one, whole and private', async (t) => {
  t.timeout(10 * 60 * 1_000);
  const { seen, modes, whole, interrupted } = await killConfigWriter(300);
  for (const text of seen) t.true(whole.has(text));
  t.deepEqual([...modes], [0o600]);
  t.true(interrupted > 0, 'no kill hit a write: the test shows nothing');
  t.log(`${interrupted} of 300 kills interrupted a write`);
});
