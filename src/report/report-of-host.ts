import type { Finding } from '../audit/finding.ts';
import type { HostReport, Report } from '../audit/report.ts';

/**
 * One host's report again, with its findings out of the report of several. What `--only` and `--skip` left out is known for all
 * hosts together only, and stands there.
 */
export const reportOf = (host: HostReport, { findings, suppressedFindings, baseline, selection }: Report): Report => {
  const own = <F extends Pick<Finding, 'stateDir'>>(all: readonly F[]): F[] =>
    all.filter(({ stateDir }) => stateDir === host.host.stateDir);
  const [mine, fresh, hidden] = [own(findings), own(baseline?.new ?? []), own(suppressedFindings ?? [])];
  return {
    ...host,
    findings: mine,
    ...(hidden.length > 0 && { suppressedFindings: hidden }),
    ...(selection && { selection }),
    ...(baseline && {
      baseline: {
        ts: baseline.ts,
        new: fresh,
        grown: own(baseline.grown),
        unchanged: mine.length - fresh.length,
        gone: own(baseline.gone),
      },
    }),
  };
};
