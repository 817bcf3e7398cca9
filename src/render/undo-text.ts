import type { UndoResult } from '../fix/undo.ts';
import { toVisible } from './sanitize.ts';

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** What an undo did, for a person. Everything foreign in it is made visible. Ends with a newline. */
export const renderUndoText = (undo: UndoResult): string => {
  const lines = [
    `Put back: ${count(undo.modes, 'mode', 'modes')}, ${count(undo.values, 'config value', 'config values')}.`,
    ...(undo.unchanged === 0 ? [] : [`As before already: ${count(undo.unchanged, 'place', 'places')}.`]),
    ...undo.left.map(
      ({ reason, count: number, samples }) =>
        `Left alone, ${reason}: ${count(number, 'place', 'places')}, for example ${samples[0]}.`,
    ),
    ...undo.errors.map((error) => `Not done: ${error}`),
  ];
  return `${lines.map(toVisible).join('\n')}\n`;
};
