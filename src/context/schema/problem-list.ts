import type { ConfigProblem, JsonObject } from '../../audit/context.ts';
import type { KeyPath } from './rules/rule.ts';

export type ProblemKind = ConfigProblem['kind'];

/** Problems of one kind that are listed; the rest are counted. */
export const MAX_PROBLEMS_PER_KIND = 200;

/** Longer keys are cut: a key is a name, and a report is read by people. */
const MAX_KEY_LENGTH = 80;

/** A key as it may stand in a message: whole when it is short. */
const shortKey = (key: string): string => (key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH)}…` : key);

const dotted = (keyPath: KeyPath): string => keyPath.map((key) => shortKey(String(key))).join('.');

/** The part of a path that is there: a key that is missing has no file, the object that lacks it has. */
const presentPart = (root: unknown, keyPath: KeyPath): KeyPath => {
  let node = root;
  for (const [depth, key] of keyPath.entries()) {
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return keyPath.slice(0, depth);
    node = (node as JsonObject)[key];
  }
  return keyPath;
};

/** Collects problems in the order they are met, and only so many of a kind. */
export class ProblemList {
  readonly #root: unknown;
  readonly #fileFor: (keyPath: KeyPath) => string;
  readonly #problems: ConfigProblem[] = [];
  readonly #counts = new Map<ProblemKind, number>();
  readonly #lastFile = new Map<ProblemKind, string>();

  constructor(root: unknown, fileFor: (keyPath: KeyPath) => string) {
    this.#root = root;
    this.#fileFor = fileFor;
  }

  /** `message` is only asked for when the problem is listed. */
  add(kind: ProblemKind, keyPath: KeyPath, message: () => string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count > MAX_PROBLEMS_PER_KIND) return;
    const file = this.#fileFor(presentPart(this.#root, keyPath));
    this.#lastFile.set(kind, file);
    this.#problems.push({ kind, file, key: dotted(keyPath), message: message() });
  }

  /** The problems; where a kind has more than are listed, a last one with an empty key says how many. */
  finish(): ConfigProblem[] {
    const unlisted = [...this.#counts].filter(([, count]) => count > MAX_PROBLEMS_PER_KIND);
    const rest = unlisted.map(([kind, count]): ConfigProblem => {
      const more = count - MAX_PROBLEMS_PER_KIND;
      return {
        kind,
        file: this.#lastFile.get(kind) as string,
        key: '',
        message: `${more} more of this kind are not listed`,
      };
    });
    return [...this.#problems, ...rest];
  }
}
