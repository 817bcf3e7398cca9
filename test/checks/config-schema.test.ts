import test from 'ava';
import type { AuditContext, ConfigFailure, ConfigProblem, JsonObject } from '../../src/audit/context.ts';
import { configSchemaChecks } from '../../src/checks/config-schema.ts';
import { judge } from '../../src/checks/judge.ts';
import { checkSchema } from '../../src/context/schema/check-schema.ts';

const MAIN = '/state/openclaw.json';
const INCLUDE = '/state/more.json5';

type Settings = {
  readonly value?: JsonObject;
  readonly problems?: readonly ConfigProblem[];
  readonly failure?: ConfigFailure;
};

const contextWith = ({ value = {}, problems = [], failure }: Settings): AuditContext => ({
  paths: { home: '/home/u', stateDir: '/state', configPath: MAIN, credentialsDir: '/state/credentials', cwd: '/' },
  env: {},
  platform: 'linux',
  uid: 1000,
  config: {
    status: failure === undefined ? 'loaded' : 'unreadable',
    path: MAIN,
    value,
    raw: value,
    problems,
    ...(failure === undefined ? {} : { failure }),
    includes: [],
    originOf: () => undefined,
  },
  permissions: 'owner',
  now: new Date(0),
});

const findingsFor = (settings: Settings) => judge(configSchemaChecks, contextWith(settings));

const problem = (kind: ConfigProblem['kind'], key: string, file = MAIN): ConfigProblem => ({
  kind,
  file,
  key,
  message: 'is not right',
});

test('a config without problems gives no finding', async (t) => t.deepEqual(await findingsFor({}), []));

const IDS: readonly (readonly [ConfigProblem['kind'], string])[] = [
  ['unknown-key', 'config.schema_unknown_key'],
  ['wrong-type', 'config.schema_wrong_type'],
  ['bad-value', 'config.schema_bad_value'],
  ['legacy-key', 'config.schema_legacy_key'],
  ['unset-variable', 'config.schema_unset_variable'],
  ['rule', 'config.schema_rule'],
];

for (const [kind, id] of IDS) {
  test(`${kind} is ${id}, a warning with its place`, async (t) => {
    const findings = await findingsFor({ problems: [problem(kind, 'gateway.x')] });
    t.is(findings.length, 1);
    t.like(findings[0], { checkId: id, severity: 'warn', places: [{ file: MAIN, key: 'gateway.x' }] });
    t.true(findings[0]?.detail.includes('gateway.x: is not right'));
    t.regex(findings[0]?.title ?? '', /^1 config (key|value) /);
  });
}

test('one finding for each kind and file', async (t) => {
  const problems = [
    problem('unknown-key', 'a'),
    problem('unknown-key', 'b', INCLUDE),
    problem('rule', 'c'),
    problem('unknown-key', 'd'),
  ];
  const findings = await findingsFor({ problems });
  t.deepEqual(
    findings.map(({ checkId, places }) => [checkId, places?.map(({ file, key }) => `${file} ${key}`)]),
    [
      ['config.schema_unknown_key', [`${MAIN} a`, `${MAIN} d`]],
      ['config.schema_unknown_key', [`${INCLUDE} b`]],
      ['config.schema_rule', [`${MAIN} c`]],
    ],
  );
});

test('many problems stay one short finding', async (t) => {
  const value = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, 1]));
  const [finding, ...others] = await findingsFor({ problems: checkSchema({ value, raw: value }, () => MAIN) });
  t.deepEqual(others, []);
  t.is(finding?.title, 'More than 200 config keys unknown to OpenClaw');
  t.is(finding?.places?.length, 100);
  t.true((finding?.detail.split('\n').length ?? 0) < 20);
  t.true(finding?.detail.includes('4800 more'));
});

test('12 problems: ten are spelled out, two counted', async (t) => {
  const problems = Array.from({ length: 12 }, (_, index) => problem('rule', `key${index}`));
  const [finding] = await findingsFor({ problems });
  t.is(finding?.title, '12 config keys against a rule of OpenClaw');
  t.true(finding?.detail.includes('key9: '));
  t.false(finding?.detail.includes('key10: '));
  t.true(finding?.detail.includes('and 2 more'));
});

test('a config of a later OpenClaw may be right: info, save for what no version takes', async (t) => {
  const problems = IDS.map(([kind]) => problem(kind, 'a'));
  const severities = async (version: string) =>
    Object.fromEntries(
      (await findingsFor({ value: { meta: { lastTouchedVersion: version } }, problems })).map((finding) => [
        finding.checkId.replace('config.schema_', ''),
        finding.severity,
      ]),
    );
  t.deepEqual(await severities('2026.9.6'), {
    unknown_key: 'info',
    wrong_type: 'info',
    bad_value: 'info',
    legacy_key: 'warn',
    unset_variable: 'warn',
    rule: 'info',
  });
  t.true(Object.values(await severities('2026.2.17')).every((severity) => severity === 'warn'));
});

const FAILURES: readonly ConfigFailure['kind'][] = ['syntax', 'unreadable', 'not-a-file', 'not-an-object', 'include'];

for (const kind of FAILURES) {
  test(`${kind} is config.unreadable, critical`, async (t) => {
    const failure: ConfigFailure = {
      kind,
      file: INCLUDE,
      line: 3,
      message: 'it is not valid JSON5 at line 3, column 1',
    };
    const findings = await findingsFor({ failure });
    t.is(findings.length, 1);
    t.like(findings[0], { checkId: 'config.unreadable', severity: 'critical', places: [{ file: INCLUDE, line: 3 }] });
    t.true(findings[0]?.detail.includes(`${INCLUDE}: it is not valid JSON5 at line 3`));
    t.truthy(findings[0]?.remediation);
  });
}

test('every row is documented', (t) => {
  for (const { id, docs } of configSchemaChecks.checks) {
    for (const text of [docs.summary, docs.why, docs.triggers, docs.mend]) t.true(text.length > 10, id);
    t.false(docs.summary.endsWith('.'), id);
  }
});
