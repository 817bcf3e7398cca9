import type { CodeFact, UnitFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';

/** A plugin's entry that is hidden. */
export type HiddenEntry = Extract<CodeFact, { type: 'hidden-entry' }>;

/** A unit, or a folder of units that could not be listed. */
export type UnitOrFolder = Exclude<CodeFact, HiddenEntry>;

/** True for an entry of a plugin that is hidden. */
export const isHiddenEntry = (fact: CodeFact): fact is HiddenEntry => fact.type === 'hidden-entry';

/** True for a unit of this kind. */
export const isUnitOf =
  (kind: CodeUnit['kind']) =>
  (fact: CodeFact): fact is UnitFact =>
    fact.type === 'unit' && fact.unit.kind === kind;

/** True for a unit of this kind, and for a folder that should hold some. */
export const isUnitOrFolderOf =
  (kind: CodeUnit['kind']) =>
  (fact: CodeFact): fact is UnitOrFolder =>
    fact.type === 'closed-folder' ? fact.folder.kind === kind : isUnitOf(kind)(fact);
