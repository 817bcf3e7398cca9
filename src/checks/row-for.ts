import type { Check } from '../audit/check.ts';

/**
 * A row for one kind of fact, in a module whose facts are of several. Its functions are written for that kind alone:
 * nothing of a row is asked before its `when`, which turns the other kinds away. That order is what the assertion rests on.
 */
export const rowFor = <Fact, Kind extends Fact>(isKind: (fact: Fact) => fact is Kind, row: Check<Kind>): Check<Fact> =>
  ({ ...row, when: (fact: Fact) => isKind(fact) && row.when(fact) }) as Check<Fact>;
