import { formatCount } from '../../audit/units.ts';
import type { UnitFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';

/** Lines in one finding's detail; the rest is counted. */
const MAX_LINES = 60;
/** Places of one finding. */
export const MAX_PLACES = 100;

/** The first lines of a list, and how many are left. */
export const bounded = (lines: readonly string[], total: number = lines.length): string => {
  const shown = lines.slice(0, MAX_LINES).map((line) => `- ${line}`);
  const left = total - shown.length;
  return [...shown, ...(left > 0 ? [`and ${formatCount(left)} more`] : [])].join('\n');
};

/** "Plugin "x"": how every title begins. */
export const named = ({ kind, name }: CodeUnit): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${name}"`;

/** The unit with its source and its root, and where that leads. */
export const about = ({ unit }: UnitFact): string =>
  `${named(unit)} (${unit.source}, ${unit.root}${unit.linkTarget === undefined ? '' : `, a link to ${unit.linkTarget}`})`;
