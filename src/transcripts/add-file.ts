import type { SkipReason } from '../audit/coverage.ts';
import { type FileRef, isJsonLines, pathOf } from './file-ref.ts';
import type { FileState, Tail } from './scan-descriptor.ts';
import { addKind, addSample, addSkipped, type KindTotal, type Sighting, type Summary } from './summary.ts';

/** What became of one file. */
export type FileOutcome =
  | { readonly skipped: SkipReason }
  | {
      readonly size: number;
      readonly mtimeMs: number;
      readonly bytesRead: number;
      readonly state: FileState;
      readonly tail: Tail;
    };

type Counted = { readonly kind: string; readonly fingerprint: string; readonly count: number; readonly line: number };

/** A file's secrets with those of its unfinished last line. */
const allSecrets = ({ secrets, lines }: FileState, tail: Tail): Counted[] => {
  const inTail = new Set(tail.secrets.map(({ kind, fingerprint }) => `${kind}\n${fingerprint}`));
  const whole = secrets.map((secret) => {
    const isAlsoInTail = inTail.delete(`${secret.kind}\n${secret.fingerprint}`);
    return isAlsoInTail ? { ...secret, count: secret.count + 1, line: lines + 1 } : secret;
  });
  const onlyInTail = tail.secrets.filter(({ kind, fingerprint }) => inTail.has(`${kind}\n${fingerprint}`));
  return [...whole, ...onlyInTail.map((secret) => ({ ...secret, count: 1, line: lines + 1 }))];
};

const kindsOf = (secrets: readonly Counted[], file: FileRef, mtimeMs: number): Map<string, KindTotal> => {
  const kinds = new Map<string, KindTotal>();
  for (const { kind, fingerprint, count, line } of secrets) {
    const newest: Sighting = { path: pathOf(file), line, mtimeMs };
    const known = kinds.get(kind);
    const secret = { fingerprint, lines: count, files: 1, newest };
    if (known === undefined) {
      const agents = new Set(file.agent === undefined ? [] : [file.agent]);
      kinds.set(kind, { lines: count, files: 1, agents, newest, secrets: new Map([[fingerprint, secret]]) });
    } else {
      known.lines += count;
      if (line > known.newest.line) known.newest = newest;
      known.secrets.set(fingerprint, secret);
    }
  }
  return kinds;
};

/** Adds one file to a summary. */
export const addFile = (summary: Summary, file: FileRef, outcome: FileOutcome): void => {
  if ('skipped' in outcome) {
    addSkipped(summary.skipped, outcome.skipped, 1, [pathOf(file)]);
    return;
  }
  const { state, tail, size, mtimeMs, bytesRead } = outcome;
  summary.files++;
  summary.bytes += size;
  summary.bytesRead += bytesRead;
  summary.lines += state.lines;
  if (isJsonLines(file)) {
    summary.malformedLines += state.malformed;
    if (state.malformed > 0) addSample(summary.malformed, 1, [pathOf(file)]);
    if (tail.isCutOff) addSample(summary.cutOff, 1, [pathOf(file)]);
  }
  if (state.secrets.length + tail.secrets.length === 0) return;
  const secrets = allSecrets(state, tail);
  for (const [kind, total] of kindsOf(secrets, file, mtimeMs)) addKind(summary.kinds, kind, total);
};
