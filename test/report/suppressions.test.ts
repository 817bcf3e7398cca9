import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { UsageError } from '../../src/context/paths.ts';
import { finishReport } from '../../src/report/finish-report.ts';
import { parseIgnoreFile, type SuppressionRule, suppressionsOfConfig } from '../../src/report/suppression-rules.ts';
import { finding, ids, reportOf, STATE } from './fixtures.ts';

const now = new Date('2027-01-15T12:00:00Z');

const suppressedBy = (rules: readonly SuppressionRule[], findings: readonly Finding[]) =>
  finishReport(reportOf(findings), { suppressions: rules, now });

const fromConfig = (entry: object) => suppressionsOfConfig({ security: { audit: { suppressions: [entry] } } }).rules;
const fromFile = (entry: object) => parseIgnoreFile(JSON.stringify([entry]), 'ignore.json');

const secret = finding('config.secrets.token', 'warn', {
  title: 'Token in the config',
  detail: 'gateway.auth.token holds a token',
});
const inFile = finding('fs.credentials.perms', 'critical', { places: [{ file: `${STATE}/credentials/old/a.json` }] });
const inTwo = finding('fs.credentials.perms', 'critical', {
  places: [{ file: `${STATE}/credentials/old/a.json` }, { file: `${STATE}/openclaw.json` }],
});

const ROWS: readonly (readonly [what: string, rules: readonly SuppressionRule[], finding: Finding, hidden: boolean])[] =
  [
    ['exact id', fromConfig({ checkId: 'config.secrets.token', reason: 'r' }), secret, true],
    ['no globs in the config', fromConfig({ checkId: 'config.*', reason: 'r' }), secret, false],
    ['title', fromConfig({ checkId: secret.checkId, titleIncludes: 'in the', reason: 'r' }), secret, true],
    ['another title', fromConfig({ checkId: secret.checkId, titleIncludes: 'elsewhere', reason: 'r' }), secret, false],
    ['detail', fromConfig({ checkId: secret.checkId, detailIncludes: 'gateway.auth', reason: 'r' }), secret, true],
    [
      'title and another detail',
      fromConfig({ checkId: secret.checkId, titleIncludes: 'Token', detailIncludes: 'hooks', reason: 'r' }),
      secret,
      false,
    ],
    ['a glob in a file', await fromFile({ checkId: 'config.*', reason: 'r' }), secret, true],
    [
      'path below the state directory',
      await fromFile({ checkId: 'fs.*', paths: ['credentials/old/**'], reason: 'r' }),
      inFile,
      true,
    ],
    [
      'absolute path',
      await fromFile({ checkId: 'fs.*', paths: [`${STATE}/credentials/**`], reason: 'r' }),
      inFile,
      true,
    ],
    ['another path', await fromFile({ checkId: 'fs.*', paths: ['credentials/new/**'], reason: 'r' }), inFile, false],
    [
      'one star is one directory',
      await fromFile({ checkId: 'fs.*', paths: ['credentials/*'], reason: 'r' }),
      inFile,
      false,
    ],
    [
      'only some of its files',
      await fromFile({ checkId: 'fs.*', paths: ['credentials/**'], reason: 'r' }),
      inTwo,
      false,
    ],
    [
      'a path, and a finding without files',
      await fromFile({ checkId: 'config.*', paths: ['**'], reason: 'r' }),
      secret,
      false,
    ],
    ['before its end', await fromFile({ checkId: 'config.*', reason: 'r', expires: '2027-01-15' }), secret, true],
    ['after its end', await fromFile({ checkId: 'config.*', reason: 'r', expires: '2027-01-14' }), secret, false],
    [
      'to the second',
      await fromFile({ checkId: 'config.*', reason: 'r', expires: '2027-01-15T12:00:00Z' }),
      secret,
      false,
    ],
    [
      'what says that checks broke',
      await fromFile({ checkId: '*', reason: 'r' }),
      finding('audit.check_failed'),
      false,
    ],
  ];

for (const [what, rules, given, hidden] of ROWS) {
  test(`${hidden ? 'hidden' : 'stays'}: ${what}`, (t) => {
    t.is(rules.length, 1);
    const report = suppressedBy(rules, [given]);
    t.is(ids(report.findings).includes(given.checkId), !hidden);
    t.deepEqual(ids(report.suppressedFindings ?? []), hidden ? [given.checkId] : []);
  });
}

test('a filtered audit says so, counts anew and keeps what it hid with its reason', async (t) => {
  const rules = await fromFile({ checkId: 'config.*', reason: 'on purpose', expires: '2027-02-01' });
  const report = suppressedBy(rules, [secret, inFile]);
  t.deepEqual(ids(report.findings), ['fs.credentials.perms', 'security.audit.suppressions.active']);
  t.deepEqual(report.summary, { critical: 1, warn: 0, info: 1 });
  t.deepEqual(report.suppressedFindings?.[0]?.suppression, {
    source: 'ignore-file',
    reason: 'on purpose',
    expires: '2027-02-01',
  });
  t.snapshot(report.findings[1]);
});

test('a rule that matches nothing is named too', (t) => {
  const report = suppressedBy(fromConfig({ checkId: 'no.such', reason: 'old' }), [secret]);
  t.regex(report.findings[1]?.detail ?? '', /matched nothing · no\.such: old/);
});

test('an expired rule is a warning', async (t) => {
  const report = suppressedBy(await fromFile({ checkId: 'config.*', reason: 'r', expires: '2026-12-31' }), [secret]);
  t.deepEqual(ids(report.findings), ['config.secrets.token', 'security.audit.suppressions.expired']);
  t.is(report.summary.warn, 2);
});

test('a bad entry in the config is a warning and hides nothing', (t) => {
  const config = {
    security: { audit: { suppressions: [{ reason: 'r' }, 7, { checkId: 'a.b', expires: '2027-01-01' }] } },
  };
  const { rules, invalid } = suppressionsOfConfig(config);
  t.deepEqual(rules, []);
  const report = finishReport(reportOf([secret]), { suppressions: rules, invalidSuppressions: invalid, now });
  t.deepEqual(ids(report.findings), ['config.secrets.token', 'security.audit.suppressions.invalid']);
  t.snapshot(report.findings[1]?.detail);
});

test('a config without suppressions', (t) => {
  t.deepEqual(suppressionsOfConfig({}), { rules: [], invalid: [] });
  t.deepEqual(suppressionsOfConfig({ security: { audit: { suppressions: 'all' } } }), { rules: [], invalid: [] });
});

test('ignore files in YAML and JSON5', async (t) => {
  const yaml = `
# accepted by the team
suppressions:
  - checkId: fs.*
    paths: [credentials/**]
    reason: shared with the backup user
    expires: 2027-06-30
`;
  const [rule] = await parseIgnoreFile(yaml, 'ignore.yaml');
  t.is(rule?.reason, 'shared with the backup user');
  t.is(rule?.expires?.text, '2027-06-30');
  t.is((await parseIgnoreFile("[{ checkId: 'a.b', reason: 'r', } /* why */]", 'ignore.json5')).length, 1);
  t.deepEqual(await parseIgnoreFile('suppressions: []', 'i.yml'), []);
});

for (const [what, text, message] of [
  ['no reason', '- checkId: a.b', /rule\[0\] has no reason/],
  ['a blank reason', '- {checkId: a.b, reason: " "}', /rule\[0\] has a wrong reason/],
  ['no check', '- reason: x', /rule\[0\] has no checkId/],
  ['a misspelt member', '- {checkId: a.b, reason: x, expire: 2027-01-01}', /"expire", which means nothing here/],
  ['a day that does not exist', '- {checkId: a.b, reason: x, expires: 2027-02-30}', /rule\[0\] has a wrong expires/],
  ['a time without its zone', '- {checkId: a.b, reason: x, expires: "2027-02-03T10:00"}', /wrong expires/],
  ['paths that are no list', '- {checkId: a.b, reason: x, paths: credentials}', /wrong paths/],
  ['another shape', 'ignore: everything', /neither a list/],
  ['an empty file', '', /neither a list/],
  ['no YAML', '- [', /cannot be read/],
] as const) {
  test(`ignore file: ${what}`, async (t) => {
    const error = await t.throwsAsync(parseIgnoreFile(text, 'ignore.yaml'), { instanceOf: UsageError });
    t.regex(error?.message ?? '', message);
  });
}

test('without any option the report stays as it is', (t) => {
  const report = reportOf([secret]);
  t.deepEqual(finishReport(report, { now }), report);
});

test('--only and --skip say what they left out', (t) => {
  const report = finishReport(reportOf([secret, inFile]), { only: ['fs.*'], now });
  t.deepEqual(report.selection, { only: ['fs.*'], skip: [], leftOut: 1 });
  t.deepEqual(report.summary, { critical: 1, warn: 0, info: 0 });
});
