import picomatch from 'picomatch';
import type { Finding } from '../audit/finding.ts';

/** `--only` and `--skip`: check ids or globs ("fs.*", "channels.*.dm.*"). Skip wins. An empty `only` is everything. */
export type Patterns = { readonly only: readonly string[]; readonly skip: readonly string[] };

/** True when an id fits the glob. `*` spans dots and slashes: account names in ids may hold either. */
const matcherOf = (patterns: readonly string[]): ((id: string) => boolean) =>
  patterns.length === 0 ? () => false : picomatch([...patterns], { dot: true, bash: true });

/** Tells whether a finding is to be in the report. */
export const createSelector = ({ only, skip }: Patterns): ((finding: Finding) => boolean) => {
  const isWanted = only.length === 0 ? () => true : matcherOf(only);
  const isSkipped = matcherOf(skip);
  return ({ checkId }) => isWanted(checkId) && !isSkipped(checkId);
};

/** What comes before the first glob character. */
const literalStart = (pattern: string): string => pattern.slice(0, /[*?[{(!+@]|$/.exec(pattern)?.index);

/**
 * The patterns that fit no check, so that a misspelt `--only` is an error and not a green report.
 * @param ids every check's id; a name in angle brackets stands for any ("channels.<channel>.dm.open")
 */
export const unknownPatterns = (patterns: readonly string[], ids: readonly string[]): string[] =>
  patterns.filter((pattern) => {
    const matches = matcherOf([pattern]);
    const start = literalStart(pattern);
    return !ids.some((id) => {
      const fixed = id.slice(0, id.indexOf('<') >>> 0);
      return matches(id) || (fixed !== id && (start.startsWith(fixed) || fixed.startsWith(start)));
    });
  });
