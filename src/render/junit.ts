import type { Finding } from '../audit/finding.ts';
import type { Report, SuppressedFinding } from '../audit/report.ts';
import { isAtLeast, type Severity } from '../audit/severity.ts';
import { coverageRows, incompleteText, judgedText } from './coverage-rows.ts';
import { commandOf, type FixCommands } from './finding-command.ts';
import { placeText } from './place-text.ts';
import { toVisible, toVisibleLines } from './sanitize.ts';

/** What a JUnit report is written by. */
export type JunitOptions = FixCommands & {
  /** Findings at or above it are failures, the others pass with their text as output. Default: warn. */
  readonly failOn?: Severity | undefined;
};

const DEFAULT_FAIL_ON: Severity = 'warn';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and attributes alike. Nothing is left that XML 1.0 forbids: it was made visible before. */
const xml = (raw: string): string => toVisible(raw).replace(/[&<>"]/g, (character) => ENTITIES[character] as string);

const xmlLines = (raw: string): string => toVisibleLines(raw).map(xml).join('\n');

/** What became of a test case. The counts are needed before the first case, its XML only when its turn comes. */
type Outcome = { readonly kind: 'passed' | 'failed' | 'error' | 'skipped'; readonly body: () => string };

type Case = { readonly suite: string; readonly name: string; readonly outcome: Outcome };

const bodyText = (finding: Finding, options: JunitOptions): string =>
  [
    finding.detail,
    ...(finding.places ?? []).map((place) => placeText(place)),
    finding.remediation,
    commandOf(finding, options),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');

const outcomeOf = (finding: Finding, known: boolean, options: JunitOptions): Outcome => {
  const { severity, title } = finding;
  if (known) return { kind: 'skipped', body: () => '<skipped message="In the baseline"/>' };
  const text = (): string => xmlLines(bodyText(finding, options));
  return isAtLeast(severity, options.failOn ?? DEFAULT_FAIL_ON)
    ? { kind: 'failed', body: () => `<failure type="${severity}" message="${xml(title)}">${text()}</failure>` }
    : { kind: 'passed', body: () => `<system-out>${text()}</system-out>` };
};

const suppressedOutcome = ({ suppression }: SuppressedFinding): Outcome => ({
  kind: 'skipped',
  body: () => `<skipped message="${xml(`Suppressed: ${suppression.reason}`)}"/>`,
});

const coverageText = (coverage: Report['coverage']): string =>
  coverageRows(coverage)
    .flatMap((row) => [
      `${row.part}: ${judgedText(row)}`,
      ...row.skipped.map(({ count, why }) => `  ${count} ${why}`),
      ...row.notes.map((note) => `  ${note}`),
    ])
    .join('\n');

const coverageCase = (report: Report): Case => {
  const { coverage } = report;
  const incomplete = incompleteText(report);
  const text = (): string => xmlLines(coverageText(coverage));
  const outcome: Outcome =
    incomplete === undefined
      ? { kind: 'passed', body: () => `<system-out>${text()}</system-out>` }
      : { kind: 'error', body: () => `<error type="incomplete" message="${xml(incomplete)}">${text()}</error>` };
  return { suite: 'audit', name: 'Everything was looked at', outcome };
};

const topicOf = (checkId: string): string => checkId.slice(0, checkId.indexOf('.') >>> 0);

/** GitLab keeps only the first of two cases with one name (docs.gitlab.com, "Unit test reports"): later ones get a number. */
const createNamer = (): ((suite: string, name: string) => string) => {
  const seen = new Map<string, number>();
  return (suite, name) => {
    const nth = (seen.get(`${suite}\n${name}`) ?? 0) + 1;
    seen.set(`${suite}\n${name}`, nth);
    return nth === 1 ? name : `${name} (${nth})`;
  };
};

function* casesOf(report: Report, options: JunitOptions): Generator<Case> {
  const nameOf = createNamer();
  const fresh = report.baseline === undefined ? undefined : new Set(report.baseline.new);
  const caseOf = (finding: Finding, outcome: Outcome): Case => {
    const suite = toVisible(topicOf(finding.checkId));
    return { suite, name: nameOf(suite, `${finding.checkId} ${finding.title}`), outcome };
  };
  yield coverageCase(report);
  for (const finding of report.findings)
    yield caseOf(finding, outcomeOf(finding, fresh !== undefined && !fresh.has(finding), options));
  for (const finding of report.suppressedFindings ?? []) yield caseOf(finding, suppressedOutcome(finding));
}

const countKind = (cases: readonly Case[], kind: Outcome['kind']): number =>
  cases.filter(({ outcome }) => outcome.kind === kind).length;

const countsOf = (cases: readonly Case[]): string =>
  `tests="${cases.length}" failures="${countKind(cases, 'failed')}" errors="${countKind(cases, 'error')}" skipped="${countKind(cases, 'skipped')}"`;

/**
 * The report as JUnit XML, as Jenkins (its plugin's jenkins-junit.xsd) and GitLab read it: a suite for each topic, a case for each
 * finding, suppressed and known ones skipped. The first case is the audit's coverage: an error when it is incomplete, so
 * that a run without findings is neither empty nor green by mistake.
 */
export function* renderJunit(report: Report, options: JunitOptions = {}): Generator<string> {
  const cases = [...casesOf(report, options)];
  const timestamp = new Date(report.ts).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="OpenClaw security audit" ${countsOf(cases)}>\n`;
  for (const [suite, own] of Map.groupBy(cases, (one) => one.suite)) {
    yield `  <testsuite name="${xml(suite)}" ${countsOf(own)} time="0" timestamp="${timestamp}">\n`;
    for (const { name, outcome } of own)
      yield `    <testcase classname="${xml(suite)}" name="${xml(name)}" time="0">${outcome.body()}</testcase>\n`;
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}
