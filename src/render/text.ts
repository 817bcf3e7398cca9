import type { Report } from '../audit/report.ts';
import { isAtLeast } from '../audit/severity.ts';
import { toVisible } from './sanitize.ts';
import { coverageLines } from './text/coverage.ts';
import { findingGroups } from './text/findings.ts';
import { createPage, type Page, type TextOptions } from './text/page.ts';
import { summaryLines } from './text/summary.ts';

/** One line each for what the baseline had and this audit has not. */
const goneLines = ({ baseline, coverage }: Report, page: Page): string[] => {
  if (baseline === undefined || baseline.gone.length === 0) return [];
  const doubt = coverage.complete ? [] : ['  This audit is incomplete: they may only be out of sight.'];
  const lines = baseline.gone.flatMap(({ checkId, title }) =>
    page.paragraph(`${toVisible(checkId)} ${toVisible(title)}`, '    ', '  '),
  );
  return ['', page.style('good', 'Gone since the baseline'), ...doubt, ...lines];
};

/**
 * The report for a person at a terminal, line by line: one screen that sums it up, the findings by severity (with a baseline:
 * the new ones), the coverage. The counts are the whole report's, whatever `minSeverity` hides. Everything foreign in it is
 * made visible first.
 */
export function* renderText(report: Report, options: TextOptions = {}): Generator<string> {
  const page = createPage(options);
  const shown = (report.baseline?.new ?? report.findings).filter(({ severity }) =>
    isAtLeast(severity, options.minSeverity ?? 'info'),
  );
  for (const line of summaryLines(report, shown, page, options)) yield `${line}\n`;
  for (const line of findingGroups(shown, page, options)) yield `${line}\n`;
  for (const line of [...goneLines(report, page), ...coverageLines(report, page, options)]) yield `${line}\n`;
}
