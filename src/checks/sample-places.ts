const SHOWN = 3;

/** True when the samples are all there is, and few enough to be named each. */
export const isShownWhole = (samples: readonly string[], count: number): boolean =>
  samples.length === count && count <= SHOWN;

/** The first few samples, one after the other. */
export const firstSamples = (samples: readonly string[]): string => samples.slice(0, SHOWN).join(', ');

/** Where `count` entries of a tree are: "below ROOT: a, b" where these are all, else "below ROOT, for example a, b, c". */
export const samplePlaces = (root: string, samples: readonly string[], count: number): string => {
  if (samples.length === 0) return `below ${root}`;
  return `below ${root}${isShownWhole(samples, count) ? ':' : ', for example'} ${firstSamples(samples)}`;
};
