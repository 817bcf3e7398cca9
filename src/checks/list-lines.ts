/** As many lines as are read; the rest is counted. */
const MAX_LINES = 12;

/** One item a line, the first twelve, then how many more there are. */
export const listLines = (items: readonly string[]): string => {
  const rest = items.length - MAX_LINES;
  return [...items.slice(0, MAX_LINES), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
};
