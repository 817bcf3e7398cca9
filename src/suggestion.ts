/** Steps between two words; small numbers are typing mistakes. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + change));
    }
    row = next;
  }
  return row[to.length] as number;
};

const MOST_TYPOS = 3;

/** " Did you mean --x?" for the nearest name, or nothing. */
export const suggestion = (given: string, known: readonly string[]): string => {
  const [nearest] = known
    .map((name) => ({ name, steps: distance(given, name) }))
    .filter(({ steps }) => steps <= MOST_TYPOS)
    .sort((a, b) => a.steps - b.steps);
  return nearest === undefined ? '' : ` Did you mean ${nearest.name}?`;
};
