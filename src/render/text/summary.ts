import type { Finding } from '../../audit/finding.ts';
import type { Report } from '../../audit/report.ts';
import { isAtLeast, SEVERITIES } from '../../audit/severity.ts';
import { countOf, formatCount } from '../../audit/units.ts';
import { baselineText } from '../baseline-text.ts';
import { incompleteText } from '../coverage-rows.ts';
import { shortenHome } from '../place-text.ts';
import { toVisible } from '../sanitize.ts';
import { scanText } from '../scan-text.ts';
import type { Page, TextOptions } from './page.ts';

/** With more findings than this the worst are named first, so that one screen tells what matters. */
const FITS_ONE_SCREEN = 5;
const MOST_URGENT = 8;

/** "1 critical · 2 warn · 0 info". */
export const countsLine = ({ summary }: Pick<Report, 'summary'>, page: Page): string =>
  SEVERITIES.map((severity) => {
    const text = `${formatCount(summary[severity])} ${severity}`;
    return summary[severity] === 0 ? text : page.style(severity, text);
  }).join(' · ');

const verdictLine = (report: Report, page: Page): string[] => {
  const incomplete = incompleteText(report);
  if (incomplete !== undefined) return page.paragraph(page.style('critical', `INCOMPLETE: ${incomplete}`), '');
  if (report.findings.length === 0)
    return report.selection === undefined
      ? [page.style('good', 'No findings. Everything that was to be judged was judged.')]
      : ['No findings among the selected checks.'];
  return [];
};

const mostUrgent = (findings: readonly Finding[], page: Page): string[] => {
  if (findings.length <= FITS_ONE_SCREEN) return [];
  const worst = findings.filter(({ severity }) => severity !== 'info');
  const ordered = SEVERITIES.flatMap((severity) => worst.filter((finding) => finding.severity === severity));
  const shown = ordered.slice(0, MOST_URGENT).map((finding) => {
    const tag = finding.severity.padEnd('critical'.length);
    return `  ${page.style(finding.severity, tag)}  ${page.cut(toVisible(finding.title), tag.length + 4)}`;
  });
  const left = ordered.length - shown.length;
  return shown.length === 0
    ? []
    : ['', 'Most urgent', ...shown, ...(left > 0 ? [`  … and ${countOf(left, 'more finding')} below`] : [])];
};

const fixHint = (findings: readonly Finding[], page: Page, fixCommand: string | undefined): string[] => {
  const fixable = findings.filter((finding) => finding.fixable).length;
  if (fixable === 0 || fixCommand === undefined) return [];
  return [
    '',
    `--fix takes ${countOf(fixable, 'finding')} away. See first what it would do:`,
    `  ${page.style('command', toVisible(`${fixCommand} --dry-run`))}`,
  ];
};

/** Which checks `--only` and `--skip` chose. */
export const selectionLines = ({ selection }: Report): string[] =>
  selection === undefined
    ? []
    : [
        `Selected ${[...selection.only, ...selection.skip.map((pattern) => `not ${pattern}`)].map(toVisible).join(', ')}; ${countOf(selection.leftOut, 'finding')} left out`,
      ];

/** What the user had left out, so that nobody takes a part for the whole. */
const filterLines = (report: Report, { isPart = false }: TextOptions): string[] => [
  ...(isPart ? [] : selectionLines(report)),
  ...suppressionLines(report),
];

const suppressionLines = ({ suppressedFindings = [], baseline }: Report): string[] => [
  ...(suppressedFindings.length === 0 ? [] : [`Filtered ${countOf(suppressedFindings.length, 'finding')} suppressed`]),
  ...(baseline === undefined
    ? []
    : [`Baseline ${baselineText(baseline)} since ${new Date(baseline.ts).toISOString()}`]),
];

/** Everything before the findings: what was audited, how it stands, what is worst, what `--fix` can do. */
export const summaryLines = (report: Report, shown: readonly Finding[], page: Page, options: TextOptions): string[] => {
  const path = (raw: string): string => toVisible(shortenHome(raw, options.home));
  const hidden = (report.baseline?.new ?? report.findings).filter(
    ({ severity }) => !isAtLeast(severity, options.minSeverity ?? 'info'),
  ).length;
  return [
    page.style('strong', 'OpenClaw security audit'),
    countsLine(report, page),
    ...verdictLine(report, page),
    '',
    `State    ${path(report.host.stateDir)}`,
    `Config   ${path(report.host.configPath)}`,
    ...page.paragraph(scanText(report), ' '.repeat(9), 'Scanned  '),
    ...filterLines(report, options),
    ...(hidden === 0 ? [] : [`Hidden   ${countOf(hidden, 'finding')} below ${options.minSeverity} (--min-severity)`]),
    ...mostUrgent(shown, page),
    ...fixHint(shown, page, options.fixCommand),
  ];
};
