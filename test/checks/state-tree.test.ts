import { deepStrictEqual, match } from 'node:assert/strict';
import test from 'ava';
import type { AuditContext } from '../../src/audit/context.ts';
import { LOOSE_ROWS, looseEntries } from '../../src/checks/state-tree.ts';
import { OBSERVATIONS } from '../../src/scan/observe.ts';
import { emptySummary } from '../../src/scan/summary.ts';
import type { TreeFacts } from '../../src/scan/tree-facts.ts';

const ROOT = '/home/user/.openclaw';

/** A scan that saw these transcripts that others can read, where others can get and where they cannot. */
const treeWith = (open: readonly string[], closed: readonly string[]): TreeFacts => {
  const summary = emptySummary();
  const tally = (samples: readonly string[]) => ({
    count: samples.length,
    samples: [...samples],
    directories: [['.', samples.length]] as [string, number][],
  });
  if (open.length > 0) summary.observations[OBSERVATIONS.readable('transcripts')] = tally(open);
  if (closed.length > 0) summary.observations[OBSERVATIONS.readableClosed('transcripts')] = tally(closed);
  const exposureOf = () => ({ exposed: false, closedBy: `${ROOT}/agents/closed`, closedByMode: 0o700 }) as const;
  return { summary, root: ROOT, who: 'go', ownerUid: 1000, exposureOf };
};

const ROW = LOOSE_ROWS.find(({ id }) => id === 'fs.transcripts.perms_readable') as (typeof LOOSE_ROWS)[number];

const detailOf = (open: readonly string[], closed: readonly string[]): string => {
  const [fact] = looseEntries(treeWith(open, closed)).facts({} as AuditContext) as Parameters<typeof ROW.when>[0][];
  const { detail } = ROW;
  if (fact === undefined || typeof detail !== 'function') throw new Error('no such finding');
  return detail(fact);
};

const CASES: readonly (readonly [string, readonly string[], readonly string[], RegExp])[] = [
  ['open only', ['agents/o/1.jsonl'], [], /^1 entry below \S+: agents\/o\/1\.jsonl\. Others [^\n]*$/],
  ['closed only', [], ['agents/closed/1.jsonl'], /^1 entry below \S+: agents\/closed\/1\.jsonl[^\n]*\nExposed: no/],
  [
    'one open, one closed: examples of both',
    ['agents/o/1.jsonl'],
    ['agents/closed/1.jsonl'],
    /^2 entries .* for example agents\/o\/1\.jsonl[^\n]*\nMost in: [^\n]+\n1 of them is closed by \S+ \(700\), for example agents\/closed\/1\.jsonl\.$/,
  ],
  [
    'open, more than are shown',
    ['a', 'b', 'c', 'd'],
    [],
    /^4 entries below \S+, for example a, b, c\. [^\n]+\nMost in: the directory itself \(4\)\.$/,
  ],
  [
    'more than are shown',
    ['agents/o/1.jsonl'],
    ['agents/closed/1', 'agents/closed/2', 'agents/closed/3', 'agents/closed/4'],
    /4 of them are closed by \S+ \(700\), for example agents\/closed\/1, agents\/closed\/2, agents\/closed\/3\.$/,
  ],
];

for (const [title, open, closed, expected] of CASES) {
  test(`loose entries, ${title}`, (t) => {
    match(detailOf(open, closed), expected);
    t.pass();
  });
}

test('nothing loose is no fact', (t) => {
  deepStrictEqual(looseEntries(treeWith([], [])).facts({} as AuditContext), []);
  t.pass();
});
