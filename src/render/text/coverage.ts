import type { Report } from '../../audit/report.ts';
import { formatCount } from '../../audit/units.ts';
import { coverageRows, incompleteText, judgedText, type SkippedRow } from '../coverage-rows.ts';
import { shortenHome } from '../place-text.ts';
import { toVisible } from '../sanitize.ts';
import type { Page, TextOptions } from './page.ts';

const SAMPLES = 3;

const skippedLines = ({ why, count, samples, gap }: SkippedRow, page: Page, options: TextOptions): string[] => {
  const shown = samples
    .slice(0, options.verbose ? samples.length : SAMPLES)
    .map((path) => toVisible(shortenHome(path, options.home)));
  const text = `${formatCount(count)} ${why}`;
  return [
    ...page.paragraph(gap ? page.style('warn', text) : text, '    '),
    ...shown.map((path) => page.style('dim', `      ${path}`)),
    ...(count > shown.length && shown.length > 0
      ? [page.style('dim', `      … and ${formatCount(count - shown.length)} more`)]
      : []),
  ];
};

/** The last lines: what was looked at and what was not, part by part. */
export const coverageLines = (report: Report, page: Page, options: TextOptions): string[] => {
  const incomplete = incompleteText(report);
  return [
    '',
    page.style('strong', 'Coverage'),
    ...coverageRows(report.coverage).flatMap((row) => [
      `  ${row.part}: ${judgedText(row)}`,
      ...row.skipped.flatMap((skipped) => skippedLines(skipped, page, options)),
      ...row.notes.flatMap((note) => page.paragraph(page.style('warn', toVisible(note)), '    ')),
    ]),
    ...(incomplete === undefined ? [] : page.paragraph(page.style('critical', `INCOMPLETE: ${incomplete}`), '')),
  ];
};
