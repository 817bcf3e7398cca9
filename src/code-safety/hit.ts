import type { Severity } from '../audit/severity.ts';

/**
 * How a hit was found. `text`: one of the original's rules on JavaScript text. `syntax`: only parsing shows it. `script`:
 * code that is not JavaScript. `instruction`: a document an agent follows.
 */
export type HitFamily = 'text' | 'syntax' | 'script' | 'instruction';

/** One match of a rule in a file. */
export type Hit = {
  readonly family: HitFamily;
  readonly rule: string;
  readonly severity: Severity;
  /** What it means, as a clause: "starts a program". */
  readonly meaning: string;
  /** 1-based. */
  readonly line: number;
};

/** Hits of one rule that are listed for one file; further ones are counted. */
export const MAX_LISTED_PER_RULE = 50;
