import type { Finding } from '../audit/finding.ts';
import { countSeverities, type Report, type SuppressedFinding } from '../audit/report.ts';
import { type Baseline, compareWithBaseline } from './baseline.ts';
import { createSelector, type Patterns } from './select.ts';
import type { InvalidRule, SuppressionRule } from './suppression-rules.ts';
import { createSuppressor } from './suppressions.ts';

/** What the user asked to leave out of a report, and what to compare it with. */
export type ReportOptions = {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly suppressions?: readonly SuppressionRule[];
  readonly invalidSuppressions?: readonly InvalidRule[];
  readonly baseline?: Baseline | undefined;
  /** The audit's time: decides what has expired. */
  readonly now: Date;
};

/** Takes findings as they come and sorts them into the report, the suppressed and the left out. */
export type FindingFilter = {
  /** The finding when it belongs into the report; undefined when it was suppressed or left out. */
  readonly take: (finding: Finding) => Finding | undefined;
  /** What the report must say about the filtering itself. */
  readonly findings: () => Finding[];
  readonly suppressed: () => readonly SuppressedFinding[];
  readonly leftOut: () => number;
};

/** Selection first: what `--only` and `--skip` leave out is neither counted nor matched against suppressions. */
export const createFindingFilter = (host: Report['host'], options: ReportOptions): FindingFilter => {
  const isSelected = createSelector({ only: options.only ?? [], skip: options.skip ?? [] });
  const suppressor = createSuppressor(options.suppressions ?? [], {
    invalid: options.invalidSuppressions ?? [],
    stateDir: host.stateDir,
    configPath: host.configPath,
    now: options.now,
  });
  const suppressed: SuppressedFinding[] = [];
  let leftOut = 0;
  return {
    take: (finding) => {
      if (!isSelected(finding)) {
        leftOut++;
        return undefined;
      }
      const hidden = suppressor.suppress(finding);
      if (hidden !== undefined) suppressed.push(hidden);
      return hidden === undefined ? finding : undefined;
    },
    findings: suppressor.findings,
    suppressed: () => suppressed,
    leftOut: () => leftOut,
  };
};

/**
 * The report as the user asked for it: selected, suppressed, counted anew, compared. Without any of these options it is the
 * same report. What is left out is always said: under `selection`, `suppressedFindings`, and in a finding of its own.
 */
export const finishReport = (report: Report, options: ReportOptions): Report => {
  const filter = createFindingFilter(report.host, options);
  const kept = report.findings.flatMap((finding) => filter.take(finding) ?? []);
  const findings = [...kept, ...filter.findings()];
  const { only = [], skip = [] }: Partial<Patterns> = options;
  const suppressed = filter.suppressed();
  const finished: Report = {
    ...report,
    summary: countSeverities(findings),
    findings,
    ...(suppressed.length === 0 ? {} : { suppressedFindings: suppressed }),
    ...(only.length + skip.length === 0 ? {} : { selection: { only, skip, leftOut: filter.leftOut() } }),
  };
  return options.baseline === undefined
    ? finished
    : { ...finished, baseline: compareWithBaseline(finished, options.baseline) };
};
