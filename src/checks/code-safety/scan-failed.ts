import type { Check } from '../../audit/check.ts';
import type { CodeFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';
import { rowFor } from '../row-for.ts';
import { isUnitOrFolderOf, type UnitOrFolder } from './fact-kinds.ts';
import { failures, gapLines } from './gaps.ts';
import { idOf } from './kind-texts.ts';
import { about, named } from './wording.ts';

const MAX_PLACES = 100;

const row = (kind: CodeUnit['kind']): Check<UnitOrFolder> => ({
  id: `${idOf(kind)}.scan_failed`,
  severity: 'warn',
  title: (fact) =>
    fact.type === 'unit' ? `Part of ${named(fact.unit)} could not be read` : `A folder of ${kind}s could not be listed`,
  detail: (fact) =>
    fact.type === 'unit'
      ? `${about(fact)}: nothing is known of these entries; the rest was scanned.\n${gapLines(failures(fact))}`
      : `${fact.folder.path}: ${fact.folder.code}. No ${kind} in it was looked at.`,
  remediation:
    'Find out who closed it and why, then run the audit again as a user who may read it. Remove links that lead in a circle.',
  places: (fact) =>
    fact.type === 'unit'
      ? failures(fact)
          .slice(0, MAX_PLACES)
          .map(({ shown }) => ({ file: `${fact.unit.root}/${shown}` }))
      : [{ file: fact.folder.path }],
  docs: {
    summary: `Code of a ${kind} could not be read`,
    why: 'What cannot be read cannot be judged, and a folder may be closed for just that reason. The gateway may be able to read it.',
    triggers:
      'A folder or file that cannot be opened, a link that leads in a circle, a file whose scan ended its thread.',
    mend: 'Make it readable for the audit, or remove it.',
  },
  when: (fact) => fact.type === 'closed-folder' || failures(fact).length > 0,
});

/** The row for what could not be read of units of one kind, or of a folder of them. */
export const scanFailed = (kind: CodeUnit['kind']): Check<CodeFact> => rowFor(isUnitOrFolderOf(kind), row(kind));
