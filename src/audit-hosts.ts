import type { AuditContext } from './audit/context.ts';
import type { Finding } from './audit/finding.ts';
import type { Report } from './audit/report.ts';
import { compareWithBaseline } from './report/baseline.ts';
import { combineReports, hostAbove, withOwner } from './report/combine-reports.ts';
import { createFindingFilter, type FindingSink, finishReport, type ReportOptions } from './report/finish-report.ts';
import { type AuditOptions, reportHost, runAudit } from './run-audit.ts';

/** One installation, read, and what the user wants of its report. */
export type HostToAudit = { readonly context: AuditContext; readonly reportOptions: ReportOptions };

/** Hears the findings of the report as they are found, in any order; first, what the report is about. */
export type LiveReport = FindingSink & { readonly header: (host: Report['host']) => void };

/** A host's report, finished, but not compared with any baseline. `live` hears its findings through the same filter. */
const auditHost = async (
  { context, reportOptions }: HostToAudit,
  options: AuditOptions,
  live: FindingSink | undefined,
): Promise<Report> => {
  const filter = live && createFindingFilter(reportHost(context, options), reportOptions, live);
  const onFindings = filter && ((findings: readonly Finding[]) => findings.forEach(filter.take));
  const report = await runAudit(context, { ...options, onFindings });
  filter?.finish();
  return finishReport(report, { ...reportOptions, baseline: undefined });
};

/** Each finding with its owner, as the report of several has them. */
const owned = (live: FindingSink, host: Report['host']): FindingSink => ({
  finding: (finding) => live.finding(withOwner(finding, host)),
  suppressed: (finding) => live.suppressed(withOwner(finding, host)),
});

/**
 * Audits one installation after the other (each fills all cores by itself) and gives the report the user asked for. One
 * installation has a report of its own; several, or one with others left out, have a combined one, which is what a baseline
 * is compared with.
 * @param hosts at least one
 * @param leftOut what should have been audited and cannot be, one line each
 * @param live hears of every finding and suppressed finding of the report, once, before the report is there
 */
export const auditHosts = async (
  hosts: readonly HostToAudit[],
  leftOut: readonly string[],
  options: AuditOptions,
  live?: LiveReport,
): Promise<Report> => {
  const isCombined = hosts.length > 1 || leftOut.length > 0;
  const named = hosts.map(({ context }) => reportHost(context, options));
  const reports: Report[] = [];
  live?.header(isCombined ? hostAbove(named) : (named[0] as Report['host']));
  for (const [i, host] of hosts.entries()) {
    const sink = live && isCombined ? owned(live, named[i] as Report['host']) : live;
    reports.push(await auditHost(host, options, sink));
  }
  const report = isCombined ? combineReports(reports, leftOut) : (reports[0] as Report);
  const baseline = hosts[0]?.reportOptions.baseline;
  return baseline === undefined ? report : { ...report, baseline: compareWithBaseline(report, baseline) };
};
