import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { renderSarif, type SarifOptions } from '../../src/render/sarif.ts';
import { cleanReport, HOSTILE_NAME, sampleReport } from './sample-report.ts';
import { sarifFaults } from './sarif-schema.ts';

type Report = ReturnType<typeof sampleReport>;

const text = (report: Report, options?: SarifOptions): string => [...renderSarif(report, options)].join('');

// biome-ignore lint/suspicious/noExplicitAny: the schema is the type here.
const runOf = (report: Report, options?: SarifOptions): any => {
  const log = JSON.parse(text(report, options));
  const faults = sarifFaults(log);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return log.runs[0];
};

const finding = (n: number, more: Partial<Finding> = {}): Finding => ({
  checkId: 'fs.sample',
  severity: 'warn',
  title: `Sample ${n}`,
  detail: 'd',
  ...more,
});

const docs = { summary: 'Sample', why: 'Because.', triggers: 'A mode.', mend: 'chmod' };

test('the sample report', (t) => {
  t.snapshot(JSON.stringify({ runs: [runOf(sampleReport())] }, null, 2));
});

test('the validator does refuse', (t) => {
  const log = JSON.parse(text(sampleReport()));
  log.runs[0].results[0].level = 'fatal';
  t.deepEqual(sarifFaults(log), ['/runs/0/results/0/level must be equal to one of the allowed values']);
});

test('nothing found is a run without results that succeeded', (t) => {
  const run = runOf(cleanReport());
  t.deepEqual(run.results, []);
  t.true(run.invocations[0].executionSuccessful);
});

test('an incomplete audit did not succeed, and says what is missing', (t) => {
  const [invocation] = runOf(sampleReport({ findings: [] })).invocations;
  t.false(invocation.executionSuccessful);
  t.regex(invocation.toolExecutionNotifications[0].message.text, /9 entries of the state tree not judged/);
});

test('places: below the state directory, elsewhere, none, and a hostile name', (t) => {
  const report = sampleReport();
  const { stateDir } = report.host;
  const places = [{ file: `${stateDir}/a b/${HOSTILE_NAME}` }, { file: '/etc/x', line: 7 }, { key: 'gateway.bind' }];
  const [result] = runOf(sampleReport({ findings: [finding(1, { places })] })).results;
  const locations = result.locations.map((location: { physicalLocation: object }) => location.physicalLocation);
  const [below, elsewhere, config] = locations;
  t.is(below.artifactLocation.uriBaseId, 'STATE');
  t.regex(below.artifactLocation.uri, /^a%20b\/a%0ACRITICAL%0A.*%3Cscript%3E.*%E2%80%AE.*%FF/);
  t.deepEqual(elsewhere, { artifactLocation: { uri: 'file:///etc/x' }, region: { startLine: 7 } });
  t.deepEqual(config.artifactLocation, { uri: 'openclaw.json', uriBaseId: 'STATE' });
  t.is(result.locations[2].logicalLocations[0].fullyQualifiedName, 'gateway.bind');
  t.is(runOf(sampleReport({ findings: [finding(1)] })).results[0].locations.length, 1, 'GitHub wants at least one');
});

test("GitHub's limits: locations of a result, results of a run, the worst first", (t) => {
  const places = Array.from({ length: 1_500 }, (_, i) => ({ file: `/x/${i}` }));
  t.is(runOf(sampleReport({ findings: [finding(1, { places })] })).results[0].locations.length, 1_000);
  const findings = [
    ...Array.from({ length: 25_010 }, (_, i) => finding(i)),
    finding(0, { severity: 'critical', checkId: 'fs.worst' }),
  ];
  const log = JSON.parse(text(sampleReport({ findings })));
  t.is(log.runs[0].results.length, 25_000);
  t.is(log.runs[0].results[0].ruleId, 'fs.worst');
  t.regex(JSON.stringify(log.runs[0].invocations), /11 results left out/);
});

test('a fingerprint stays the same when detail, line and severity change, and only then', (t) => {
  const printOf = (more: Partial<Finding>): string =>
    runOf(sampleReport({ findings: [finding(1, more)] })).results[0].partialFingerprints.primaryLocationLineHash;
  const places = [{ file: '/x', line: 1 }];
  const first = printOf({ places });
  t.regex(first, /^[0-9a-f]{32}:1$/);
  t.is(printOf({ places: [{ file: '/x', line: 2 }], detail: 'other', severity: 'info' }), first);
  t.not(printOf({ places: [{ file: '/y', line: 1 }] }), first);
  t.not(printOf({ places, checkId: 'fs.other' }), first);
});

test('rules are written once, with their documentation', (t) => {
  const run = runOf(sampleReport({ findings: [finding(1), finding(2), finding(3, { checkId: 'fs.other' })] }), {
    docsFor: (id) => (id === 'fs.sample' ? docs : undefined),
    informationUri: 'https://example.invalid/docs',
  });
  t.deepEqual(
    run.tool.driver.rules.map(({ id }: { id: string }) => id),
    ['fs.sample', 'fs.other'],
  );
  t.is(run.tool.driver.rules[0].fullDescription.text, 'Because.');
  t.deepEqual(
    run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex),
    [0, 0, 1],
  );
});

test('suppressed findings carry their reason; with a baseline every result says whether it is new', (t) => {
  const known = finding(1);
  const fresh = finding(2);
  const run = runOf(
    sampleReport({
      findings: [known, fresh],
      suppressedFindings: [{ ...finding(3), suppression: { source: 'config', reason: 'on purpose' } }],
      baseline: { ts: 0, unchanged: 1, grown: [], new: [fresh], gone: [] },
    }),
  );
  t.deepEqual(
    run.results.map(({ baselineState }: { baselineState?: string }) => baselineState),
    ['unchanged', 'new', undefined],
  );
  t.is(run.results[2].suppressions[0].justification, 'on purpose');
});
