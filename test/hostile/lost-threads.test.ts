import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { Piscina } from 'piscina';
import { drainWithPool } from '../../src/scan/drain-with-pool.ts';
import { GiantDirectories } from '../../src/scan/giant-directories.ts';
import { scanState } from '../../src/scan/scan-state.ts';
import type { ScanShard, ScanSummary, ShardResult } from '../../src/scan/shard.ts';
import { ShardQueue } from '../../src/scan/shard-queue.ts';
import { addNotes, addSkipped, addSummary, emptySummary } from '../../src/scan/summary.ts';
import { canBecomeNobody } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';
import { isAccountedFor, scanTree, settingsFor } from '../helpers/scan-tree.ts';

const makeTree = (root: string, directories: readonly string[], files: number): void => {
  for (const directory of directories) {
    mkdirSync(path.join(root, directory), { recursive: true });
    for (let index = 0; index < files; index++) writeFileSync(path.join(root, directory, `${index}.jsonl`), '');
  }
};

/** Scans with threads that die on every directory called "deadly". */
const scanWithDeaths = async (root: string, how: 'exit' | 'memory'): Promise<ScanSummary> => {
  const settings = settingsFor(root);
  const giants = new GiantDirectories(settings);
  const queue = new ShardQueue(1, giants);
  const summary = emptySummary();
  await drainWithPool({
    settings,
    live: new Int32Array(new SharedArrayBuffer(8)),
    fix: how,
    threads: 2,
    entryBudget: 100,
    queue,
    signal: undefined,
    take: (shard: ScanShard, result: ShardResult) => {
      if (shard.names === undefined) addSummary(summary, result.summary);
      else giants.take(shard, result.summary);
      queue.add(shard.root, result.pending);
    },
    runHere: (shard) => queue.putBack(shard),
    share: ({ root: number, directories }) => giants.add(number, directories[0] as string),
    note: (note) => addNotes(summary, [note]),
    lose: ({ directories }, note) => {
      addSkipped(summary, 'worker-failed', directories);
      summary.entries += directories.length;
      addNotes(summary, [note]);
    },
    openPool: (shared, live, threads, fix) => {
      const pool = new Piscina<ScanShard, ShardResult>({
        filename: new URL('dying-worker.ts', import.meta.url).href,
        minThreads: threads,
        maxThreads: threads,
        workerData: { settings: shared, live, fix },
        resourceLimits: { maxOldGenerationSizeMb: 24 },
      });
      return { run: (shard) => pool.run(shard), close: () => pool.destroy() };
    },
  });
  giants.finish(summary);
  ok(queue.isEmpty);
  return summary;
};

for (const how of ['exit', 'memory'] as const) {
  test.serial(`a thread lost to ${how} costs its directory, which is named, and no other`, async (t) => {
    const home = makeHome(t);
    const root = path.join(home, 'tree');
    makeTree(root, ['agents/a', 'agents/b', 'agents/deadly', 'agents/z'], 5);
    const summary = await scanWithDeaths(root, how);
    ok(isAccountedFor(summary), JSON.stringify(summary));
    strictEqual(summary.files, 15);
    strictEqual(summary.directories, 5);
    deepStrictEqual(summary.skipped['worker-failed']?.samples, ['agents/deadly']);
    ok(summary.notes.some((note) => note.startsWith('agents/deadly: ')));
    ok(summary.notes.some((note) => note.startsWith('a thread of the fix died: ')));
    t.pass();
  });
}

test('a scan that is stopped says what it did not reach', async (t) => {
  const home = makeHome(t);
  const root = path.join(home, 'tree');
  makeTree(
    root,
    Array.from({ length: 90 }, (_, index) => `agents/${index}/sessions`),
    50,
  );
  for (const when of ['before', 'during'] as const) {
    const stop = new AbortController();
    if (when === 'before') stop.abort();
    else setImmediate(() => stop.abort());
    const { summary } = await scanState(settingsFor(root), { threads: 2, signal: stop.signal });
    ok(isAccountedFor(summary), JSON.stringify(summary));
    ok((summary.skipped.interrupted?.count ?? 0) > 0, when);
  }
  t.pass();
});

const canMount = (place: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'none', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

(canBecomeNobody ? test.serial : test.skip)(
  'another file system inside is scanned, or named when it is not',
  async (t) => {
    const home = makeHome(t);
    const root = path.join(home, 'tree');
    makeTree(root, ['media/mounted'], 0);
    const mounted = path.join(root, 'media/mounted');
    if (!canMount(mounted)) {
      t.log('no mount is allowed here');
      t.pass();
      return;
    }
    try {
      writeFileSync(path.join(mounted, 'file'), '');
      const all = await scanTree(root);
      const one = await scanTree(root, 2, { oneFileSystem: true });
      strictEqual(all.files, 1);
      strictEqual(one.files, 0);
      deepStrictEqual(one.skipped['other-file-system'], { count: 1, samples: ['media/mounted/*'] });
      for (const summary of [all, one]) {
        ok(isAccountedFor(summary));
        deepStrictEqual(summary.observations['mount-point']?.samples, ['media/mounted']);
      }
    } finally {
      execFileSync('umount', [mounted]);
    }
    t.pass();
  },
);
