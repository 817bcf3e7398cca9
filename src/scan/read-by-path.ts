import { closeSync, type Dir, lstatSync, opendirSync, statSync } from 'node:fs';
import path from 'node:path';
import { isPlainName, nameFromBytes, nativePath } from '../platform/path-bytes.ts';
import type { DirectoryReader, EntryBatch } from './directory-reader.ts';

/** Names of a batch: enough to keep its cost away, few enough to stay in the processor's cache. */
const BATCH_NAMES = 4 * 1024;

/** Enough for the speed; a larger one leaves more memory behind in every thread's allocator (benchmarks/README.md). */
const BUFFER_ENTRIES = 1024;

type Names = { readonly names: readonly string[]; readonly arePlain: boolean };

const REPLACEMENT = '\uFFFD';
const QUIET = { throwIfNoEntry: false } as const;

const readBatch = (dir: Dir, names: unknown[]): boolean => {
  for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
    names.push(entry.name);
    if (names.length === BATCH_NAMES) return true;
  }
  return false;
};

/**
 * Node decodes names leniently, so a directory in which a replacement character shows up is read again as bytes, for those
 * names alone. Closes the directory when left early.
 */
const namesIn = function* (prefix: string): Generator<Names> {
  const place = nativePath(prefix) as string; // Node takes a Buffer here too; its types do not say so.
  let isDoubtful = false;
  const dir = opendirSync(place, { bufferSize: BUFFER_ENTRIES });
  try {
    for (let more = true; more; ) {
      const batch: string[] = [];
      more = readBatch(dir, batch);
      const names = batch.filter((name) => !name.includes(REPLACEMENT));
      isDoubtful ||= names.length < batch.length;
      yield { names, arePlain: true };
    }
  } finally {
    dir.closeSync();
  }
  if (!isDoubtful) return;
  const raw = opendirSync(place, { bufferSize: BUFFER_ENTRIES, encoding: 'buffer' as BufferEncoding });
  try {
    for (let more = true; more; ) {
      const batch: Buffer[] = [];
      more = readBatch(raw, batch);
      const doubtful = batch.filter((bytes) => bytes.toString('utf8').includes(REPLACEMENT));
      yield { names: doubtful.map(nameFromBytes), arePlain: false };
    }
  } finally {
    raw.closeSync();
  }
};

/**
 * Reads a directory with Node's own functions, which look at an entry by its path. `held`: a descriptor of the directory where
 * its path is too long for that; it is closed with the reader.
 */
export const readByPath = (directory: string, held: number | undefined): DirectoryReader => {
  const self = held === undefined ? directory : `/proc/self/fd/${held}`;
  const prefix = self.endsWith(path.sep) ? self : self + path.sep;
  const isPlainPrefix = isPlainName(prefix);
  const batch = ({ names, arePlain }: Names): EntryBatch => {
    const encode = arePlain && isPlainPrefix ? (place: string) => place : nativePath;
    return { names, look: (index) => lstatSync(encode(prefix + names[index]), QUIET) };
  };
  const status = () => (held === undefined ? lstatSync(nativePath(self), QUIET) : statSync(self, QUIET));
  return {
    prefix,
    opened: status,
    current: status,
    batches: function* () {
      for (const names of namesIn(prefix)) yield batch(names);
    },
    batchOf: (packed) => batch({ names: packed.split('/'), arePlain: isPlainName(packed) }),
    close: () => {
      if (held !== undefined) closeSync(held);
    },
  };
};
