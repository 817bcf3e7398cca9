import type { CheckDocs } from '../audit/check.ts';
import type { Finding, Place } from '../audit/finding.ts';
import type { Report, SuppressedFinding } from '../audit/report.ts';
import { SEVERITIES, type Severity } from '../audit/severity.ts';
import { countOf } from '../audit/units.ts';
import { fingerprintOf } from '../report/fingerprint.ts';
import { coverageRows, incompleteText } from './coverage-rows.ts';
import { fileUri, uriPath } from './file-uri.ts';
import { commandOf, type FixCommands } from './finding-command.ts';
import { toVisible, toVisibleJson, toVisibleLines } from './sanitize.ts';

/** What a SARIF report is written by. */
export type SarifOptions = FixCommands & {
  /** What the documentation says of a check; its id alone is written for one without. */
  readonly docsFor?: (checkId: string) => CheckDocs | undefined;
  /** Where the tool is at home, an absolute URI. */
  readonly informationUri?: string;
};

/**
 * GitHub takes at most 25,000 results a run and 1,000 locations a result (docs.github.com, "SARIF support for code scanning",
 * upload limits). What does not fit is counted in a notification.
 */
const LIMITS = { results: 25_000, locations: 1_000 } as const;

/** SARIF 2.1.0, 3.27.10 `level`; GitHub's `security-severity` says the same as a CVSS number. */
const LEVELS: Readonly<Record<Severity, { readonly level: 'error' | 'warning' | 'note'; readonly score: string }>> = {
  critical: { level: 'error', score: '9.5' },
  warn: { level: 'warning', score: '5.5' },
  info: { level: 'note', score: '1.0' },
};

const STATE_BASE = 'STATE';

const text = (raw: string): { text: string } => ({ text: toVisibleLines(raw).join('\n') });

const artifactLocation = (file: string, stateDir: string): object =>
  file.startsWith(`${stateDir}/`)
    ? { uri: uriPath(file.slice(stateDir.length + 1)), uriBaseId: STATE_BASE }
    : { uri: fileUri(file) };

/** A place without a file is somewhere in the config; one without a line is the file as a whole, which GitHub wants as line 1. */
const location = ({ file, key, line = 1 }: Place, { stateDir, configPath }: Report['host']): object => ({
  physicalLocation: { artifactLocation: artifactLocation(file ?? configPath, stateDir), region: { startLine: line } },
  ...(key === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: toVisible(key), kind: 'property' }] }),
});

const rulesOf = (findings: readonly Finding[], docsFor: SarifOptions['docsFor']): object[] => {
  const worst = new Map<string, Severity>();
  for (const severity of SEVERITIES)
    for (const finding of findings)
      if (finding.severity === severity && !worst.has(finding.checkId)) worst.set(finding.checkId, severity);
  return [...worst].map(([id, severity]) => {
    const docs = docsFor?.(id);
    return {
      id: toVisible(id),
      shortDescription: text(docs?.summary ?? id),
      ...(docs === undefined
        ? {}
        : { fullDescription: text(docs.why), help: text(`${docs.triggers}\n\n${docs.mend}`) }),
      defaultConfiguration: { level: LEVELS[severity].level },
      properties: { tags: ['security'], 'security-severity': LEVELS[severity].score },
    };
  });
};

const messageOf = (finding: Finding, options: SarifOptions): { text: string } =>
  text(
    [finding.title, finding.detail, finding.remediation, commandOf(finding, options)]
      .filter((part) => part !== undefined && part !== '')
      .join('\n'),
  );

const resultOf = (
  finding: Finding,
  report: Report,
  options: SarifOptions,
  ruleIndex: number,
  extra: object,
): object => {
  const { host } = report;
  const places = finding.places === undefined || finding.places.length === 0 ? [{}] : finding.places;
  const fingerprint = fingerprintOf(finding, host.stateDir);
  return {
    ruleId: toVisible(finding.checkId),
    ruleIndex,
    level: LEVELS[finding.severity].level,
    message: messageOf(finding, options),
    locations: places.slice(0, LIMITS.locations).map((place) => location(place, host)),
    // GitHub follows an alert by the first name only, and makes one up from the file's lines when it is missing.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'openclawSecurity/v1': fingerprint },
    ...extra,
  };
};

const isSuppressed = (finding: Finding): finding is SuppressedFinding => 'suppression' in finding;

const suppressionOf = ({ suppression }: SuppressedFinding): object => ({
  suppressions: [{ kind: 'external', status: 'accepted', justification: toVisible(suppression.reason) }],
});

const notification = (message: string, level: 'error' | 'warning'): object => ({ level, message: text(message) });

const notificationsOf = (report: Report, leftOut: number): object[] => {
  const gaps = coverageRows(report.coverage).flatMap(({ part, skipped, notes }) => [
    ...skipped
      .filter(({ gap }) => gap)
      .map(({ why, count }) => `${part}: ${countOf(count, 'entry', 'entries')} ${why}`),
    ...notes.map((note) => `${part}: ${note}`),
  ]);
  const incomplete = incompleteText(report);
  return [
    ...(incomplete === undefined ? [] : [notification(incomplete, 'error')]),
    ...gaps.map((gap) => notification(gap, 'warning')),
    ...(leftOut === 0
      ? []
      : [
          notification(
            `${countOf(leftOut, 'result')} left out, the least severe: more than ${LIMITS.results} are not taken.`,
            'warning',
          ),
        ]),
  ];
};

const driverOf = ({ host }: Report, rules: readonly object[], informationUri: string | undefined): object => {
  const [name = host.tool, version] = host.tool.split(' ');
  return {
    name,
    ...(version === undefined ? {} : { version }),
    ...(informationUri === undefined ? {} : { informationUri }),
    rules,
  };
};

/**
 * The report as SARIF 2.1.0, one run, in pieces of a result each. Suppressed findings are results with their justification; with a
 * baseline every result says whether it is new. An incomplete audit is an invocation that did not succeed.
 */
export function* renderSarif(report: Report, options: SarifOptions = {}): Generator<string> {
  const { docsFor, informationUri } = options;
  const suppressed = report.suppressedFindings ?? [];
  const ordered = SEVERITIES.flatMap((severity) => report.findings.filter((finding) => finding.severity === severity));
  const written = [...ordered, ...suppressed].slice(0, LIMITS.results);
  const rules = rulesOf(written, docsFor);
  const indexOf = new Map(rules.map((rule, i) => [(rule as { id: string }).id, i]));
  const fresh = new Set(report.baseline?.new);
  const leftOut = ordered.length + suppressed.length - written.length;
  const run = {
    tool: { driver: driverOf(report, rules, informationUri) },
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: 'openclaw-security/' },
    originalUriBaseIds: { [STATE_BASE]: { uri: `${fileUri(report.host.stateDir)}/` } },
    invocations: [
      {
        executionSuccessful: report.coverage.complete,
        endTimeUtc: new Date(report.ts).toISOString(),
        toolExecutionNotifications: notificationsOf(report, leftOut),
      },
    ],
  };
  const head = JSON.stringify(run).slice(0, -1);
  yield toVisibleJson(
    `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[${head},"results":[`,
  );
  for (const [i, finding] of written.entries()) {
    const state =
      report.baseline === undefined || isSuppressed(finding)
        ? {}
        : { baselineState: fresh.has(finding) ? 'new' : 'unchanged' };
    const suppression = isSuppressed(finding) ? suppressionOf(finding) : {};
    const result = resultOf(finding, report, options, indexOf.get(toVisible(finding.checkId)) as number, {
      ...state,
      ...suppression,
    });
    yield toVisibleJson(`${i === 0 ? '' : ','}\n${JSON.stringify(result)}`);
  }
  yield '\n]}]}\n';
}
