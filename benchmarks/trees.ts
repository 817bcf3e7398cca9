import { closeSync, mkdirSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Numbers in [0, 1) from a seed: the same tree on every machine (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

export type TreeOptions = {
  readonly agents: number;
  /** Number of the first agent, for adding to a tree that has some. */
  readonly firstAgent?: number;
  readonly filesPerAgent: number;
  /** One file in this many is open to others. */
  readonly looseOneIn?: number;
  readonly seed?: number;
  /** Mode of the directories; closed ones keep everyone else from the files. */
  readonly directoryMode?: number;
};

/** How many files of a tree are open to others. */
export const looseFiles = ({ agents, filesPerAgent, looseOneIn = 10 }: TreeOptions): number =>
  agents * Math.ceil(filesPerAgent / looseOneIn);

/** Adds agents with empty transcripts to a state directory. Directories are 0700 unless asked for, so that only the files count. */
export const addAgents = (stateDir: string, options: TreeOptions): void => {
  const { agents, firstAgent = 0, filesPerAgent, looseOneIn = 10, seed = 1, directoryMode = 0o700 } = options;
  const random = randomFrom(seed);
  for (let agent = firstAgent; agent < firstAgent + agents; agent++) {
    const sessions = path.join(stateDir, 'agents', `agent-${agent}`, 'sessions');
    mkdirSync(sessions, { recursive: true, mode: directoryMode });
    for (let file = 0; file < filesPerAgent; file++) {
      const name = `${hex(random, 8)}-${file.toString(16).padStart(8, '0')}.jsonl`;
      closeSync(openSync(path.join(sessions, name), 'wx', file % looseOneIn === 0 ? 0o644 : 0o600));
    }
  }
};

/** A state directory of its own in the temporary folder; give it back with `rm -rf`. */
export const makeStateDir = (options: TreeOptions): string => {
  process.umask(0o022);
  const stateDir = path.join(mkdtempSync(path.join(tmpdir(), 'openclaw-bench-')), '.openclaw');
  mkdirSync(stateDir, { mode: 0o700 });
  addAgents(stateDir, options);
  return stateDir;
};
