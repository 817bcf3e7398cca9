/** How bad a finding is, worst first. The order is the order of every report. */
export const SEVERITIES = ['critical', 'warn', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** 0 for the worst severity; a smaller rank is worse. */
export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** True when `severity` is `threshold` or worse. */
export const isAtLeast = (severity: Severity, threshold: Severity): boolean =>
  severityRank(severity) <= severityRank(threshold);
