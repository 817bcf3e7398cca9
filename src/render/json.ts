import type { Report } from '../audit/report.ts';
import { toVisibleJson } from './sanitize.ts';

/**
 * The report as `--json` prints it: two spaces, a newline at the end, the original's keys first and in its order. Characters
 * that a terminal would obey or hide, lone surrogates among them, stand as JSON escapes, so the text is valid UTF-8.
 * @param fix what `--fix` did; the document is then `{fix, report}`, as the original prints it.
 */
export const renderJson = (report: Report, fix?: unknown): string =>
  `${toVisibleJson(JSON.stringify(fix === undefined ? ordered(report) : { fix, report: ordered(report) }, null, 2))}\n`;

/** `ts`, `summary`, `findings`, `deep`, then what we add; a finding's own five keys first. */
const ordered = ({ ts, summary, findings, deep, ...added }: Report): object => ({
  ts,
  summary: { critical: summary.critical, warn: summary.warn, info: summary.info },
  findings: findings.map(({ checkId, severity, title, detail, remediation, ...rest }) => ({
    checkId,
    severity,
    title,
    detail,
    remediation,
    ...rest,
  })),
  deep,
  ...added,
});
