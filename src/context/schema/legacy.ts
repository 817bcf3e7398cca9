import { textAt, valueAt } from '../config-reader.ts';
import type { Dialect, LegacyKey } from './dialect.ts';
import type { ProblemList } from './problem-list.ts';

const isPresent = (root: unknown, { key, onlyText }: LegacyKey): boolean =>
  (onlyText ? textAt(root, key) : valueAt(root, key)) !== undefined;

/** `a.b.c` and what it stands in: `a`, `a.b`, `a.b.c`. */
const withParents = (key: string): string[] => {
  const steps = key.split('.');
  return steps.map((_, depth) => steps.slice(0, depth + 1).join('.'));
};

/**
 * Reports every key of an earlier version. Gives the dotted keys that are explained by this: the legacy keys and what they
 * stand in, so that `routing.queue` does not make `routing` an unknown key as well.
 */
export const findLegacyKeys = (root: unknown, dialect: Dialect, problems: ProblemList): ReadonlySet<string> => {
  const present = dialect.legacyKeys.filter((legacy) => isPresent(root, legacy));
  for (const { key, home } of present) {
    problems.add('legacy-key', key.split('.'), () => `belongs to an earlier version; its place is now ${home}`);
  }
  return new Set(present.flatMap(({ key }) => withParents(key)));
};
