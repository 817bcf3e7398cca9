import type { Severity } from './severity.ts';

/** Where a finding points: a file, a key inside a config file, a line, or several of these. */
export type Place = {
  /** Absolute path. Bytes that are no UTF-8 stand as lone surrogates U+DC80..U+DCFF (as in PEP 383). */
  readonly file?: string;
  /** Dotted config key, e.g. `gateway.auth.token`. */
  readonly key?: string;
  /** 1-based line. */
  readonly line?: number;
};

/**
 * One thing that is wrong, or worth knowing. The first five fields are the original's; the rest is ours.
 * All texts are raw: a renderer escapes them before a terminal, a page or a log sees them.
 */
export type Finding = {
  /** Permanent, dotted; may contain a channel, provider or account name. */
  readonly checkId: string;
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly remediation?: string;
  /** A shell line that mends it, safe to paste: whoever builds it quotes the names in it. Never cut out of another text. */
  readonly command?: string;
  readonly places?: readonly Place[];
  /** How many things a finding that is a sum stands for: entries, files, secrets. Its places are then samples. */
  readonly count?: number;
  /** True when `--fix` takes this away. Absent means no. */
  readonly fixable?: boolean;
  /** Only for permissions: can anyone else get at it, and if not, which directory closes the way. */
  readonly exposure?: Exposure;
  /** Whose finding it is, in a report of several state directories: the directory, absolute. */
  readonly stateDir?: string;
};

/** Whether others can reach a place at all, whatever its own mode says. */
export type Exposure =
  | { readonly exposed: true }
  | { readonly exposed: false; readonly closedBy: string; readonly closedByMode: number };
