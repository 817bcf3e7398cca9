/** Longer names are no slip of the finger, and comparing them costs. */
const MAX_LENGTH = 40;

/** Insertions, deletions, substitutions and swaps of neighbours between two short texts. */
const editDistance = (from: string, to: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] as number;
};

/** The known key that an unknown one was probably meant to be; undefined when none is close. */
export const nearestKey = (key: string, known: Iterable<string>): string | undefined => {
  if (key.length > MAX_LENGTH) return undefined;
  const plain = key.trim().toLowerCase();
  let nearest: { readonly key: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(plain, candidate.toLowerCase());
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { key: candidate, distance };
  }
  if (nearest === undefined) return undefined;
  const tolerance = Math.min(2, Math.floor(Math.max(plain.length, nearest.key.length) / 3));
  return nearest.distance <= tolerance ? nearest.key : undefined;
};
