import type { Report } from '../audit/report.ts';
import { isAtLeast, type Severity } from '../audit/severity.ts';

/** 128 and the signal's number, as shells have it. */
const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** What decides the exit code besides the report. */
export type Outcome = {
  /** `--fail-on`; undefined never fails for a finding. */
  readonly failOn?: Severity | undefined;
  /** True when a config exists and nothing of it could be read: 1, as in the original. */
  readonly configUnreadable?: boolean;
  /** True when a fix left something undone that it had planned. */
  readonly fixFailed?: boolean;
  /** True when a report could not be written where it was asked for. */
  readonly writeFailed?: boolean;
  /** The signal that stopped the audit from outside. */
  readonly interruptedBy?: keyof typeof SIGNAL_CODES | undefined;
};

/**
 * 0 done; 1 a finding at or above `failOn` (with a baseline: a new one), or a config that cannot be read; 3 `failOn` was asked
 * for and the audit is incomplete, or a report could not be written; 4 a fix partly failed; 130 or 143 stopped by SIGINT or
 * SIGTERM. (2 is a usage error: there is no report then.)
 * A finding outranks incompleteness: it is certain.
 */
export const exitCodeOf = (report: Report, outcome: Outcome): 0 | 1 | 3 | 4 | 130 | 143 => {
  const { failOn, configUnreadable = false, fixFailed = false, writeFailed = false, interruptedBy } = outcome;
  if (interruptedBy !== undefined) return SIGNAL_CODES[interruptedBy];
  if (fixFailed) return 4;
  if (configUnreadable) return 1;
  const unfinished = writeFailed || (failOn !== undefined && !report.coverage.complete);
  const judged = report.baseline?.new ?? report.findings;
  if (failOn !== undefined && judged.some(({ severity }) => isAtLeast(severity, failOn))) return 1;
  return unfinished ? 3 : 0;
};
