import type { CoverageSection } from './coverage.ts';
import type { Finding } from './finding.ts';

/** Entries of one kind in the state tree: how many, their bytes, and how often each mode occurs. */
export type KindSummary = {
  readonly count: number;
  readonly bytes: number;
  /** Keyed by the low twelve mode bits as octal text ("644"). */
  readonly modes: Readonly<Record<string, number>>;
};

/** One directory of the state tree and what lies directly in it. */
export type DirectorySummary = {
  /** Relative to the scanned root; "." is the root itself. */
  readonly path: string;
  readonly entries: number;
  /** Entries whose mode gives others more than the layout allows. */
  readonly loose: number;
  /** False when a directory above it keeps everyone else out. */
  readonly exposed: boolean;
};

/** What the state scan did, in numbers. Seconds are wall time of the scan alone. */
export type ScanFacts = {
  readonly files: number;
  readonly directories: number;
  /** Sum of the sizes that the metadata tells; no content is read for it. */
  readonly bytes: number;
  readonly seconds: number;
  readonly threads: number;
  readonly kinds: Readonly<Record<string, KindSummary>>;
  /** The directories with most loose entries first; bounded. */
  readonly worstDirectories: readonly DirectorySummary[];
};

/** How many findings of each severity. */
export type SeverityCounts = { readonly critical: number; readonly warn: number; readonly info: number };

/** The original's probe result, field for field. */
export type GatewayProbeResult = {
  readonly attempted: boolean;
  readonly url: string;
  readonly ok: boolean;
  readonly error: string | null;
  readonly close: { readonly code: number; readonly reason: string } | null;
};

/** What was and was not looked at: the state tree, and with `--deep` code and transcripts. */
export type ReportCoverage = {
  /** True when nothing that should have been judged was left out, in any section. */
  readonly complete: boolean;
  readonly state: CoverageSection;
  readonly code?: CoverageSection;
  readonly transcripts?: CoverageSection;
};

/** Why a finding is not counted. */
export type Suppression = {
  readonly source: 'config' | 'ignore-file';
  readonly reason: string;
  /** As written: a day, or a time. */
  readonly expires?: string;
};

export type SuppressedFinding = Finding & { readonly suppression: Suppression };

/** A finding that stands for many more things than it did. */
export type GrownFinding = {
  readonly checkId: string;
  readonly title: string;
  /** In a report of several state directories: whose. */
  readonly stateDir?: string;
  readonly from: number;
  readonly to: number;
};

/**
 * This report against an earlier one. `new` repeats findings of this report, worsened and grown ones included; `gone` holds the
 * earlier report's.
 */
export type BaselineComparison = {
  /** The earlier report's `ts`. */
  readonly ts: number;
  readonly unchanged: number;
  readonly new: readonly Finding[];
  /** Those of `new` that are there for their count alone. */
  readonly grown: readonly GrownFinding[];
  readonly gone: readonly Finding[];
};

/** What `--only` and `--skip` left out. Patterns as given. */
export type Selection = {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly leftOut: number;
};

/** The report. `ts`, `summary`, `findings` and `deep` have the original's shape; the rest is added. Plain JSON. */
export type Report = {
  /** Milliseconds since 1970 at the end of the audit. */
  readonly ts: number;
  readonly summary: SeverityCounts;
  readonly findings: readonly Finding[];
  readonly deep?: { readonly gateway: GatewayProbeResult };
  readonly coverage: ReportCoverage;
  readonly scan: ScanFacts;
  readonly host: { readonly stateDir: string; readonly configPath: string; readonly tool: string };
  readonly suppressedFindings?: readonly SuppressedFinding[];
  readonly baseline?: BaselineComparison;
  readonly selection?: Selection;
  /**
   * Only in a report of several state directories, in the order they were audited: each one's report, its findings aside. They stand under
   * `findings`, each with its `stateDir`. `host.stateDir` is then the folder above them all, and `host.configPath` empty.
   */
  readonly hosts?: readonly HostReport[];
};

/** One state directory's part of a report of several. */
export type HostReport = Omit<Report, 'findings' | 'suppressedFindings' | 'baseline' | 'selection' | 'hosts'>;

/** Counts findings by severity. */
export const countSeverities = (findings: readonly Finding[]): SeverityCounts => {
  const counts = { critical: 0, warn: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
};
