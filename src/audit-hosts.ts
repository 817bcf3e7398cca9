import type { AuditContext } from './audit/context.ts';
import type { Report } from './audit/report.ts';
import { compareWithBaseline } from './report/baseline.ts';
import { combineReports } from './report/combine-reports.ts';
import { finishReport, type ReportOptions } from './report/finish-report.ts';
import { type AuditOptions, runAudit } from './run-audit.ts';

/** One installation, read, and what the user wants of its report. */
export type HostToAudit = { readonly context: AuditContext; readonly reportOptions: ReportOptions };

/**
 * Audits one installation after the other (each fills all cores by itself) and gives the report the user asked for. One
 * installation has a report of its own; several, or one with others left out, have a combined one, which is what a baseline
 * is compared with.
 * @param hosts at least one
 * @param leftOut what should have been audited and cannot be, one line each
 */
export const auditHosts = async (
  hosts: readonly HostToAudit[],
  leftOut: readonly string[],
  options: AuditOptions,
): Promise<Report> => {
  const [first] = hosts;
  if (first !== undefined && hosts.length === 1 && leftOut.length === 0)
    return finishReport(await runAudit(first.context, options), first.reportOptions);
  const reports: Report[] = [];
  for (const { context, reportOptions } of hosts)
    reports.push(finishReport(await runAudit(context, options), { ...reportOptions, baseline: undefined }));
  const combined = combineReports(reports, leftOut);
  const baseline = first?.reportOptions.baseline;
  return baseline === undefined ? combined : { ...combined, baseline: compareWithBaseline(combined, baseline) };
};
