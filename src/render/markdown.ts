import type { Finding, Place } from '../audit/finding.ts';
import type { Report } from '../audit/report.ts';
import { SEVERITIES, type Severity } from '../audit/severity.ts';
import { countOf, formatCount } from '../audit/units.ts';
import { baselineText, growthText } from './baseline-text.ts';
import { coverageRows, incompleteText, judgedText } from './coverage-rows.ts';
import { commandOf, type FixCommands } from './finding-command.ts';
import { markdownCommand, markdownText } from './markdown-text.ts';
import { placeText, shortenHomeIn } from './place-text.ts';
import { toVisibleLines } from './sanitize.ts';
import { scanText } from './scan-text.ts';

/** `home`: absolute, shown as `~`. */
export type MarkdownOptions = FixCommands & { readonly home?: string | undefined };

/** The longest comment that GitHub takes, in characters. */
const LONGEST_COMMENT = 65_536;
/** Kept free for the closing lines. */
const RESERVE = 8_000;
const PLACES = 10;
const DETAIL_LINES = 30;
/** Of a single text and of a path or note, so that no one finding uses the room of all. */
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 250;

const HEADINGS: Readonly<Record<Severity, string>> = { critical: 'Critical', warn: 'Warnings', info: 'Info' };

const clipped = (text: string, longest = LONGEST_TEXT): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`.toWellFormed();

const placeList = (places: readonly Place[], home: string | undefined): string =>
  [
    ...places.slice(0, PLACES).map((place) => `- ${markdownText(clipped(placeText(place, home), LONGEST_NAME))}`),
    ...(places.length > PLACES ? [`- … and ${countOf(places.length - PLACES, 'more place')}`] : []),
  ].join('\n');

/** The detail as one paragraph: a line break of its own stays one, but nothing of it stands at the start of a line. */
const paragraph = (text: string): string => {
  const lines = toVisibleLines(clipped(text.trim()));
  const shown = lines.slice(0, DETAIL_LINES).map(markdownText);
  return `> ${[...shown, ...(lines.length > DETAIL_LINES ? ['…'] : [])].join('<br>')}`;
};

const findingBlock = (finding: Finding, options: MarkdownOptions): string => {
  const { home } = options;
  const command = commandOf(finding, options);
  return [
    `<details><summary><code>${markdownText(finding.checkId)}</code> ${markdownText(clipped(finding.title))}</summary>`,
    paragraph(shortenHomeIn(finding.detail, home)),
    placeList(finding.places ?? [], home),
    ...(finding.remediation === undefined ? [] : [`**Fix:** ${markdownText(clipped(finding.remediation))}`]),
    // The beginning of a command is another command.
    ...(command === undefined || command.length > LONGEST_TEXT ? [] : [markdownCommand(command)]),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n\n');
};

const headOf = (report: Report): string => {
  const { summary, suppressedFindings = [], baseline, selection } = report;
  const incomplete = incompleteText(report);
  const clean = incomplete === undefined && report.findings.length === 0 && selection === undefined;
  return [
    '## OpenClaw security audit',
    `**${formatCount(summary.critical)} critical** · **${formatCount(summary.warn)} warn** · ${formatCount(summary.info)} info`,
    ...(incomplete === undefined ? [] : [`> **INCOMPLETE:** ${markdownText(incomplete)}`]),
    ...(clean ? ['No findings. Everything that was to be judged was judged.'] : []),
    ...(baseline === undefined
      ? []
      : [
          `Against the baseline: ${baselineText(baseline)}.`,
          ...baseline.grown.map(
            (finding) => `- Grown: <code>${markdownText(clipped(finding.checkId))}</code> ${growthText(finding)}`,
          ),
        ]),
    ...(suppressedFindings.length === 0 ? [] : [`${countOf(suppressedFindings.length, 'finding')} suppressed.`]),
    ...(selection === undefined ? [] : [`Only selected checks; ${countOf(selection.leftOut, 'finding')} left out.`]),
    '',
  ].join('\n\n');
};

const footOf = (report: Report): string =>
  [
    '<details><summary>Coverage</summary>',
    coverageRows(report.coverage)
      .flatMap((row) => [
        `- ${row.part}: ${judgedText(row)}`,
        ...row.skipped.map(({ count, why }) => `  - ${formatCount(count)} ${why}`),
        ...row.notes.slice(0, PLACES).map((note) => `  - ${markdownText(clipped(note, LONGEST_NAME))}`),
      ])
      .join('\n'),
    `Scanned ${scanText(report)}.`,
    '</details>',
    '',
  ].join('\n\n');

/**
 * The report as a pull-request comment, worst first, details folded. It never exceeds what GitHub takes: findings that do not
 * fit are counted at the end.
 */
export function* renderMarkdown(report: Report, options: MarkdownOptions = {}): Generator<string> {
  const head = headOf(report);
  yield head;
  const shown = report.baseline?.new ?? report.findings;
  let room = LONGEST_COMMENT - RESERVE - head.length;
  let leftOut = 0;
  for (const severity of SEVERITIES) {
    let heading = `### ${HEADINGS[severity]}\n\n`;
    for (const finding of shown) {
      if (finding.severity !== severity) continue;
      const text = heading + findingBlock(finding, options);
      if (text.length > room) leftOut++;
      else {
        heading = '';
        room -= text.length;
        yield text;
      }
    }
  }
  if (leftOut > 0) yield `**${countOf(leftOut, 'more finding')} did not fit here**: see the full report.\n\n`;
  const foot = footOf(report);
  yield foot.length < RESERVE - 200 ? foot : `Scanned ${scanText(report)}.\n`;
}
