import test from 'ava';
import type { Report } from '../../src/audit/report.ts';
import { compareWithBaseline, readBaseline } from '../../src/report/baseline.ts';
import { combineReports } from '../../src/report/combine-reports.ts';
import { exitCodeOf } from '../../src/report/exit-code.ts';
import { reportOf } from '../../src/report/report-of-host.ts';
import { finding, ids, reportOf as reportWith } from './fixtures.ts';

const ADA = '/home/ada/.openclaw';
const BOB = '/home/bob/.openclaw';

const ofAda = (...args: Parameters<typeof finding>[]): Report =>
  reportWith(
    args.map((each) => finding(...each)),
    { stateDir: ADA },
  );
const ofBob = (...args: Parameters<typeof finding>[]): Report => ({
  ...reportWith(
    args.map((each) => finding(...each)),
    { stateDir: BOB },
  ),
  ts: 2_000,
});

test('the top is that of any report: the time, the sums, the findings of all', (t) => {
  const { ts, summary, findings, scan, host } = combineReports(
    [ofAda(['a', 'critical'], ['b', 'info']), ofBob(['a', 'critical'])],
    [],
  );
  t.is(ts, 2_000);
  t.deepEqual(summary, { critical: 2, warn: 0, info: 1 });
  t.deepEqual(ids(findings), ['a', 'b', 'a']);
  t.is(scan.files, 2);
  t.is(host.stateDir, '/home');
});

test('every finding tells whose it is, and points at a place there', (t) => {
  const { findings } = combineReports(
    [
      ofAda(['none'], ['key', 'warn', { places: [{ key: 'gateway.bind' }] }]),
      ofBob(['file', 'warn', { places: [{ file: `${BOB}/x`, line: 3 }] }]),
    ],
    [],
  );
  t.deepEqual(
    findings.map(({ stateDir, places }) => [stateDir, places]),
    [
      [ADA, [{ file: ADA }]],
      [ADA, [{ key: 'gateway.bind', file: `${ADA}/openclaw.json` }]],
      [BOB, [{ file: `${BOB}/x`, line: 3 }]],
    ],
  );
});

test('complete is when all are, and nothing was left out', (t) => {
  const whole = ofAda();
  const part = reportWith([], { stateDir: BOB, complete: false });
  const isComplete = (reports: readonly Report[], leftOut: readonly string[]) =>
    combineReports(reports, leftOut).coverage.complete;
  t.true(isComplete([whole, ofBob()], []));
  t.false(isComplete([whole, part], []));
  t.false(isComplete([whole], ['/home/cy/.openclaw is a link']));
  t.is(exitCodeOf(combineReports([whole, part], []), { failOn: 'critical' }), 3);
});

test('coverage adds up, and names places in full', (t) => {
  const section = { entries: 3, judged: 1, skipped: { unreadable: { count: 2, samples: ['agents/x'] } }, notes: ['n'] };
  const withSection = (report: Report): Report => ({ ...report, coverage: { complete: false, state: section } });
  const { state } = combineReports([withSection(ofAda()), withSection(ofBob())], ['left out']).coverage;
  t.deepEqual(state, {
    entries: 6,
    judged: 2,
    skipped: { unreadable: { count: 4, samples: [`${ADA}/agents/x`, `${BOB}/agents/x`] } },
    notes: ['left out', `${ADA}: n`, `${BOB}: n`],
  });
});

test('the numbers of the scans add up by kind and mode', (t) => {
  const logs = (modes: Record<string, number>) => ({ log: { count: 2, bytes: 10, modes } });
  const scanned = (report: Report, modes: Record<string, number>, loose: number): Report => ({
    ...report,
    scan: {
      ...report.scan,
      kinds: logs(modes),
      worstDirectories: [{ path: 'logs', entries: 2, loose, exposed: true }],
    },
  });
  const { scan } = combineReports([scanned(ofAda(), { 600: 1, 644: 1 }, 1), scanned(ofBob(), { 644: 2 }, 2)], []);
  t.deepEqual(scan.kinds, { log: { count: 4, bytes: 20, modes: { 600: 1, 644: 3 } } });
  t.deepEqual(
    scan.worstDirectories.map(({ path, loose }) => [path, loose]),
    [
      [`${BOB}/logs`, 2],
      [`${ADA}/logs`, 1],
    ],
  );
});

test('one host’s report comes out of the combined one again', (t) => {
  const ada = ofAda(['a', 'critical', { places: [{ file: `${ADA}/x` }] }]);
  const combined = combineReports([ada, ofBob(['b'])], []);
  const [host] = combined.hosts ?? [];
  t.is(JSON.stringify(host).includes('findings'), false);
  t.deepEqual(host && reportOf(host, combined), { ...ada, findings: [{ ...ada.findings[0], stateDir: ADA }] as never });
});

test('a baseline knows the hosts apart: gone here and new there is not unchanged', (t) => {
  const before = combineReports([ofAda(['a'], ['b']), ofBob()], []);
  const after = combineReports([ofAda(['b']), ofBob(['a'])], []);
  const { unchanged, new: fresh, gone } = compareWithBaseline(after, readBaseline(JSON.stringify(before), 'f'));
  t.is(unchanged, 1);
  t.deepEqual([fresh.map(({ stateDir }) => stateDir), gone.map(({ stateDir }) => stateDir)], [[BOB], [ADA]]);
});

test('two findings of one check without a place of their own stay two', (t) => {
  const report = combineReports([ofAda(['a', 'warn', { title: 'one' }], ['a', 'warn', { title: 'two' }]), ofBob()], []);
  const other = combineReports([ofAda(['a', 'warn', { title: 'one' }]), ofBob()], []);
  t.is(compareWithBaseline(other, readBaseline(JSON.stringify(report), 'f')).gone[0]?.title, 'two');
});

test('what was suppressed and left out is counted for all', (t) => {
  const hidden = { ...finding('s'), suppression: { source: 'config', reason: 'r' } } as const;
  const selection = { only: ['a'], skip: [], leftOut: 2 };
  const combined = combineReports(
    [
      { ...ofAda(), suppressedFindings: [hidden], selection },
      { ...ofBob(), selection },
    ],
    [],
  );
  t.deepEqual(
    combined.suppressedFindings?.map(({ stateDir }) => stateDir),
    [ADA],
  );
  t.is(combined.selection?.leftOut, 4);
});
