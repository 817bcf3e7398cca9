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

/** Where findings go once it is known whether they count. */
export type FindingSink = {
  readonly finding: (finding: Finding) => void;
  readonly suppressed: (finding: SuppressedFinding) => void;
};

/** Takes findings as they come and sorts them into the report, the suppressed and the left out. */
export type FindingFilter = {
  readonly take: (finding: Finding) => void;
  /** To be called after the last finding: hands on what the report must say about the filtering itself. */
  readonly finish: () => void;
  readonly leftOut: () => number;
};

/** Selection first: what `--only` and `--skip` leave out is neither counted nor matched against suppressions. */
export const createFindingFilter = (host: Report['host'], options: ReportOptions, sink: FindingSink): FindingFilter => {
  const isSelected = createSelector({ only: options.only ?? [], skip: options.skip ?? [] });
  const suppressor = createSuppressor(options.suppressions ?? [], {
    invalid: options.invalidSuppressions ?? [],
    stateDir: host.stateDir,
    configPath: host.configPath,
    now: options.now,
  });
  let leftOut = 0;
  return {
    take: (finding) => {
      if (!isSelected(finding)) {
        leftOut++;
        return;
      }
      const hidden = suppressor.suppress(finding);
      if (hidden === undefined) sink.finding(finding);
      else sink.suppressed(hidden);
    },
    finish: () => suppressor.findings().forEach(sink.finding),
    leftOut: () => leftOut,
  };
};

/**
 * The report as the user asked for it: selected, suppressed, counted anew, compared. Without any of these options it is the
 * same report. What is left out is always said: under `selection`, `suppressedFindings`, and in a finding of its own.
 */
export const finishReport = (report: Report, options: ReportOptions): Report => {
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const filter = createFindingFilter(report.host, options, {
    finding: (finding) => findings.push(finding),
    suppressed: (finding) => suppressed.push(finding),
  });
  report.findings.forEach(filter.take);
  filter.finish();
  const { only = [], skip = [] }: Partial<Patterns> = options;
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
