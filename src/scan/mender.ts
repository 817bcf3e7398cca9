/** An entry whose mode gives others more than the layout allows, as the scan saw it. */
export type LooseEntry = {
  readonly name: string;
  /** Kind index: see classify. */
  readonly kind: number;
  readonly type: 'file' | 'directory';
  /** Low twelve bits. */
  readonly mode: number;
  readonly size: number;
  readonly ino: number;
  readonly uid: number;
  readonly nlink: number;
};

/** Loose entries of one directory, given by its root and the path below that. */
export type LooseGroup = { readonly root: number; readonly directory: string; readonly entries: readonly LooseEntry[] };

/** Some of one reason: how many, and the first few places. */
export type MendCount = { readonly count: number; readonly samples: readonly string[] };

/** What became of the loose entries. Plain JSON; totals add up in any order. */
export type MendTotals = {
  /** Entries whose mode was changed (or, in a preview, would be), by kind. */
  readonly changed: Readonly<Record<string, MendCount>>;
  /** Entries that were left as they are, by reason. */
  readonly left: Readonly<Record<string, MendCount>>;
  /** Entries that should have been changed and could not be, by the system's error name. */
  readonly failed: Readonly<Record<string, MendCount>>;
};

/** Takes access away while the scan runs. Implemented by the fix; the scan only knows when to ask. */
export type Mender = {
  /** Gives the mode of each entry of each group as it is afterwards, in the same order. */
  readonly mend: (groups: readonly LooseGroup[]) => readonly (readonly number[])[];
  /** Totals since the last call. */
  readonly takeTotals: () => MendTotals;
  /** Ends what was begun; totals may be taken before, nothing mended after. */
  readonly close: () => void;
};

const SAMPLES = 5;

const addCounts = (
  sum: Readonly<Record<string, MendCount>>,
  more: Readonly<Record<string, MendCount>>,
): Record<string, MendCount> => {
  const result = { ...sum };
  for (const [key, { count, samples }] of Object.entries(more)) {
    const before = result[key];
    result[key] = {
      count: (before?.count ?? 0) + count,
      samples: [...new Set([...(before?.samples ?? []), ...samples])].sort().slice(0, SAMPLES),
    };
  }
  return result;
};

export const NOTHING_MENDED: MendTotals = { changed: {}, left: {}, failed: {} };

/** Adds totals; the samples do not depend on the order of arrival. */
export const addTotals = (sum: MendTotals, more: MendTotals): MendTotals => ({
  changed: addCounts(sum.changed, more.changed),
  left: addCounts(sum.left, more.left),
  failed: addCounts(sum.failed, more.failed),
});
