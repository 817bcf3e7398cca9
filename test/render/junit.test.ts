import test, { type ExecutionContext } from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { type JunitOptions, renderJunit } from '../../src/render/junit.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { cleanReport, sampleReport } from './sample-report.ts';

type Report = ReturnType<typeof sampleReport>;

const text = (report: Report, options?: JunitOptions): string => [...renderJunit(report, options)].join('');

/** What Jenkins' jenkins-junit.xsd allows: the attributes of each element (those with a ! are required) and its children. */
const SCHEMA: Readonly<Record<string, { readonly attributes: string; readonly children: string }>> = {
  testsuites: { attributes: 'name time tests failures disabled errors skipped', children: 'testsuite' },
  testsuite: {
    attributes: 'name! tests! failures errors time disabled skipped timestamp hostname id package',
    children: 'properties testcase system-out system-err',
  },
  testcase: {
    attributes: 'name! classname! assertions time status',
    children: 'skipped error failure system-out system-err',
  },
  failure: { attributes: 'type message', children: '' },
  error: { attributes: 'type message', children: '' },
  skipped: { attributes: 'type message', children: '' },
  'system-out': { attributes: '', children: '' },
};

const checkSchema = (t: ExecutionContext, element: XmlElement): void => {
  const schema = SCHEMA[element.name] ?? { attributes: '', children: '' };
  const words = schema.attributes.split(' ');
  const allowed = words.map((word) => word.replace('!', ''));
  for (const name of Object.keys(element.attributes)) t.true(allowed.includes(name), `${name} in <${element.name}>`);
  for (const word of words)
    if (word.endsWith('!')) t.true(word.slice(0, -1) in element.attributes, `${word} in <${element.name}>`);
  for (const child of element.children) {
    t.true(schema.children.split(' ').includes(child.name), `<${child.name}> in <${element.name}>`);
    checkSchema(t, child);
  }
};

const casesOf = (root: XmlElement): XmlElement[] => root.children.flatMap(({ children }) => children);
const kindsOf = (report: Report, options?: JunitOptions): string[] =>
  casesOf(readXml(text(report, options))).map(({ children }) => children[0]?.name ?? '');

const finding = (severity: Finding['severity'], title = 'T'): Finding => ({
  checkId: 'fs.sample',
  severity,
  title,
  detail: 'd',
});

test('the sample report', (t) => {
  t.snapshot(text(sampleReport()));
});

test('well-formed, within the schema, and the counts are right', (t) => {
  const root = readXml(text(sampleReport()));
  checkSchema(t, root);
  t.like(root.attributes, { tests: '5', failures: '3', errors: '1', skipped: '0' });
  for (const suite of root.children) t.is(suite.attributes.tests, String(suite.children.length));
});

test('names are unique, or GitLab drops all but the first', (t) => {
  const report = sampleReport({ findings: [finding('warn'), finding('warn'), finding('warn', 'Other')] });
  const names = casesOf(readXml(text(report))).map(({ attributes }) => `${attributes.classname} ${attributes.name}`);
  t.is(new Set(names).size, names.length);
});

test('without findings it is one passed case, or one error when the audit is incomplete', (t) => {
  t.deepEqual(kindsOf(cleanReport()), ['system-out']);
  t.deepEqual(kindsOf(sampleReport({ findings: [] })), ['error']);
});

test('--fail-on decides what is a failure', (t) => {
  const report = { ...cleanReport(), findings: [finding('critical'), finding('warn'), finding('info')] };
  t.deepEqual(kindsOf(report), ['system-out', 'failure', 'failure', 'system-out']);
  t.deepEqual(kindsOf(report, { failOn: 'critical' }), ['system-out', 'failure', 'system-out', 'system-out']);
});

test('what is in the baseline or suppressed is skipped', (t) => {
  const known = finding('critical');
  const report: Report = {
    ...cleanReport(),
    findings: [known],
    baseline: { ts: 0, unchanged: 1, grown: [], new: [], gone: [] },
    suppressedFindings: [{ ...finding('warn', 'S'), suppression: { source: 'config', reason: 'a < b' } }],
  };
  t.deepEqual(kindsOf(report), ['system-out', 'skipped', 'skipped']);
  const [, , suppressed] = casesOf(readXml(text(report)));
  t.is(suppressed?.children[0]?.attributes.message, 'Suppressed: a < b');
});
