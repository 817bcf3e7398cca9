import { closeSync, lstatSync } from 'node:fs';
import { nativePath } from '../platform/path-bytes.ts';
import type { FileOutcome } from './add-file.ts';
import { contentHash } from './content-hash.ts';
import { isGuessable } from './fingerprint.ts';
import { encodeRecord, type FileIdentity, type FoundFile, type KnownFile } from './index-records.ts';
import { openRegularFile, skipReasonFor } from './open-file.ts';
import { type FileState, NOTHING_KNOWN, OTHERS, scanDescriptor, type Tail } from './scan-descriptor.ts';
import type { Search } from './search.ts';

/** What earlier runs learnt, and how to write down what this one learns. */
export type Memory = {
  /** What is known of a file, by device and inode; undefined when nothing is. */
  readonly find: ((dev: number, ino: number) => FoundFile | undefined) | undefined;
  readonly kindNumbers: ReadonlyMap<string, number>;
  /** True where the records of what is known may be kept as they are: kinds still have the same numbers. */
  readonly keepsNumbers: boolean;
  readonly salt: Uint8Array;
};

/** What became of one file, and the record that saves the next run from reading it again. */
export type FileScan = {
  readonly outcome: FileOutcome;
  /** For the next run; undefined when the file has to be read again then. */
  readonly record: Uint8Array | undefined;
};

const NO_TAIL: Tail = { isCutOff: false, secrets: [] };

const recall = ({ dev, ino }: FileIdentity, memory: Memory, search: Search): FoundFile | undefined => {
  const known = memory.find?.(dev, ino);
  return known?.state.secrets.every(search.isCurrent) ? known : undefined;
};

const isUnchanged = (now: FileIdentity, { identity }: KnownFile): boolean =>
  now.size === identity.size && now.mtimeMs === identity.mtimeMs;

/** Where to go on in an open file. Anything but an untouched or longer file with the same beginning is read whole. */
const startOf = (descriptor: number, now: FileIdentity, known: KnownFile | undefined, salt: Uint8Array): FileState => {
  if (known === undefined) return NOTHING_KNOWN;
  if (!isUnchanged(now, known) && now.size <= known.identity.size) return NOTHING_KNOWN;
  const isSame = contentHash(descriptor, known.state.offset, salt).equals(known.contentHash);
  return isSame ? known.state : NOTHING_KNOWN;
};

const remember = (known: KnownFile, { kindNumbers }: Memory): Buffer | undefined =>
  known.state.secrets.some(({ fingerprint }) => fingerprint === OTHERS || isGuessable(fingerprint))
    ? undefined
    : encodeRecord(known, kindNumbers);

/** What is known without opening the file: the very same bytes, to the end, were read before. */
const fromMemory = (path: string, memory: Memory, search: Search): FileScan | undefined => {
  if (memory.find === undefined) return undefined;
  const now = lstatSync(nativePath(path));
  const known = now.isFile() ? recall(now, memory, search) : undefined;
  if (known === undefined || !isUnchanged(now, known) || now.ctimeMs !== known.identity.ctimeMs) return undefined;
  if (known.state.offset !== now.size) return undefined;
  const { size, mtimeMs } = now;
  return {
    outcome: { size, mtimeMs, bytesRead: 0, state: known.state, tail: NO_TAIL },
    record: memory.keepsNumbers ? known.record : remember(known, memory),
  };
};

const readFile = async (
  path: string,
  memory: Memory | undefined,
  search: Search,
  shouldStop: () => boolean,
): Promise<FileScan> => {
  const opened = openRegularFile(path);
  if ('skipped' in opened) return { outcome: { skipped: opened.skipped }, record: undefined };
  const { descriptor, status } = opened;
  try {
    const before =
      memory === undefined ? NOTHING_KNOWN : startOf(descriptor, status, recall(status, memory, search), memory.salt);
    const { size, mtimeMs } = status;
    const { state, tail, bytesRead, stopped } = await scanDescriptor(descriptor, size, before, search, shouldStop);
    if (stopped) return { outcome: { skipped: 'interrupted' }, record: undefined };
    const outcome: FileOutcome = { size, mtimeMs, bytesRead, state, tail };
    if (memory === undefined) return { outcome, record: undefined };
    const hash = contentHash(descriptor, state.offset, memory.salt);
    return { outcome, record: remember({ identity: status, contentHash: hash, state }, memory) };
  } finally {
    closeSync(descriptor);
  }
};

/** Searches one file, as far as memory does not already tell what is in it. A file's fault is an outcome, never an error. */
export const scanFile = async (
  path: string,
  memory: Memory | undefined,
  search: Search,
  shouldStop: () => boolean,
): Promise<FileScan> => {
  try {
    const remembered = memory === undefined ? undefined : fromMemory(path, memory, search);
    return remembered ?? (await readFile(path, memory, search, shouldStop));
  } catch (error) {
    return { outcome: { skipped: skipReasonFor(error) }, record: undefined };
  }
};
