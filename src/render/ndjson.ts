import type { Finding } from '../audit/finding.ts';
import type { Report, SuppressedFinding } from '../audit/report.ts';
import { toVisibleJson } from './sanitize.ts';

/** Takes an audit's results as they come. */
export type ReportSink = {
  readonly header: (host: Report['host']) => void;
  readonly finding: (finding: Finding) => void;
  readonly suppressed: (finding: SuppressedFinding) => void;
  /** Last: everything in the report but the findings. */
  readonly summary: (report: Report) => void;
};

const line = (value: object): string => `${toVisibleJson(JSON.stringify(value))}\n`;

const headerLine = (host: Report['host']): string => line({ type: 'header', format: 'openclaw-security/1', host });
const findingLine = (finding: Finding): string => line({ type: 'finding', ...finding });
const suppressedLine = (finding: SuppressedFinding): string => line({ type: 'suppressed', ...finding });
const summaryLine = ({ findings: _findings, suppressedFindings: _suppressed, host: _host, ...rest }: Report): string =>
  line({ type: 'summary', ...rest });

/**
 * One JSON object a line: `header`, then `finding` and `suppressed` in any order and number, then `summary`. A stream without
 * its `summary` line was cut off.
 * @param write takes one whole line
 */
export const createNdjsonSink = (write: (line: string) => void): ReportSink => ({
  header: (host) => write(headerLine(host)),
  finding: (finding) => write(findingLine(finding)),
  suppressed: (finding) => write(suppressedLine(finding)),
  summary: (report) => write(summaryLine(report)),
});

/** A finished report as the same lines. */
export function* renderNdjson(report: Report): Generator<string> {
  yield headerLine(report.host);
  for (const finding of report.findings) yield findingLine(finding);
  for (const finding of report.suppressedFindings ?? []) yield suppressedLine(finding);
  yield summaryLine(report);
}
