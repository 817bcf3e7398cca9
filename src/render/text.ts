import type { Finding } from '../audit/finding.ts';
import type { BaselineComparison, HostReport, Report } from '../audit/report.ts';
import { isAtLeast } from '../audit/severity.ts';
import { reportOf } from '../report/report-of-host.ts';
import { growthText } from './baseline-text.ts';
import { toVisible } from './sanitize.ts';
import { coverageLines } from './text/coverage.ts';
import { findingGroups } from './text/findings.ts';
import { createPage, type Page, type TextOptions } from './text/page.ts';
import { countsLine, selectionLines, summaryLines } from './text/summary.ts';

/** One line each for what counts many times what it did. */
const grownLines = (baseline: BaselineComparison, page: Page): string[] =>
  baseline.grown.length === 0
    ? []
    : [
        '',
        page.style('warn', 'Grown since the baseline'),
        ...baseline.grown.flatMap((finding) =>
          page.paragraph(
            `${toVisible(finding.checkId)} ${toVisible(finding.title)}: ${growthText(finding)}`,
            '    ',
            '  ',
          ),
        ),
      ];

/** What the baseline had and this audit has not, a line each. */
const goneLines = (baseline: BaselineComparison, coverage: Report['coverage'], page: Page): string[] => {
  if (baseline.gone.length === 0) return [];
  const doubt = coverage.complete ? [] : ['  This audit is incomplete: they may only be out of sight.'];
  const lines = baseline.gone.flatMap(({ checkId, title }) =>
    page.paragraph(`${toVisible(checkId)} ${toVisible(title)}`, '    ', '  '),
  );
  return ['', page.style('good', 'Gone since the baseline'), ...doubt, ...lines];
};

const baselineLines = ({ baseline, coverage }: Report, page: Page): string[] =>
  baseline === undefined ? [] : [...grownLines(baseline, page), ...goneLines(baseline, coverage, page)];

/** Each host's report under its name, then all of them together. */
function* severalHosts(report: Report, hosts: readonly HostReport[], options: TextOptions): Generator<string> {
  const page = createPage(options);
  for (const host of hosts) {
    const { stateDir } = host.host;
    yield `${page.style('strong', `==> ${toVisible(stateDir)} <==`)}\n`;
    yield* renderText(reportOf(host, report), {
      ...options,
      isPart: true,
      fixCommand: options.fixCommandOf?.(stateDir),
    });
    yield '\n';
  }
  yield `${page.style('strong', `All ${hosts.length === 1 ? 'that was audited' : `${hosts.length} state directories`}`)}\n`;
  yield `${countsLine(report, page)}\n`;
  for (const { host, summary } of hosts) yield `  ${toVisible(host.stateDir)}: ${countsLine({ summary }, page)}\n`;
  for (const line of selectionLines(report)) yield `${line}\n`;
  const isHere = ({ stateDir }: Finding): boolean => hosts.some(({ host }) => host.stateDir === stateDir);
  const gone = report.baseline?.gone.filter((finding) => !isHere(finding)) ?? [];
  const elsewhere = report.baseline && { ...report, baseline: { ...report.baseline, grown: [], gone } };
  for (const line of [...baselineLines(elsewhere ?? report, page), ...coverageLines(report, page, options)])
    yield `${line}\n`;
}

/**
 * The report for a person at a terminal, line by line: one screen that sums it up, the findings by severity (with a baseline:
 * the new ones), the coverage. The counts are the whole report's, whatever `minSeverity` hides. Everything foreign in it is
 * made visible first.
 */
export function* renderText(report: Report, options: TextOptions = {}): Generator<string> {
  if (report.hosts !== undefined) {
    yield* severalHosts(report, report.hosts, options);
    return;
  }
  const page = createPage(options);
  const shown = (report.baseline?.new ?? report.findings).filter(({ severity }) =>
    isAtLeast(severity, options.minSeverity ?? 'info'),
  );
  for (const line of summaryLines(report, shown, page, options)) yield `${line}\n`;
  for (const line of findingGroups(shown, page, options)) yield `${line}\n`;
  for (const line of [...baselineLines(report, page), ...coverageLines(report, page, options)]) yield `${line}\n`;
}
