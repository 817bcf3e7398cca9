import type { Finding } from '../audit/finding.ts';
import type { Report, SuppressedFinding } from '../audit/report.ts';
import { toVisibleJson } from './sanitize.ts';

const line = (value: object): string => `${toVisibleJson(JSON.stringify(value))}\n`;

/** The first line: the format with its version, and the host. */
export const headerLine = (host: Report['host']): string =>
  line({ type: 'header', format: 'openclaw-security/1', host });

/** A finding on a line of its own, as it is in the JSON report. */
export const findingLine = (finding: Finding): string => line({ type: 'finding', ...finding });

/** A suppressed finding on a line of its own, with what suppressed it. */
export const suppressedLine = (finding: SuppressedFinding): string => line({ type: 'suppressed', ...finding });

/** Everything in the report but the findings; `fix`, what `--fix` did, on a line of its own before it. */
export function* closingLines(report: Report, fix?: object): Generator<string> {
  const { findings: _findings, suppressedFindings: _suppressed, host: _host, ...rest } = report;
  if (fix !== undefined) yield line({ type: 'fix', ...fix });
  yield line({ type: 'summary', ...rest });
}

/**
 * A finished report as one JSON object a line: `header`, then `finding` and `suppressed`, then `fix` if there was one, then
 * `summary`. What is cut off has no `summary` line.
 */
export function* renderNdjson(report: Report, fix?: object): Generator<string> {
  yield headerLine(report.host);
  for (const finding of report.findings) yield findingLine(finding);
  for (const finding of report.suppressedFindings ?? []) yield suppressedLine(finding);
  yield* closingLines(report, fix);
}
