import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import {
  INDEX_DIRECTORY,
  INDEX_NAME,
  type IndexHeader,
  type IndexOwner,
  MAGIC,
  MAX_INDEX_BYTES,
  PREAMBLE_BYTES,
  TRAILER_BYTES,
} from './index-cache.ts';

/**
 * The one thing outside `fix` that writes: without it every run with --deep would read every transcript again. It writes one
 * file of its own, only with --deep and without --no-cache, and changes nothing that OpenClaw has made.
 */
export type IndexWriter = {
  /** Adds records. Beyond the size limit they are dropped: those files are read again next time. */
  readonly add: (records: Uint8Array) => void;
  /** Puts the new index in the old one's place. The text says why that failed; undefined when it did not. */
  readonly commit: () => string | undefined;
  /** Leaves the old index as it is. */
  readonly discard: () => void;
};

const DIRECTORY = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** An open directory, and a path that stays in it: a tree's owner could put a link in a directory's place meanwhile (proc(5)). */
type Anchor = { readonly descriptor: number; readonly at: (name: string) => string };

const anchor = (directory: string, flags: number, platform: NodeJS.Platform): Anchor => {
  const descriptor = openSync(directory, flags);
  const base = platform === 'linux' ? `/proc/self/fd/${descriptor}` : directory;
  return { descriptor, at: (name) => path.join(base, name) };
};

/** What root makes in somebody else's state directory is theirs: a directory of root's there would be a finding of its own. */
const giveTo = (descriptor: number, owner: IndexOwner | undefined): void => {
  if (owner !== undefined && fstatSync(descriptor).uid !== owner.uid) fchownSync(descriptor, owner.uid, owner.gid);
};

const openIndexDirectory = (
  stateDir: string,
  owner: IndexOwner | undefined,
  platform: NodeJS.Platform,
): Anchor | string => {
  let isNew = true;
  const state = anchor(stateDir, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0), platform);
  try {
    try {
      mkdirSync(state.at(INDEX_DIRECTORY), { mode: 0o700 });
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      isNew = false;
    }
    const place = platform === 'linux' ? state.at(INDEX_DIRECTORY) : path.join(stateDir, INDEX_DIRECTORY);
    const own = anchor(place, DIRECTORY, platform);
    if (isNew) giveTo(own.descriptor, owner);
    const status = fstatSync(own.descriptor);
    const isOurs = owner === undefined || (status.uid === owner.uid && (status.mode & 0o022) === 0);
    if (isOurs) return own;
    closeSync(own.descriptor);
    return `${INDEX_DIRECTORY} belongs to another user, or others can write in it`;
  } finally {
    closeSync(state.descriptor);
  }
};

const preamble = (header: Buffer): Buffer => {
  const bytes = Buffer.alloc(PREAMBLE_BYTES);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(header.length, MAGIC.length);
  return bytes;
};

/** JSON padded with spaces, so that the records behind it are aligned. */
const headerBytes = (header: IndexHeader): Buffer => {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  return Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, ' ')]);
};

/**
 * Begins a new index beside the old one: directory 0700, file 0600. A string says why there can be none. Failures later on
 * (a full disk) are kept until `commit`.
 */
export const openIndexWriter = (
  stateDir: string,
  header: IndexHeader,
  owner: IndexOwner | undefined,
  platform: NodeJS.Platform,
): IndexWriter | string => {
  let directory: Anchor;
  let file: number;
  const temporary = `${INDEX_NAME}.${process.pid}.new`;
  try {
    const opened = openIndexDirectory(stateDir, owner, platform);
    if (typeof opened === 'string') return opened;
    directory = opened;
  } catch (error) {
    return `${INDEX_DIRECTORY} cannot be made (${errnoOf(error)})`;
  }
  const remove = (): void => {
    try {
      unlinkSync(directory.at(temporary));
    } catch (error) {
      assertSystemError(error); // There is nothing to remove, or nothing we could do about it.
    }
  };
  try {
    remove(); // Left behind by a run of the same number that was killed.
    file = openSync(directory.at(temporary), NEW_FILE, 0o600);
    fchmodSync(file, 0o600);
    giveTo(file, owner);
  } catch (error) {
    closeSync(directory.descriptor);
    return `it cannot be written (${errnoOf(error)})`;
  }

  let written = 0;
  let sum = 0;
  let failure: string | undefined;
  const attempt = (work: () => void): void => {
    if (failure !== undefined) return;
    try {
      work();
    } catch (error) {
      failure = `it could not be written (${errnoOf(error)})`;
    }
  };
  const write = (bytes: Uint8Array): void =>
    attempt(() => {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      written += bytes.length;
      sum = crc32(bytes, sum);
    });
  const close = (): void => {
    closeSync(file);
    closeSync(directory.descriptor);
  };

  const encoded = headerBytes(header);
  write(preamble(encoded));
  write(encoded);
  return {
    add: (records) => {
      if (written + records.length + TRAILER_BYTES <= MAX_INDEX_BYTES) write(records);
    },
    commit: () => {
      const trailer = Buffer.alloc(TRAILER_BYTES);
      trailer.writeUInt32LE(sum);
      write(trailer);
      attempt(() => fsyncSync(file));
      attempt(() => renameSync(directory.at(temporary), directory.at(INDEX_NAME)));
      if (failure !== undefined) remove();
      close();
      return failure;
    },
    discard: () => {
      remove();
      close();
    },
  };
};
