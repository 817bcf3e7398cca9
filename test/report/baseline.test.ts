import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { UsageError } from '../../src/context/paths.ts';
import { renderJson } from '../../src/render/json.ts';
import { compareWithBaseline, readBaseline } from '../../src/report/baseline.ts';
import { finding, ids, reportOf, STATE } from './fixtures.ts';

const json = (...given: Parameters<typeof renderJson>): string => [...renderJson(...given)].join('');

const at = (file: string): Partial<Finding> => ({ places: [{ file }] });

/** A finding that stands for so many files. */
const sumOf = (count: number): Finding =>
  finding('fs.b', 'warn', { count, places: Array.from({ length: Math.min(count, 5) }, (_, i) => ({ file: `/${i}` })) });

const compare = (before: readonly Finding[], now: readonly Finding[]) =>
  compareWithBaseline(reportOf(now), readBaseline(json(reportOf(before)), 'before.json'));

const ROWS: readonly (readonly [
  what: string,
  before: Finding[],
  now: Finding[],
  counts: [unchanged: number, fresh: number, gone: number],
])[] = [
  ['the same', [finding('a.b')], [finding('a.b')], [1, 0, 0]],
  ['one more', [finding('a.b')], [finding('a.b'), finding('c.d')], [1, 1, 0]],
  ['one mended', [finding('a.b'), finding('c.d')], [finding('a.b')], [1, 0, 1]],
  [
    'another detail, line, order',
    [finding('a.b', 'warn', { ...at('/x'), detail: '3 files' })],
    [finding('a.b', 'warn', { places: [{ file: '/x', line: 9 }] })],
    [1, 0, 0],
  ],
  ['worse now', [finding('a.b', 'warn')], [finding('a.b', 'critical')], [0, 1, 0]],
  ['better now', [finding('a.b', 'critical')], [finding('a.b', 'warn')], [1, 0, 0]],
  ['another file', [finding('a.b', 'warn', at('/x'))], [finding('a.b', 'warn', at('/y'))], [0, 1, 1]],
  [
    'another key',
    [finding('a.b', 'warn', { places: [{ key: 'k.a' }] })],
    [finding('a.b', 'warn', { places: [{ key: 'k.b' }] })],
    [0, 1, 1],
  ],
  [
    'other samples of a sum',
    [finding('a.b', 'warn', { places: [{ file: '/1' }, { file: '/2' }] })],
    [finding('a.b', 'warn', { places: [{ file: '/3' }, { file: '/4' }] })],
    [1, 0, 0],
  ],
  ['a sum that grew a little', [sumOf(10)], [sumOf(19)], [1, 0, 0]],
  ['a sum that doubled', [sumOf(10)], [sumOf(20)], [0, 1, 0]],
  ['a sum of one that is two now', [sumOf(1)], [sumOf(2)], [0, 1, 0]],
  ['a sum that shrank', [sumOf(40_000)], [sumOf(1)], [1, 0, 0]],
  [
    'a sum that nobody had counted yet',
    [finding('a.b', 'warn', at('/1'))],
    [finding('a.b', 'warn', at('/1'))],
    [1, 0, 0],
  ],
  [
    'a third of the same kind',
    [finding('a.b'), finding('a.b')],
    [finding('a.b'), finding('a.b'), finding('a.b')],
    [2, 1, 0],
  ],
];

for (const [what, before, now, [unchanged, fresh, gone]] of ROWS) {
  test(`compared: ${what}`, (t) => {
    const result = compare(before, now);
    t.deepEqual([result.unchanged, result.new.length, result.gone.length], [unchanged, fresh, gone]);
  });
}

test('what has grown says from what to what, and is one of the new', (t) => {
  const { grown, new: fresh } = compare([sumOf(10)], [sumOf(40_000)]);
  t.deepEqual(grown, [{ checkId: 'fs.b', title: 'Title of fs.b', from: 10, to: 40_000 }]);
  t.deepEqual(ids(fresh), ['fs.b']);
});

test('worse and grown: new, for the severity', (t) => {
  const { grown, new: fresh } = compare([sumOf(10)], [{ ...sumOf(99), severity: 'critical' }]);
  t.deepEqual([grown.length, fresh.length], [0, 1]);
});

test('the state directory may have moved', (t) => {
  const before = reportOf([finding('a.b', 'warn', at('/old/state/agents/x'))], { stateDir: '/old/state' });
  const now = reportOf([finding('a.b', 'warn', at(`${STATE}/agents/x`))]);
  t.is(compareWithBaseline(now, readBaseline(json(before), 'f')).unchanged, 1);
});

test('the report of a fix is a baseline too', (t) => {
  const baseline = readBaseline(json(reportOf([finding('a.b')]), { ok: true }), 'f');
  t.deepEqual(ids(baseline.findings), ['a.b']);
});

test("the original's report: no places, no host", (t) => {
  const text = JSON.stringify({ ts: 5, summary: { critical: 0, warn: 1, info: 0 }, findings: [finding('a.b')] });
  const baseline = readBaseline(text, 'f');
  t.is(baseline.ts, 5);
  t.is(compareWithBaseline(reportOf([finding('a.b')]), baseline).unchanged, 1);
});

test('what is suppressed now is not gone', (t) => {
  const suppressed = { ...finding('a.b'), suppression: { source: 'config', reason: 'r' } } as const;
  const report = { ...reportOf([]), suppressedFindings: [suppressed] };
  t.deepEqual(compareWithBaseline(report, readBaseline(json(reportOf([finding('a.b')])), 'f')).gone, []);
});

for (const [what, text, message] of [
  ['no JSON', 'critical: 1', /no JSON/],
  ['another document', '{"a":1}', /no findings/],
  ['a list', '[]', /no findings/],
  ['null', 'null', /no findings/],
  ['findings of another kind', '{"findings":[{"id":1}]}', /one of its findings/],
  [
    'a severity of another tool',
    JSON.stringify({ findings: [{ ...finding('a.b'), severity: 'high' }] }),
    /one of its findings/,
  ],
] as const) {
  test(`no baseline: ${what}`, (t) => {
    const error = t.throws(() => readBaseline(text, 'old.json'), { instanceOf: UsageError });
    t.regex(error?.message ?? '', message);
    t.regex(error?.message ?? '', /^--baseline old\.json: /);
  });
}

test('a time that is none is no reason to fail', (t) => {
  t.is(readBaseline('{"ts":1e300,"findings":[]}', 'f').ts, 0);
});
