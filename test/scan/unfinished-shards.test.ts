import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { ShardRunner } from '../../src/scan/run-shard.ts';
import { noteShard } from '../../src/scan/scan-state.ts';
import type { ScanShard } from '../../src/scan/shard.ts';
import { emptySummary } from '../../src/scan/summary.ts';
import { makeHome } from '../helpers/home.ts';
import { isAccountedFor, settingsFor } from '../helpers/scan-tree.ts';

const shard = (more: Partial<ScanShard>): ScanShard => ({ root: 0, directories: ['agents'], entryBudget: 0, ...more });

const CASES: readonly (readonly [string, ScanShard, number, readonly string[]])[] = [
  ['directories that were never listed: one each', shard({ directories: ['a', 'b'] }), 2, ['a/*', 'b/*']],
  ['the state directory itself', shard({ directories: [''] }), 1, ['./*']],
  ['a batch of names: every name', shard({ names: 'x/y/z' }), 3, ['agents/*']],
  ['a root elsewhere, by its whole path', shard({ root: 1, directories: ['', 'sub'] }), 2, ['/else/*', '/else/sub/*']],
];

for (const [title, lost, count, samples] of CASES) {
  test(`not finished: ${title}`, (t) => {
    const home = makeHome(t);
    const settings = settingsFor(home);
    const roots = [...settings.roots, { directory: '/else', layoutPath: 'credentials', recursive: true }];
    const summary = emptySummary();
    noteShard(summary, { ...settings, roots }, lost, 'worker-failed', 'why');
    deepStrictEqual(summary.skipped, { 'worker-failed': { count, samples } });
    deepStrictEqual(summary.notes, ['why']);
    strictEqual(summary.entries, count);
    t.true(isAccountedFor(summary));
  });
}

test('a batch that is stopped half way counts the names that it did not look at', (t) => {
  const home = makeHome(t);
  mkdirSync(path.join(home, 'big'));
  const names = Array.from({ length: 1500 }, (_, index) => `${index}.log`);
  for (const name of names) writeFileSync(path.join(home, 'big', name), '');
  const live = new Int32Array(new SharedArrayBuffer(8));
  Atomics.store(live, 1, 1); // Stop as soon as somebody asks: after the first thousand or so.
  const { summary } = new ShardRunner(settingsFor(home), live).run(
    shard({ directories: ['big'], names: names.join('/') }),
  );
  strictEqual(summary.entries, names.length);
  strictEqual(summary.judged + (summary.skipped.interrupted?.count ?? 0), names.length);
  t.true((summary.skipped.interrupted?.count ?? 0) > 0);
});
