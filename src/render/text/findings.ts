import type { Finding, Place } from '../../audit/finding.ts';
import { SEVERITIES, type Severity } from '../../audit/severity.ts';
import { countOf } from '../../audit/units.ts';
import { exposureText } from '../exposure-text.ts';
import { commandOf } from '../finding-command.ts';
import { placeText, shortenHomeIn } from '../place-text.ts';
import { toVisible, toVisibleLines } from '../sanitize.ts';
import type { Page, TextOptions } from './page.ts';

/** What is shown of long things unless everything is asked for. */
const FOLDED = { detailLines: 6, places: 3, sameCheck: 5 } as const;

const label = (text: string): string => `  ${text.padEnd(6)}`;
const MARGIN = label('');

/**
 * A finding's text. One line stands alone; several get a rule in the margin, so that a line break in a file name cannot
 * forge a line of the report.
 */
const textLines = (lines: readonly string[], page: Page, margin: string, first = margin): string[] => {
  const rule = lines.length > 1 ? '│ ' : '';
  return lines.flatMap((line, i) => page.paragraph(line, margin + rule, (i === 0 ? first : margin) + rule));
};

const foldedLines = (lines: readonly string[], limit: number, what: string): string[] =>
  lines.length <= limit + 1
    ? [...lines]
    : [...lines.slice(0, limit), `… and ${countOf(lines.length - limit, `more ${what}`)} (--verbose shows all)`];

const detailLines = (finding: Finding, page: Page, { home, verbose }: TextOptions): string[] =>
  textLines(
    foldedLines(
      toVisibleLines(shortenHomeIn(finding.detail.trimEnd(), home)),
      verbose ? Number.POSITIVE_INFINITY : FOLDED.detailLines,
      'line',
    ),
    page,
    '  ',
  );

const placeLines = (places: readonly Place[], page: Page, options: TextOptions): string[] => {
  const texts = places.map((place) => placeText(place, options.home));
  const limit = options.verbose ? Number.POSITIVE_INFINITY : FOLDED.places;
  return foldedLines(texts, limit, 'place').map((text, i) =>
    page.style('dim', (i === 0 ? label('where') : MARGIN) + text),
  );
};

const remedyLines = (finding: Finding, page: Page, options: TextOptions): string[] => {
  const command = commandOf(finding, options);
  const text = finding.remediation === undefined ? [] : toVisibleLines(finding.remediation.trimEnd());
  return [
    ...(text.length === 0 ? [] : textLines(text, page, MARGIN, label('fix'))),
    // A command is never wrapped: it is there to be copied.
    ...(command === undefined
      ? []
      : [(text.length === 0 ? label('fix') : MARGIN) + page.style('command', toVisible(command))]),
  ];
};

const headline = (finding: Finding, page: Page): string[] =>
  page.paragraph(`${page.style('strong', toVisible(finding.checkId))} ${toVisible(finding.title)}`, '  ', '');

const findingLines = (finding: Finding, page: Page, options: TextOptions): string[] => {
  const exposure = finding.exposure && exposureText(finding.exposure, options.home);
  return [
    ...headline(finding, page),
    ...detailLines(finding, page, options),
    ...placeLines(finding.places ?? [], page, options),
    ...(exposure === undefined ? [] : page.paragraph(exposure, MARGIN, label('reach'))),
    ...remedyLines(finding, page, options),
  ];
};

/** The findings of one severity under its heading; from the sixth of one check on, only the first line of each. */
function* groupLines(
  severity: Severity,
  findings: readonly Finding[],
  page: Page,
  options: TextOptions,
): Generator<string> {
  yield '';
  yield page.style(severity, severity.toUpperCase());
  const seen = new Map<string, number>();
  for (const [i, finding] of findings.entries()) {
    const nth = (seen.get(finding.checkId) ?? 0) + 1;
    seen.set(finding.checkId, nth);
    if (nth > FOLDED.sameCheck && !options.verbose) yield* headline(finding, page);
    else {
      if (i > 0) yield '';
      yield* findingLines(finding, page, options);
    }
  }
  const folded = !options.verbose && [...seen.values()].some((count) => count > FOLDED.sameCheck);
  if (folded) yield page.style('dim', '  … repeated details left out (--verbose shows all)');
}

/** The findings by severity, worst first, each group in the report's order. */
export function* findingGroups(findings: readonly Finding[], page: Page, options: TextOptions): Generator<string> {
  for (const severity of SEVERITIES) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length > 0) yield* groupLines(severity, group, page, options);
  }
}
