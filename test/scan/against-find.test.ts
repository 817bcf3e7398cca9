import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { scanState } from '../../src/scan/scan-state.ts';
import { makeHome } from '../helpers/home.ts';
import { isAccountedFor, scanTree, settingsFor } from '../helpers/scan-tree.ts';

type Node = {
  readonly name: string;
  readonly mode: number;
  readonly children?: readonly Node[];
  readonly link?: boolean;
};

const name = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((text) => text.replaceAll(/[/\0]/g, '_'))
  .filter((text) => text !== '.' && text !== '..' && Buffer.byteLength(text) <= 255);
const mode = fc.integer({ min: 0, max: 0o777 });

const { tree } = fc.letrec<{ tree: Node[]; node: Node }>((tie) => ({
  tree: fc.uniqueArray(tie('node'), { maxLength: 8, selector: (node) => node.name.normalize('NFC').toLowerCase() }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ name: fc.oneof(name, fc.constantFrom('sessions', 'agents', 'x.jsonl', '.env')), mode }),
    fc.record({
      name: fc.oneof(name, fc.constantFrom('sessions', 'agents', 'credentials')),
      mode,
      children: tie('tree') as fc.Arbitrary<Node[]>,
    }),
  ),
}));

const make = (directory: string, nodes: readonly Node[]): void => {
  for (const node of nodes) {
    const place = path.join(directory, node.name);
    if (node.children === undefined) writeFileSync(place, '');
    else {
      mkdirSync(place);
      make(place, node.children);
    }
    chmodSync(place, node.children === undefined ? node.mode : node.mode | 0o700);
  }
};

/** Counts of each mode below a directory, as GNU find has them. */
const modesByFind = (root: string): Record<string, number> => {
  const modes: Record<string, number> = {};
  for (const line of execFileSync('find', [root, '-mindepth', '1', '-printf', '%m\\n'], { encoding: 'utf8' }).split(
    '\n',
  )) {
    if (line !== '') modes[line] = (modes[line] ?? 0) + 1;
  }
  return modes;
};

test('judges every path and mode that GNU find lists, on 200 random trees', async (t) => {
  await fc.assert(
    fc.asyncProperty(tree, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (nodes, splitAbove, bySystemCalls) => {
      const root = makeHome(t);
      make(root, nodes);
      const summary = await scanTree(root, 2, { splitAbove, bySystemCalls });
      const modes: Record<string, number> = {};
      for (const tally of Object.values(summary.kinds)) {
        for (const [bits, count] of Object.entries(tally.modes)) {
          const key = Number(bits).toString(8);
          modes[key] = (modes[key] ?? 0) + count;
        }
      }
      deepStrictEqual(modes, modesByFind(root));
      ok(isAccountedFor(summary));
    }),
    { numRuns: 200 },
  );
  t.pass();
});

test('a summary is the same for any number of threads and any split', async (t) => {
  const root = makeHome(t);
  for (let agent = 0; agent < 30; agent++) {
    const sessions = path.join(root, 'agents', `a${agent}`, 'sessions');
    mkdirSync(sessions, { recursive: true });
    for (let file = 0; file < 200; file++)
      writeFileSync(path.join(sessions, `${file}.jsonl`), '', { mode: file % 3 === 0 ? 0o644 : 0o600 });
  }
  symlinkSync('/', path.join(root, 'out'));
  const first = await scanTree(root, 1);
  t.is(first.files, 6000);
  t.is(first.entries, 6000 + 30 * 2 + 1 + 1);
  for (const [threads, splitAbove] of [
    [2, 20_000],
    [2, 50],
    [4, 10],
    [3, 199],
  ] as const) {
    for (const bySystemCalls of [true, false]) {
      const summary = await scanTree(root, threads, { splitAbove, bySystemCalls });
      t.deepEqual(summary, first, `${threads} threads, split above ${splitAbove}, system calls: ${bySystemCalls}`);
    }
  }
});

test('a small tree is scanned by one thread, and the outcome says so', async (t) => {
  const root = makeHome(t, { 'agents/main/sessions/a.jsonl': { text: '' } });
  t.is((await scanState(settingsFor(root), { threads: 2 })).threads, 1);
  const large = path.join(root, 'agents', 'main', 'sessions');
  for (let file = 0; file < 3500; file++) writeFileSync(path.join(large, `${file}.jsonl`), '');
  t.is((await scanState(settingsFor(root, { splitAbove: 100 }), { threads: 2 })).threads, 2);
});
