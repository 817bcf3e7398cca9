import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { Exposure } from '../audit/finding.ts';
import { assertSystemError } from '../platform/errno.ts';
import { nativePath } from '../platform/path-bytes.ts';

/** A directory that keeps everyone but its owner out. */
export type Closed = { readonly directory: string; readonly mode: number };

const MAX_CACHED = 20_000;

const modeOf = (directory: string): number | undefined => {
  try {
    return lstatSync(nativePath(directory), { throwIfNoEntry: false })?.mode;
  } catch (error) {
    assertSystemError(error);
    return undefined; // Too long or closed to ourselves: taken as open, so that nothing looks safer than it is.
  }
};

/**
 * Finds the highest directory above a place, or the place itself, that nobody but its owner can enter: no execute bit for
 * anyone in `mask` (path_resolution(7): search permission). Answers are kept; one instance serves one scan.
 */
export class ClosedDirectories {
  readonly #known = new Map<string, Closed | undefined>();
  readonly #searchBits: number;

  constructor(mask: number) {
    this.#searchBits = mask & 0o011;
  }

  closing(directory: string): Closed | undefined {
    if (this.#known.has(directory)) return this.#known.get(directory);
    const parent = path.dirname(directory);
    const above = parent === directory ? undefined : this.closing(parent);
    const mode = above === undefined ? modeOf(directory) : undefined;
    const own = mode !== undefined && (mode & this.#searchBits) === 0 ? { directory, mode: mode & 0o7777 } : undefined;
    const answer = above ?? own;
    if (this.#known.size >= MAX_CACHED) this.#known.clear();
    this.#known.set(directory, answer);
    return answer;
  }

  /** Who can get at a place, whatever its own mode says: decided by the directories above it. Absolute path. */
  exposureOf(place: string): Exposure {
    const closing = this.closing(path.dirname(place));
    return closing === undefined
      ? { exposed: true }
      : { exposed: false, closedBy: closing.directory, closedByMode: closing.mode };
  }
}
