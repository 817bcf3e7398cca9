import type { ScanShard, ShardResult } from './shard.ts';

/** Fewer directories are no sample of the others. */
const LEAST_DIRECTORIES = 20;

/**
 * Guesses how many entries a tree has, from the directories that are done and those that are known and are not. A guess: directories differ,
 * and more may be found in those that wait.
 */
export class TotalEstimate {
  #directories = 0;
  #entries = 0;
  #taken = 0;
  #giants = 0;

  /** A shard's answer, where the shard was one of directories. */
  add(shard: ScanShard, { summary, left, giants }: ShardResult): void {
    this.#taken += shard.directories.length;
    this.#directories += shard.directories.length - left - giants.length;
    this.#entries += summary.entries;
    this.#giants += giants.length;
  }

  /**
   * Entries in all; undefined while there is too little to go by, or a directory among them whose size nothing tells.
   * @param handedOut directories that were given to somebody so far, each time counted
   * @param waiting directories that are known and not handed out
   */
  total(handedOut: number, waiting: number): number | undefined {
    if (this.#directories < LEAST_DIRECTORIES || this.#giants > 0) return undefined;
    const unfinished = waiting + Math.max(0, handedOut - this.#taken);
    return Math.round(this.#entries + (unfinished * this.#entries) / this.#directories);
  }
}
