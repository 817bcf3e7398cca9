import test from 'ava';
import type { Report } from '../../src/audit/report.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderSarif } from '../../src/render/sarif.ts';
import { renderText } from '../../src/render/text.ts';
import { compareWithBaseline, readBaseline } from '../../src/report/baseline.ts';
import { combineReports } from '../../src/report/combine-reports.ts';
import { finding, reportOf } from '../report/fixtures.ts';

const ADA = '/home/ada/.openclaw';
const BOB = '/home/bob/.openclaw';

const combined = (leftOut: readonly string[] = []): Report =>
  combineReports(
    [
      reportOf([finding('a', 'critical', { fixable: true })], { stateDir: ADA }),
      reportOf([finding('a', 'critical'), finding('b')], { stateDir: BOB }),
    ],
    leftOut,
  );

/** The text's parts by their headings. */
const partsOf = (report: Report): string[] =>
  [...renderText(report, { fixCommandOf: (dir) => `mend ${dir}` })].join('').split(/^(?===>|All )/m);

test('each host has its own findings, counts and fix command; the total comes last', (t) => {
  const [ada = '', bob = '', all = ''] = partsOf(combined());
  t.true(ada.startsWith(`==> ${ADA} <==\n`));
  t.true(ada.includes('1 critical · 0 warn · 0 info'));
  t.true(ada.includes(`mend ${ADA} --dry-run`));
  t.false(ada.includes(BOB));
  t.true(bob.includes('1 critical · 1 warn · 0 info'));
  t.false(bob.includes(ADA));
  t.true(all.startsWith('All 2 state directories\n2 critical · 1 warn · 0 info\n'));
  t.true(all.includes(`  ${BOB}: 1 critical · 1 warn · 0 info\n`));
  t.false(all.includes('INCOMPLETE'));
});

test('what a selection left out is known for all together, and is told there', (t) => {
  const [ada = '', bob = '', all = ''] = partsOf({ ...combined(), selection: { only: ['a'], skip: [], leftOut: 58 } });
  t.false(ada.includes('58'));
  t.false(bob.includes('58'));
  t.true(all.includes('\nSelected a; 58 findings left out\n'));
});

test('what was left out makes the total incomplete, and is named', (t) => {
  const all = partsOf(combined(['/home/cy/.openclaw is a link'])).at(-1) ?? '';
  t.true(all.includes('/home/cy/.openclaw is a link'));
  t.true(all.includes('INCOMPLETE'));
});

test('a host’s name cannot forge lines', (t) => {
  const hostile = '/home/x\nAll is well\u001b[2J/.openclaw';
  const report = combineReports([reportOf([], { stateDir: hostile }), reportOf([], { stateDir: ADA })], []);
  const text = [...renderText(report)].join('');
  t.notRegex(text, /^All is well/m);
  t.false(text.includes('\u001b'));
});

test('with a baseline each host shows its own new findings', (t) => {
  const before = combineReports([reportOf([], { stateDir: ADA }), reportOf([finding('b')], { stateDir: BOB })], []);
  const report = combined();
  const baseline = compareWithBaseline(report, readBaseline(JSON.stringify(before), 'f'));
  const [ada = '', bob = ''] = partsOf({ ...report, baseline });
  t.true(ada.includes('Baseline 1 new, 0 unchanged (not shown), 0 gone'));
  t.true(bob.includes('Baseline 1 new, 1 unchanged (not shown), 0 gone'));
});

test('what is gone from a directory that is audited no longer is in the total', (t) => {
  const report = combined();
  const gone = { ...finding('g'), stateDir: '/home/cy/.openclaw' };
  const all = partsOf({ ...report, baseline: { ts: 0, unchanged: 3, grown: [], new: [], gone: [gone] } }).at(-1) ?? '';
  t.regex(all, /Gone since the baseline\n.*\bg Title of g/);
});

/** As much of a SARIF result as is looked at. */
type Result = {
  readonly ruleId: string;
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
  readonly partialFingerprints: object;
};

test('SARIF: the same finding of two hosts has two places and two fingerprints', (t) => {
  const [run] = JSON.parse([...renderSarif(combined(), {})].join('')).runs;
  const same: readonly Result[] = run.results.filter(({ ruleId }: Result) => ruleId === 'a');
  const uris = same.map(({ locations: [place] }) => place.physicalLocation.artifactLocation.uri);
  t.deepEqual(uris, ['ada/.openclaw', 'bob/.openclaw']);
  t.deepEqual(run.originalUriBaseIds.STATE, { uri: 'file:///home/' });
  const prints = same.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  t.is(new Set(prints).size, 2);
});

test('Markdown names the host of every finding', (t) => {
  const text = [...renderMarkdown(combined(), {})].join('');
  for (const host of [ADA, BOB]) t.true(text.includes(host), host);
});
