import test from 'ava';
import type { CodePool } from '../../src/code-safety/code-pool.ts';
import type { CodeBatch } from '../../src/code-safety/scan-batch.ts';
import { type FileReport, type FileTask, scanFile } from '../../src/code-safety/scan-file.ts';
import { scanTasks } from '../../src/code-safety/scan-tasks.ts';

const task = (name: string): FileTask => ({
  path: `/nowhere/${name}`,
  shown: name,
  documents: false,
  strongOnly: false,
});
const many = (count: number): FileTask[] => Array.from({ length: count }, (_, index) => task(`f${index}`));

const outOfMemory = (): Error =>
  Object.assign(new Error('Worker terminated due to reaching memory limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });

/** A pool whose thread is lost with every batch that holds one of these files. */
const poolLosing = (bad: ReadonlySet<string>, error: () => Error, sizes: number[] = []): CodePool => ({
  run: async (batch: CodeBatch): Promise<FileReport[]> => {
    sizes.push(batch.length);
    if (batch.some(({ shown }) => bad.has(shown))) throw error();
    return batch.map((one) => scanFile(one, false));
  },
  close: async () => undefined,
});

test('one file that ends its thread costs only itself', async (t) => {
  const reports = await scanTasks(many(100), { threads: 2, pool: poolLosing(new Set(['f7']), outOfMemory) });
  t.deepEqual(
    reports.flatMap(({ code }, index) => (code === 'worker-failed' ? [index] : [])),
    [7],
  );
  // The others were opened, and are not there.
  t.true(reports.every(({ code }, index) => index === 7 || code === 'ENOENT'));
});

test('a bug of ours is no lost thread', async (t) => {
  const bug = () => new TypeError('cannot read properties of undefined');
  await t.throwsAsync(scanTasks(many(100), { threads: 1, pool: poolLosing(new Set(['f7']), bug) }), {
    instanceOf: TypeError,
  });
});

test('few files need no thread', async (t) => {
  const sizes: number[] = [];
  await scanTasks(many(10), { threads: 2, pool: poolLosing(new Set(), outOfMemory, sizes) });
  t.deepEqual(sizes, []);
});

test('many files go in batches, each once', async (t) => {
  const sizes: number[] = [];
  const reports = await scanTasks(many(95), { threads: 2, pool: poolLosing(new Set(), outOfMemory, sizes) });
  t.deepEqual(
    sizes.sort((a, b) => a - b),
    [15, 40, 40],
  );
  t.is(reports.filter(Boolean).length, 95);
});
