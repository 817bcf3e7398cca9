import type { Check } from '../../audit/check.ts';
import type { Place } from '../../audit/finding.ts';
import type { Severity } from '../../audit/severity.ts';
import { countOf } from '../../audit/units.ts';
import type { HitGroup, UnitFact } from '../../code-safety/code-facts.ts';
import type { HitFamily } from '../../code-safety/hit.ts';
import { disableCommand } from './disable-command.ts';
import { about, bounded, MAX_PLACES, named } from './wording.ts';

/** The severity of the worst hit: the listed hits begin with it. */
export const worst = (group: HitGroup): Severity => group.hits[0]?.severity ?? 'warn';

const hitLines = (group: HitGroup): string =>
  bounded(
    group.hits.map(({ rule, meaning, shown, line }) => `[${rule}] ${meaning} (${shown}:${line})`),
    group.total,
  );

/** Each line once: two rules may have seen it. */
const hitPlaces = (group: HitGroup): Place[] =>
  [...new Map(group.hits.map(({ path, line }) => [`${line}:${path}`, { file: path, line }])).values()].slice(
    0,
    MAX_PLACES,
  );

/** The row for the hits of one family. Critical or warn, unless `severities` says more. */
export const hitRow = (
  family: HitFamily,
  texts: Pick<Check<UnitFact>, 'id' | 'severities' | 'remediation' | 'docs'> & {
    readonly says: (fact: UnitFact) => string;
    readonly detail: string;
  },
): Check<UnitFact> => ({
  id: texts.id,
  severity: (fact) => worst(fact.groups[family]),
  severities: texts.severities ?? ['critical', 'warn'],
  title: (fact) => `${named(fact.unit)} ${texts.says(fact)}`,
  detail: (fact) =>
    `${about(fact)}: ${countOf(fact.groups[family].total, 'place')} in ${countOf(fact.scanned, 'scanned file')}. ${texts.detail}\n${hitLines(fact.groups[family])}`,
  ...(texts.remediation === undefined ? {} : { remediation: texts.remediation }),
  command: (fact) => (worst(fact.groups[family]) === 'info' ? undefined : disableCommand(fact.unit)),
  places: (fact) => hitPlaces(fact.groups[family]),
  docs: texts.docs,
  when: (fact) => fact.groups[family].total > 0,
});
