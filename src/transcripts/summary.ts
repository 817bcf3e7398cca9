import type { SkipReason } from '../audit/coverage.ts';
import { OTHERS } from './scan-descriptor.ts';

/** Something counted, with a few examples: always the first by name, whatever the order they came in. */
export type Sampled = { count: number; samples: string[] };

/** Where a secret was seen last: in the file that was written last, and there in the last line. */
export type Sighting = { readonly path: string; readonly line: number; readonly mtimeMs: number };

/** One secret over all files. */
export type SecretTotal = { readonly fingerprint: string; lines: number; files: number; newest: Sighting };

/** One kind of secret over all files. */
export type KindTotal = {
  lines: number;
  files: number;
  readonly agents: Set<string>;
  newest: Sighting;
  readonly secrets: Map<string, SecretTotal>;
};

/** What a set of files holds. Two summaries of different files add up, in any order, to the summary of all of them. */
export type Summary = {
  /** Files looked at to their end. */
  files: number;
  /** Their size, and how much of it was read this time. */
  bytes: number;
  bytesRead: number;
  lines: number;
  malformedLines: number;
  readonly malformed: Sampled;
  readonly cutOff: Sampled;
  readonly kinds: Map<string, KindTotal>;
  readonly skipped: Map<SkipReason, Sampled>;
};

const MAX_SAMPLES = 5;
/** Secrets of one kind that are told apart. A host has tens; a hostile file makes any number. */
const MAX_SECRETS = 2_000;

/** The summary of no files. */
export const emptySummary = (): Summary => ({
  files: 0,
  bytes: 0,
  bytesRead: 0,
  lines: 0,
  malformedLines: 0,
  malformed: { count: 0, samples: [] },
  cutOff: { count: 0, samples: [] },
  kinds: new Map(),
  skipped: new Map(),
});

/** Adds to a count and its examples; the first MAX_SAMPLES by name are kept. */
export const addSample = (into: Sampled, count: number, samples: readonly string[]): void => {
  into.count += count;
  const last = into.samples[MAX_SAMPLES - 1];
  if (samples.length > 0 && (last === undefined || samples.some((sample) => sample < last)))
    into.samples = [...into.samples, ...samples].sort().slice(0, MAX_SAMPLES);
};

/** Counts a file that was left out. */
export const addSkipped = (
  into: Summary['skipped'],
  reason: SkipReason,
  count: number,
  samples: readonly string[],
): void => {
  const skipped = into.get(reason) ?? { count: 0, samples: [] };
  addSample(skipped, count, samples);
  into.set(reason, skipped);
};

const newer = (a: Sighting, b: Sighting): Sighting => {
  if (a.mtimeMs !== b.mtimeMs) return a.mtimeMs > b.mtimeMs ? a : b;
  if (a.path !== b.path) return a.path < b.path ? a : b;
  return a.line > b.line ? a : b;
};

/** Keeps the secrets with the smallest fingerprints, so that what is kept, and its counts, do not depend on the order. */
const bound = (secrets: Map<string, SecretTotal>): void => {
  if (secrets.size <= 2 * MAX_SECRETS) return;
  const named = [...secrets.keys()].filter((fingerprint) => fingerprint !== OTHERS).sort();
  for (const fingerprint of named.slice(MAX_SECRETS)) {
    const total = secrets.get(fingerprint) as SecretTotal;
    secrets.delete(fingerprint);
    addSecret(secrets, { ...total, fingerprint: OTHERS });
  }
};

const addSecret = (secrets: Map<string, SecretTotal>, total: SecretTotal): void => {
  const known = secrets.get(total.fingerprint);
  if (known === undefined) {
    secrets.set(total.fingerprint, { ...total });
  } else {
    known.lines += total.lines;
    known.files += total.files;
    known.newest = newer(known.newest, total.newest);
  }
};

/** Adds what was found of one kind of secret. `total` may become part of `kinds`: it must not be used again. */
export const addKind = (kinds: Summary['kinds'], kind: string, total: KindTotal): void => {
  const known = kinds.get(kind);
  if (known === undefined) {
    kinds.set(kind, total);
    return;
  }
  known.lines += total.lines;
  known.files += total.files;
  known.newest = newer(known.newest, total.newest);
  for (const agent of total.agents) known.agents.add(agent);
  for (const secret of total.secrets.values()) addSecret(known.secrets, secret);
  bound(known.secrets);
};

/** Adds `part` to `into`. */
export const addSummary = (into: Summary, part: Summary): void => {
  into.files += part.files;
  into.bytes += part.bytes;
  into.bytesRead += part.bytesRead;
  into.lines += part.lines;
  into.malformedLines += part.malformedLines;
  addSample(into.malformed, part.malformed.count, part.malformed.samples);
  addSample(into.cutOff, part.cutOff.count, part.cutOff.samples);
  for (const [reason, skipped] of part.skipped) addSkipped(into.skipped, reason, skipped.count, skipped.samples);
  for (const [kind, total] of part.kinds) addKind(into.kinds, kind, total);
};
