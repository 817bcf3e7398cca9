/** As many as are read in a sentence; the rest is counted. */
const MAX_NAMES = 10;

/** "a, b and 3 more". Raw text: a renderer escapes it. */
export const enumerate = (items: readonly string[], max: number = MAX_NAMES): string =>
  items.length > max ? `${items.slice(0, max).join(', ')} and ${items.length - max} more` : items.join(', ');
