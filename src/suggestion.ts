import { editDistance } from './context/schema/edit-distance.ts';

/** More slips than these make another word; in a short one, more than a third of its letters. */
const MOST_SLIPS = 3;
const LETTERS_A_SLIP = 3;

const mostSlips = (given: string): number =>
  Math.min(MOST_SLIPS, Math.floor(given.replace(/^-+/, '').length / LETTERS_A_SLIP));

/** Slips between a name and what was given; infinitely many when the lengths alone tell that it is another word. */
const slipsTo = (given: string, name: string): number =>
  Math.abs(given.length - name.length) > MOST_SLIPS ? Number.POSITIVE_INFINITY : editDistance(given, name);

/** " Did you mean --x?" for the nearest name, of several one that begins with what was given; empty when none is near. */
export const suggestion = (given: string, known: readonly string[]): string => {
  const most = mostSlips(given);
  const [nearest] = known
    .map((name) => ({ name, slips: slipsTo(given, name) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || Number(b.name.startsWith(given)) - Number(a.name.startsWith(given)));
  return nearest === undefined ? '' : ` Did you mean ${nearest.name}?`;
};
