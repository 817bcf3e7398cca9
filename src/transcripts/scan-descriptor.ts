import { createLineCounter } from './count-lines.ts';
import { AHEAD, BEHIND, PIECE, readStretches, type Stretch } from './read-lines.ts';
import type { Search, SecretSign } from './search.ts';

/** One secret in one file. */
export type FileSecret = SecretSign & {
  /** Lines that hold it. */
  readonly count: number;
  /** The last of them, 1-based. */
  readonly line: number;
};

/** What is known of a file up to its last newline: enough to go on from there when something has been appended. */
export type FileState = {
  /** Bytes up to and with the last newline. */
  readonly offset: number;
  readonly lines: number;
  readonly malformed: number;
  readonly secrets: readonly FileSecret[];
};

/** What stands behind a file's last newline. */
export type Tail = {
  /** True when it is the beginning of a line only. */
  readonly isCutOff: boolean;
  readonly secrets: readonly SecretSign[];
};

export const NOTHING_KNOWN: FileState = { offset: 0, lines: 0, malformed: 0, secrets: [] };

/** The outcome of a scan. `stopped`: it ended before the file did. */
export type DescriptorScan = {
  readonly state: FileState;
  readonly tail: Tail;
  readonly bytesRead: number;
  readonly stopped: boolean;
};

/** Different secrets of one file that are told apart; further ones are counted together per kind. */
export const MAX_SECRETS_PER_FILE = 1_000;

/** The fingerprint of "others": what came after the limit. */
export const OTHERS = '';

const NEWLINE = 0x0a;
/** A needle may be found behind one that begins later (the search goes by their rarest bytes), but not by more than this. */
const LONGEST_NEEDLE = 512;

/** `earlier`: the last line before `line` that held it, 0 for none. */
type Count = { kind: string; fingerprint: string; count: number; line: number; earlier: number };
type Tally = Map<string, Count>;

const keyOf = ({ kind, fingerprint }: SecretSign): string => `${kind}\n${fingerprint}`;

const tallyOf = (secrets: readonly FileSecret[]): Tally =>
  new Map(secrets.map((secret) => [keyOf(secret), { ...secret, earlier: 0 }]));

const addSign = (tally: Tally, { kind, fingerprint }: SecretSign, line: number): void => {
  const key = keyOf({ kind, fingerprint });
  const known = tally.get(key);
  if (known !== undefined) {
    // A line's pieces overlap, so the same secret may be seen twice in it.
    if (known.line === line) return;
    known.count++;
    known.earlier = known.line;
    known.line = line;
  } else if (tally.size < MAX_SECRETS_PER_FILE || fingerprint === OTHERS) {
    tally.set(key, { kind, fingerprint, count: 1, line, earlier: 0 });
  } else {
    addSign(tally, { kind, fingerprint: OTHERS }, line);
  }
};

/** The tally of the first `lines` lines, and the secrets of the unfinished line behind them. */
const splitTally = (tally: Tally, lines: number): { secrets: FileSecret[]; tail: SecretSign[] } => {
  const secrets: FileSecret[] = [];
  const tail: SecretSign[] = [];
  for (const { kind, fingerprint, count, line, earlier } of tally.values()) {
    const isInTail = line > lines;
    if (isInTail) tail.push({ kind, fingerprint });
    if (!isInTail) secrets.push({ kind, fingerprint, count, line });
    else if (count > 1) secrets.push({ kind, fingerprint, count: count - 1, line: earlier });
  }
  return { secrets, tail };
};

/** The piece of a line around a needle, as positions in the file. */
const pieceAround = (
  { bytes, base, end }: Stretch,
  needle: number,
): { from: number; to: number; isWholeEnd: boolean } => {
  const earliest = Math.max(base, needle - BEHIND);
  const from = earliest + bytes.subarray(earliest - base, needle - base).lastIndexOf(NEWLINE) + 1;
  const latest = Math.min(end, needle + PIECE);
  const newline = bytes.subarray(needle - base, latest - base).indexOf(NEWLINE);
  const to = newline === -1 ? latest : needle + newline;
  return { from, to, isWholeEnd: newline !== -1 || latest === end };
};

/**
 * Searches an open file from where `before` ends up to `size`, in bounded memory. `before` must describe this file's
 * beginning. `shouldStop` is asked once per stretch. Throws what reading throws.
 */
export const scanDescriptor = async (
  descriptor: number,
  size: number,
  before: FileState,
  search: Search,
  shouldStop: () => boolean,
): Promise<DescriptorScan> => {
  const counter = createLineCounter(before);
  const tally = tallyOf(before.secrets);
  let from = before.offset;
  let end = before.offset;
  let isCutOff = false;
  let stopped = false;

  for (const stretch of readStretches(descriptor, before.offset, size)) {
    const { bytes, base, decided } = stretch;
    end = stretch.end;
    // What lies behind is looked at with the next stretch; a needle is shorter than BEHIND, with all it asks for after it.
    const searched = Math.min(end, decided + BEHIND);
    for (;;) {
      const found = search.nextNeedle(bytes, from - base, searched - base);
      if (found === -1 || found + base >= decided) break;
      const needle = found + base;
      counter.countTo(stretch, needle);
      const piece = pieceAround(stretch, needle);
      for (const sign of await search.signsIn(bytes.subarray(piece.from - base, piece.to - base))) {
        addSign(tally, sign, counter.lines() + 1);
      }
      from = piece.isWholeEnd ? piece.to : piece.to - AHEAD;
    }
    from = Math.max(from, decided === end ? end : decided - LONGEST_NEEDLE);
    counter.countTo(stretch, Math.min(from, decided));
    counter.leave(stretch);
    isCutOff = counter.isCutOff(stretch);
    if (shouldStop() && end < size) {
      stopped = true;
      break;
    }
  }
  const { secrets, tail } = splitTally(tally, counter.lines());
  return {
    state: { offset: counter.lineStart(), lines: counter.lines(), malformed: counter.malformed(), secrets },
    tail: { isCutOff, secrets: tail },
    bytesRead: end - before.offset,
    stopped,
  };
};
