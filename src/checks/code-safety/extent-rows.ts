import type { Check } from '../../audit/check.ts';
import type { UnitFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';
import { budgets, gapLines } from './gaps.ts';
import { idOf } from './kind-texts.ts';
import { about, bounded, MAX_PLACES, named } from './wording.ts';

type Kind = CodeUnit['kind'];

const budgetRow = (kind: Kind): Check<UnitFact> => ({
  id: `${idOf(kind)}.budget`,
  severity: 'warn',
  title: (fact) => `Part of ${named(fact.unit)} was too large to be judged`,
  detail: (fact) =>
    `${about(fact)}: a limit was reached, so what follows was judged in part or not at all.\n${gapLines(budgets(fact))}`,
  remediation: `Look at these places yourself, or remove what a ${kind} does not need (build caches, bundled data).`,
  docs: {
    summary: `A ${kind} is larger than the limits of the code scan`,
    why: 'Malicious code can hide behind sheer size. What was not looked at is not known to be safe.',
    triggers:
      'More than 20,000 files or folders, folders deeper than 40, a file over 16 MiB (its start is judged), JavaScript over 4 MiB or too dense to parse (judged as text), a link to a folder that holds the unit itself.',
    mend: `Remove what the ${kind} does not need, or review it by hand.`,
  },
  when: (fact) => budgets(fact).length > 0,
});

const linkLines = (fact: UnitFact): string[] => [
  ...(fact.unit.linkTarget === undefined ? [] : [`${fact.unit.root} leads to ${fact.unit.linkTarget} (scanned)`]),
  ...fact.linksOut.map(
    ({ shown, target, followed }) => `${shown} leads to ${target} (${followed ? 'scanned' : 'not followed'})`,
  ),
];

const linksRow = (kind: Kind): Check<UnitFact> => ({
  id: `${idOf(kind)}.links`,
  severity: 'info',
  title: (fact) => `${named(fact.unit)} is reached through links`,
  detail: (fact) =>
    `${about(fact)}: code behind these links counts as part of it and was scanned where that is said. Whoever can write there can change it.\n${bounded(linkLines(fact))}`,
  docs: {
    summary: `The folder of a ${kind} is a link, or holds links that lead out of it`,
    why: 'Code behind a link lies outside the folders that OpenClaw and its permissions protect, and can be changed there.',
    triggers: `The ${kind} itself is a link, or a link inside it leads outside.`,
    mend: 'Replace the link by a copy unless you develop there.',
  },
  when: (fact) => linkLines(fact).length > 0,
});

const unparsedRow = (kind: Kind): Check<UnitFact> => ({
  id: `${idOf(kind)}.unparsed`,
  severity: 'info',
  title: (fact) => `${named(fact.unit)} has JavaScript files that are not valid JavaScript`,
  detail: (fact) =>
    `${about(fact)}: these files were searched as text but could not be parsed. What is hidden by renaming or by building names from pieces was not seen in them.\n${bounded(fact.invalid)}`,
  remediation: 'Look at each file; delete it if it is not needed.',
  places: (fact) => fact.invalid.slice(0, MAX_PLACES).map((shown) => ({ file: `${fact.unit.root}/${shown}` })),
  docs: {
    summary: `JavaScript files of a ${kind} cannot be parsed`,
    why: 'A file that does not parse does not run as it is, but it may be a template, or be repaired before it is loaded.',
    triggers: 'A file with a JavaScript or TypeScript ending that is neither.',
    mend: 'Look at the file; delete it if it is not needed.',
  },
  when: (fact) => fact.invalid.length > 0,
});

/** The rows for how far the scan of a unit went: what was too large, lies behind links, or is no code. */
export const extentRows = (kind: Kind): Check<UnitFact>[] => [budgetRow(kind), linksRow(kind), unparsedRow(kind)];
