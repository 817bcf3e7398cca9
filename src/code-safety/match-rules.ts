import type { Severity } from '../audit/severity.ts';
import { type Hit, type HitFamily, MAX_LISTED_PER_RULE } from './hit.ts';
import { createLineIndex } from './lines.ts';

/** A content pattern, with the examples that prove it. */
export type TextRule = {
  readonly id: string;
  readonly severity: Severity;
  /** What a match means, as a clause. */
  readonly meaning: string;
  /** Global. Linear in the length of the text. */
  readonly pattern: RegExp;
  /** Must occur somewhere in the same text, or the rule does not apply. */
  readonly context?: RegExp;
  /** A last look at one match and the text after it. */
  readonly accept?: (match: RegExpExecArray, text: string) => boolean;
  /** So telling that it counts in a plugin's dependencies, too. */
  readonly strong?: boolean;
  readonly mustMatch: readonly string[];
  readonly mustNotMatch: readonly string[];
};

/** The hits that are listed, and how many more there are of each rule. */
export type Matches = { readonly hits: readonly Hit[]; readonly unlisted: Readonly<Record<string, number>> };

/** The matches of one rule that its `context` and `accept` let through, in order. */
function* matchesOf(rule: TextRule, text: string): Generator<RegExpExecArray> {
  if (rule.context !== undefined && !rule.context.test(text)) return;
  for (const match of text.matchAll(rule.pattern))
    if (rule.accept === undefined || rule.accept(match, text)) yield match;
}

/** Every occurrence of every rule. Listed: the first MAX_LISTED_PER_RULE of each; the rest is counted in `unlisted`. */
export const matchRules = (text: string, rules: readonly TextRule[], family: HitFamily): Matches => {
  const lineOf = createLineIndex(text);
  const hits: Hit[] = [];
  const unlisted: Record<string, number> = {};
  for (const rule of rules) {
    const { id, severity, meaning } = rule;
    let found = 0;
    for (const match of matchesOf(rule, text)) {
      found += 1;
      if (found <= MAX_LISTED_PER_RULE) hits.push({ family, rule: id, severity, meaning, line: lineOf(match.index) });
    }
    if (found > MAX_LISTED_PER_RULE) unlisted[id] = (unlisted[id] ?? 0) + found - MAX_LISTED_PER_RULE;
  }
  return { hits, unlisted };
};
