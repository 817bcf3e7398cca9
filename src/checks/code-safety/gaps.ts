import { isAnswer, type SkipReason } from '../../audit/coverage.ts';
import type { UnitFact } from '../../code-safety/code-facts.ts';
import type { Gap } from '../../code-safety/code-unit.ts';
import { bounded } from './wording.ts';

const BUDGETS: ReadonlySet<SkipReason> = new Set(['out-of-budget', 'too-large']);

/** What was left out because it was too much. */
export const budgets = (fact: UnitFact): Gap[] => fact.gaps.filter(({ reason }) => BUDGETS.has(reason));

/** What could not be looked at. An audit that was interrupted says so itself. */
export const failures = (fact: UnitFact): Gap[] =>
  fact.gaps.filter(({ reason }) => !isAnswer(reason) && !BUDGETS.has(reason) && reason !== 'interrupted');

/** One line for each gap. */
export const gapLines = (gaps: readonly Gap[]): string =>
  bounded(gaps.map(({ shown, message }) => `${shown}: ${message}`));
