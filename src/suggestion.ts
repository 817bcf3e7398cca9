import { editDistance } from './context/schema/edit-distance.ts';

/** More slips than these make another word. */
const MOST_SLIPS = 3;

/** Slips between a name and what was given; infinitely many when the lengths alone tell that it is another word. */
const slipsTo = (given: string, name: string): number =>
  Math.abs(given.length - name.length) > MOST_SLIPS ? Number.POSITIVE_INFINITY : editDistance(given, name);

/** " Did you mean --x?" for the nearest name, the first of several; empty when none is near. */
export const suggestion = (given: string, known: readonly string[]): string => {
  const [nearest] = known
    .map((name) => ({ name, slips: slipsTo(given, name) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .sort((a, b) => a.slips - b.slips);
  return nearest === undefined ? '' : ` Did you mean ${nearest.name}?`;
};
