import {
  DIRECTORY_ROWS,
  FILE_ROWS,
  LAYOUT_KINDS,
  type LayoutKind,
  type LayoutRow,
  NAMED_KINDS,
} from './state-layout.ts';

const ALL_KINDS: readonly LayoutKind[] = [...LAYOUT_KINDS, ...NAMED_KINDS];
const KIND_INDEX = new Map(ALL_KINDS.map(({ kind }, index) => [kind, index]));

/** Index of a kind in the layout: small numbers travel between threads, names do not. */
export const kindIndex = (kind: string): number => KIND_INDEX.get(kind) as number;

export const kindAt = (index: number): LayoutKind => ALL_KINDS[index] as LayoutKind;

type NameTest = (name: string) => boolean;

/** A name pattern with at most one `*` in front, behind or between. */
const nameTest = (pattern: string): NameTest => {
  const star = pattern.indexOf('*');
  if (star < 0) return (name) => name === pattern;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1).replace(/\*$/, '');
  const endsOpen = pattern.endsWith('*') && pattern.length - 1 > star;
  if (endsOpen) return (name) => name.startsWith(before) && name.includes(after, before.length);
  const shortest = before.length + after.length;
  return (name) => name.length >= shortest && name.startsWith(before) && name.endsWith(after);
};

const segmentTest = (pattern: string, listed: ReadonlySet<string>): NameTest =>
  pattern === '<listed>' ? (name) => listed.has(name) : nameTest(pattern);

type FolderTest = (segments: readonly string[]) => boolean;

const folderTest = (folder: string, listed: ReadonlySet<string>): FolderTest => {
  const below = folder.endsWith('**');
  const fixed = folder.split('/').filter((segment) => segment !== '.' && segment !== '**');
  const tests = fixed.map((segment) => segmentTest(segment, listed));
  return (segments) =>
    (below ? segments.length >= tests.length : segments.length === tests.length) &&
    tests.every((test, index) => test(segments[index] as string));
};

/** What the files directly in one folder are: called once a folder, its answer once a file. */
export type NameClassifier = (name: string) => number;

export type Classifier = {
  readonly filesIn: (folder: string) => NameClassifier;
  readonly directory: (folder: string) => number;
};

const compile = (rows: readonly LayoutRow[], listed: ReadonlySet<string>) =>
  rows.map(({ kind, folder, names }) => ({
    kind: kindIndex(kind),
    matches: folderTest(folder, listed),
    names: names.map(nameTest),
    takesAny: names.includes('*'),
  }));

const segmentsOf = (folder: string): string[] => (folder === '' ? [] : folder.split('/'));

/** Turns the layout into functions. `listed` are the directory names of the agents that the config names. */
export const createClassifier = (listed: ReadonlySet<string>): Classifier => {
  const fileRows = compile(FILE_ROWS, listed);
  const directoryRows = compile(DIRECTORY_ROWS, listed);
  return {
    filesIn: (folder) => {
      const segments = segmentsOf(folder);
      const candidates = fileRows.filter((candidate) => candidate.matches(segments));
      const last = candidates.findIndex((candidate) => candidate.takesAny);
      const rows = candidates.slice(0, last);
      const otherwise = (candidates[last] as (typeof candidates)[number]).kind;
      return (name) => {
        for (const candidate of rows) for (const test of candidate.names) if (test(name)) return candidate.kind;
        return otherwise;
      };
    },
    directory: (folder) => {
      const segments = segmentsOf(folder);
      return (directoryRows.find((candidate) => candidate.matches(segments)) as (typeof directoryRows)[number]).kind;
    },
  };
};
