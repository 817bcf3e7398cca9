import { editDistance } from './edit-distance.ts';

/** Longer names are no slip of the finger, and comparing them costs. */
const MAX_LENGTH = 40;

/**
 * The known key that an unknown one was probably meant to be, whatever its case and the spaces around it; undefined when none is
 * close: a slip for every three characters, and two at most.
 */
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
