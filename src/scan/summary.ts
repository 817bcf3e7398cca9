import type { SkipReason } from '../audit/coverage.ts';
import type { ScanSummary, Tally } from './shard.ts';

const MAX_SAMPLES = 5;
const MAX_DIRECTORIES = 10;
const MAX_WORST = 200;
const MAX_NOTES = 20;

export const emptySummary = (): ScanSummary => ({
  files: 0,
  directories: 0,
  entries: 0,
  judged: 0,
  bytes: 0,
  kinds: {},
  observations: {},
  skipped: {},
  notes: [],
  worst: [],
});

/** Keeps the first few of a list in text order: the same whatever the order of arrival. */
const keepFirst = (list: string[], more: readonly string[], limit: number): string[] =>
  [...new Set([...list, ...more])].sort().slice(0, limit);

const byCount = (a: readonly [string, number], b: readonly [string, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

const keepGreatest = (list: readonly [string, number][], more: readonly [string, number][]): [string, number][] => {
  const sums = new Map(list);
  for (const [directory, count] of more) sums.set(directory, (sums.get(directory) ?? 0) + count);
  return [...sums].sort(byCount).slice(0, MAX_DIRECTORIES);
};

/** Adds `more` to a tally: exact counts, bounded samples. */
export const addToTally = (tallies: Record<string, Tally>, key: string, more: Tally): void => {
  const tally = tallies[key];
  if (tally === undefined) {
    tallies[key] = {
      count: more.count,
      samples: keepFirst([], more.samples, MAX_SAMPLES),
      directories: keepGreatest([], more.directories),
    };
    return;
  }
  tally.count += more.count;
  tally.samples = keepFirst(tally.samples, more.samples, MAX_SAMPLES);
  tally.directories = keepGreatest(tally.directories, more.directories);
};

/** Counts an entry that was not judged. */
export const addSkipped = (
  summary: ScanSummary,
  reason: SkipReason,
  samples: readonly string[],
  count = samples.length,
): void => {
  const skipped = summary.skipped[reason];
  summary.skipped[reason] = {
    count: (skipped?.count ?? 0) + count,
    samples: keepFirst(skipped?.samples ?? [], samples, MAX_SAMPLES),
  };
};

export const addNotes = (summary: ScanSummary, notes: readonly string[]): void => {
  summary.notes = keepFirst(summary.notes, notes, MAX_NOTES);
};

type Worst = ScanSummary['worst'][number];

const byLooseness = ([aPath, a]: Worst, [bPath, b]: Worst): number =>
  b.loose - a.loose || b.entries - a.entries || (aPath < bPath ? -1 : 1);

/** Those that could change a full list; nearly all of many directories could not, and cost nothing then. */
const worthAdding = (list: readonly Worst[], more: readonly Worst[]): readonly Worst[] => {
  const last = list.length < MAX_WORST ? undefined : list.at(-1);
  if (last === undefined) return more;
  return more.filter((one) => byLooseness(one, last) < 0 || list.some(([directory]) => directory === one[0]));
};

const addWorst = (summary: ScanSummary, more: readonly Worst[]): void => {
  const worth = worthAdding(summary.worst, more);
  if (worth.length === 0) return;
  const sums = new Map(summary.worst);
  for (const [directory, tally] of worth) {
    const before = sums.get(directory);
    sums.set(directory, {
      entries: (before?.entries ?? 0) + tally.entries,
      loose: (before?.loose ?? 0) + tally.loose,
      exposed: tally.exposed,
    });
  }
  summary.worst = [...sums].sort(byLooseness).slice(0, MAX_WORST);
};

/** Adds one summary to another. Any order gives the same sum, and the sum does not grow with the number of files. */
export const addSummary = (sum: ScanSummary, more: ScanSummary): void => {
  sum.files += more.files;
  sum.directories += more.directories;
  sum.entries += more.entries;
  sum.judged += more.judged;
  sum.bytes += more.bytes;
  for (const [kind, tally] of Object.entries(more.kinds)) {
    sum.kinds[Number(kind)] ??= { count: 0, bytes: 0, modes: {} };
    const into = sum.kinds[Number(kind)] as (typeof sum.kinds)[number];
    into.count += tally.count;
    into.bytes += tally.bytes;
    for (const [mode, count] of Object.entries(tally.modes))
      into.modes[Number(mode)] = (into.modes[Number(mode)] ?? 0) + count;
  }
  for (const [key, tally] of Object.entries(more.observations)) addToTally(sum.observations, key, tally);
  for (const [reason, skipped] of Object.entries(more.skipped)) {
    addSkipped(sum, reason as SkipReason, skipped.samples, skipped.count);
  }
  addNotes(sum, more.notes);
  addWorst(sum, more.worst);
};
