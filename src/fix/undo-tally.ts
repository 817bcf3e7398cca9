/** Why something was left as it is: how often, and a few places. */
export type UndoLeft = { readonly reason: string; readonly count: number; readonly samples: readonly string[] };

const SAMPLES = 5;

/** Counts what happens, by reason. */
export class UndoTally {
  modes = 0;
  values = 0;
  unchanged = 0;
  readonly errors: string[] = [];
  readonly #left = new Map<string, { count: number; samples: string[] }>();

  leave(reason: string, place: string): void {
    const entry = this.#left.get(reason) ?? { count: 0, samples: [] };
    entry.count += 1;
    if (entry.samples.length < SAMPLES) entry.samples.push(place);
    this.#left.set(reason, entry);
  }

  get left(): UndoLeft[] {
    return [...this.#left].map(([reason, { count, samples }]) => ({ reason, count, samples }));
  }
}
