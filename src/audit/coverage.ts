/** Why an entry was not judged. */
export type SkipReason =
  | 'unreadable'
  | 'vanished'
  | 'special'
  | 'other-file-system'
  | 'path-too-long'
  | 'out-of-budget'
  | 'too-large'
  | 'worker-failed'
  | 'interrupted'
  | 'error';

/** Entries left out for one reason: how many, and a few of them. */
export type Skipped = { readonly count: number; readonly samples: readonly string[] };

/** What was and was not looked at in one part of the audit. `entries` = `judged` + every count in `skipped`. */
export type CoverageSection = {
  readonly entries: number;
  readonly judged: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, Skipped>>>;
  /** One line each, for what cannot be counted in entries ("agents/x: 1 directory could not be listed"). */
  readonly notes: readonly string[];
};

const ANSWERS: ReadonlySet<string> = new Set<SkipReason>(['special', 'vanished']);

/** True for a skip that is an answer, not a gap: a socket has no content, a vanished file no mode. */
export const isAnswer = (reason: string): boolean => ANSWERS.has(reason);

/** True when nothing that should have been judged was left out. */
export const isComplete = (section: CoverageSection): boolean =>
  section.notes.length === 0 && Object.keys(section.skipped).every(isAnswer);
