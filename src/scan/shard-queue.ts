import type { GiantDirectories } from './giant-directories.ts';
import type { ScanShard } from './shard.ts';

/** Directories that travel together at most: more would only make the last shard longer. */
const MAX_DIRECTORIES = 256;

/**
 * Directories that wait to be visited. Last in, first out: a deep tree then needs room for its depth, not for its breadth.
 * A directory is handed out once, even when the fan-out and its parent both name it.
 */
export class ShardQueue {
  readonly #waiting: string[][];
  /** Parts of giant directories whose thread died, to be tried again. */
  readonly #parts: ScanShard[] = [];
  readonly #giants: GiantDirectories;
  #handedOut = 0;
  /** Named ahead of their parent's visit, which has not named them yet. */
  readonly #fannedOut = new Set<string>();
  /** Handed out before the fan-out; undefined once that is done. */
  #visited: Set<string> | undefined = new Set();

  /** Starts with the root directory of each root. */
  constructor(roots: number, giants: GiantDirectories) {
    this.#giants = giants;
    this.#waiting = Array.from({ length: roots }, () => ['']);
  }

  /** Directories given away so far; those that came back and went again count again. */
  get handedOut(): number {
    return this.#handedOut;
  }

  /** Directories that nobody has taken yet; giant ones aside. */
  get waiting(): number {
    return this.#waiting.reduce((sum, directories) => sum + directories.length, 0);
  }

  get isEmpty(): boolean {
    return (
      this.#parts.length === 0 && this.#giants.isEmpty && this.#waiting.every((directories) => directories.length === 0)
    );
  }

  /** Directories to visit, as their parent's visit names them. */
  add(root: number, directories: readonly string[]): void {
    const waiting = this.#waiting[root] as string[];
    for (const directory of directories) {
      if (root === 0 && this.#fannedOut.delete(directory)) continue;
      waiting.push(directory);
    }
  }

  /** Directories of the first root known ahead of their parent's visit; it will not queue them again. */
  fanOut(directories: readonly string[]): void {
    const known = new Set([...(this.#visited ?? []), ...(this.#waiting[0] as string[]), ...this.#giants.waitingIn(0)]);
    this.#visited = undefined;
    for (const directory of directories) {
      if (known.has(directory)) continue;
      this.#fannedOut.add(directory);
      (this.#waiting[0] as string[]).push(directory);
    }
  }

  putBack(shard: ScanShard): void {
    if (shard.names !== undefined) this.#parts.push(shard);
    else {
      (this.#waiting[shard.root] as string[]).push(...shard.directories);
      this.#handedOut -= shard.directories.length;
    }
  }

  /** The next shard; `share` of the waiting directories go with it. Undefined when nothing waits. */
  next(entryBudget: number, share = 1): ScanShard | undefined {
    const part = this.#parts.pop() ?? this.#giants.next();
    if (part !== undefined) return part;
    const root = this.#waiting.findIndex((directories) => directories.length > 0);
    if (root < 0) return undefined;
    const waiting = this.#waiting[root] as string[];
    const count = Math.min(MAX_DIRECTORIES, Math.max(1, Math.ceil(waiting.length / share)));
    const directories = waiting.splice(-count);
    this.#handedOut += count;
    if (root === 0) for (const directory of directories) this.#visited?.add(directory);
    return { root, directories, entryBudget };
  }
}
