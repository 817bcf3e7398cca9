import { countOf } from '../audit/units.ts';
import type { UndoResult } from '../fix/undo.ts';
import { toVisible } from './sanitize.ts';

/** What an undo did, for a person. Everything foreign in it is made visible. Ends with a newline. */
export const renderUndoText = (undo: UndoResult): string => {
  const lines = [
    `Put back: ${countOf(undo.modes, 'mode', 'modes')}, ${countOf(undo.values, 'config value', 'config values')}.`,
    ...(undo.unchanged === 0 ? [] : [`As before already: ${countOf(undo.unchanged, 'place', 'places')}.`]),
    ...undo.left.map(
      ({ reason, count, samples }) =>
        `Left alone, ${reason}: ${countOf(count, 'place', 'places')}, for example ${samples[0]}.`,
    ),
    ...undo.errors.map((error) => `Not done: ${error}`),
  ];
  return `${lines.map(toVisible).join('\n')}\n`;
};
