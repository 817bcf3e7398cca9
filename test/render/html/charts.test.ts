import test from 'ava';
import type { DirectorySummary, ScanFacts } from '../../../src/audit/report.ts';
import { kindBars } from '../../../src/render/html/kind-bars.ts';
import { stateMap } from '../../../src/render/html/state-map.ts';

const scan = (more: Partial<ScanFacts>): ScanFacts => ({
  files: 90,
  directories: 10,
  bytes: 0,
  seconds: 1,
  threads: 1,
  kinds: {},
  worstDirectories: [],
  ...more,
});

const directory = (path: string, entries: number, loose: number, exposed = false): DirectorySummary => ({
  path,
  entries,
  loose,
  exposed,
});

/** Class and words of each tile. */
const tilesOf = (facts: ScanFacts): string[] =>
  [...(stateMap(facts)?.text ?? '').matchAll(/class="tile (\w+)"><title>([^<]*)\./g)].map(
    ([, state, words]) => `${state} ${words}`,
  );

test('a tile for each directory and one for the rest, the largest first', (t) => {
  const worstDirectories = [directory('a', 10, 2, true), directory('b', 30, 1), directory('.', 20, 0)];
  t.deepEqual(tilesOf(scan({ worstDirectories })), [
    'rest (all others): 40 entries',
    'sheltered b: 1 of 30 loose',
    'tight (top): 20 entries',
    'open a: 2 of 10 loose',
  ]);
});

test('a directory holds at least its loose entries', (t) => {
  t.deepEqual(tilesOf(scan({ files: 3, directories: 0, worstDirectories: [directory('a', 0, 3, true)] })), [
    'open a: 3 of 3 loose',
  ]);
});

test('nothing to show, no section', (t) => {
  t.is(stateMap(scan({})), undefined);
  t.is(kindBars(scan({})), undefined);
});

test('one file in a million is still seen, and the bar stays whole', (t) => {
  const modes = { '600': 999_998, '640': 1, '644': 1 };
  const { text = '' } = kindBars(scan({ kinds: { transcripts: { count: 1_000_000, bytes: 0, modes } } })) ?? {};
  const parts = [...text.matchAll(/<rect x="([\d.]+)%" width="([\d.]+)%" height="100%" class="(\w+)"/g)].map(
    ([, ...part]) => part,
  );
  t.deepEqual(parts, [
    ['0.000', '96.000', 'owner'],
    ['96.000', '2.000', 'group'],
    ['98.000', '2.000', 'everyone'],
  ]);
  t.regex(text, /aria-label="the owner alone: 999,998, the group too: 1, everyone: 1"/);
});
