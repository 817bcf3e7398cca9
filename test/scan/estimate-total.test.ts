import test from 'ava';
import { TotalEstimate } from '../../src/scan/estimate-total.ts';
import type { ScanShard, ShardResult } from '../../src/scan/shard.ts';
import { emptySummary } from '../../src/scan/summary.ts';

const shardOf = (directories: number): ScanShard => ({
  root: 0,
  directories: Array.from({ length: directories }, (_, i) => `d${i}`),
  entryBudget: 0,
});

const resultOf = (entries: number, { left = 0, giants = 0 } = {}): ShardResult => ({
  summary: { ...emptySummary(), entries },
  pending: [],
  left,
  giants: Array.from({ length: giants }, (_, i) => `g${i}`),
});

test('directories that wait, or that somebody has, are taken to be like those that are done', (t) => {
  const total = new TotalEstimate();
  total.add(shardOf(50), resultOf(5_000));
  t.is(total.total(50, 0), 5_000, 'all is done');
  t.is(total.total(50, 50), 10_000);
  t.is(total.total(70, 30), 10_000);
});

test('what the budget left over is not done', (t) => {
  const total = new TotalEstimate();
  total.add(shardOf(100), resultOf(5_000, { left: 50 }));
  t.is(total.total(100, 50), 10_000);
});

test('no guess from a few directories, nor beside a giant one', (t) => {
  const total = new TotalEstimate();
  total.add(shardOf(19), resultOf(5_000));
  t.is(total.total(19, 100), undefined);
  total.add(shardOf(20), resultOf(5_000, { giants: 1 }));
  t.is(total.total(39, 100), undefined);
});
