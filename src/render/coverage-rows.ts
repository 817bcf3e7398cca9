import { type CoverageSection, isAnswer, isComplete, type Skipped, type SkipReason } from '../audit/coverage.ts';
import type { Report, ReportCoverage } from '../audit/report.ts';
import { countOf, formatCount } from '../audit/units.ts';

const REASON_TEXTS: Readonly<Record<SkipReason, string>> = {
  unreadable: 'could not be read',
  vanished: 'vanished during the audit',
  special: 'sockets, pipes or devices: nothing to judge',
  'other-file-system': 'on another file system',
  'path-too-long': 'path too long for the system',
  'out-of-budget': 'left when the time or size budget ran out',
  'too-large': 'too large',
  'worker-failed': 'lost with a failed worker',
  interrupted: 'left when the audit was interrupted',
  error: 'failed with an error',
};

/** What was left out of a part for one reason; `gap` when that leaves something unknown. */
export type SkippedRow = {
  readonly why: string;
  readonly count: number;
  readonly samples: readonly string[];
  readonly gap: boolean;
};

/** One part of the audit and how much of it was looked at. Texts are raw. */
export type CoverageRow = {
  readonly part: string;
  readonly judged: number;
  readonly entries: number;
  readonly complete: boolean;
  readonly skipped: readonly SkippedRow[];
  readonly notes: readonly string[];
};

const skippedRow = (reason: SkipReason, { count, samples }: Skipped): SkippedRow => ({
  why: REASON_TEXTS[reason],
  count,
  samples,
  gap: !isAnswer(reason),
});

const rowOf = (part: string, section: CoverageSection): CoverageRow => ({
  part,
  judged: section.judged,
  entries: section.entries,
  complete: isComplete(section),
  skipped: (Object.entries(section.skipped) as [SkipReason, Skipped][]).map(([reason, skipped]) =>
    skippedRow(reason, skipped),
  ),
  notes: section.notes,
});

/** The parts of the audit that ran, in a fixed order. */
export const coverageRows = ({ state, code, transcripts }: ReportCoverage): CoverageRow[] => [
  rowOf('State tree', state),
  ...(code === undefined ? [] : [rowOf('Code', code)]),
  ...(transcripts === undefined ? [] : [rowOf('Transcripts', transcripts)]),
];

/** "412,331 of 412,340 entries judged". */
export const judgedText = ({ judged, entries }: CoverageRow): string =>
  `${formatCount(judged)} of ${countOf(entries, 'entry', 'entries')} judged`;

const missedText = ({ part, skipped }: CoverageRow): string => {
  const missed = skipped.filter(({ gap }) => gap).reduce((sum, { count }) => sum + count, 0);
  const named = part.toLowerCase();
  return missed === 0
    ? `not all of the ${named} was read`
    : `${countOf(missed, 'entry', 'entries')} of the ${named} not judged`;
};

/** What was left out, in one sentence; undefined when the audit is complete. */
export const incompleteText = (report: Report): string | undefined => {
  const { coverage, findings } = report;
  const isDeaf = (report.hosts ?? [report]).some(({ deep }) => deep?.gateway.ok === false);
  if (coverage.complete) return undefined;
  const unseen = findings.filter(({ checkId }) => checkId === 'fs.place_unreadable').length;
  const parts = [
    ...(findings.some(({ checkId }) => checkId === 'config.unreadable') ? ['the config could not be read'] : []),
    ...(unseen === 0 ? [] : [`${countOf(unseen, 'named place')} could not be looked at`]),
    ...coverageRows(coverage)
      .filter((row) => !row.complete)
      .map(missedText),
    ...(isDeaf ? ['the running gateway could not be looked at'] : []),
  ];
  const what = parts.length === 0 ? 'a part of the audit did not run' : parts.join(', ');
  return `${what}. What was not looked at is not known to be safe.`;
};
