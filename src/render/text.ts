import type { Report } from '../audit/report.ts';
import { isAtLeast } from '../audit/severity.ts';
import { coverageLines } from './text/coverage.ts';
import { findingGroups } from './text/findings.ts';
import { createPage, type TextOptions } from './text/page.ts';
import { summaryLines } from './text/summary.ts';

/**
 * The report for a person at a terminal: one screen that sums it up, the findings by severity, the coverage. The counts are
 * the whole report's, whatever `minSeverity` hides. Everything foreign in it is made visible first. Ends with a newline.
 */
export const renderText = (report: Report, options: TextOptions = {}): string => {
  const page = createPage(options);
  const shown = report.findings.filter(({ severity }) => isAtLeast(severity, options.minSeverity ?? 'info'));
  const lines = [
    ...summaryLines(report, page, options),
    ...findingGroups(shown, page, options),
    ...coverageLines(report, page, options),
  ];
  return `${lines.join('\n')}\n`;
};
