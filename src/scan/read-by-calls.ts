import { closeSync, fstatSync, lstatSync } from 'node:fs';
import { isPlainName, nameFromBytes, nativePath } from '../platform/path-bytes.ts';
import type { SystemCalls } from '../platform/system-calls.ts';
import { BATCH_NAMES, type DirectoryReader, type NameBatch } from './directory-reader.ts';

// A record of getdents64(2), on the little-endian machines that koffi has binaries for: inode and offset, eight bytes each, its
// length in two, the type in one, then the name and a zero.
const LENGTH_AT = 16;
const NAME_AT = 19;
const ASCII_END = 0x80;

type Names = { readonly plain: string[]; readonly escaped: string[] };

/** Adds the names in the first `length` bytes of a listing; "." and ".." are none. */
const addNames = (listing: Buffer, length: number, { plain, escaped }: Names): void => {
  // One text for all: a name of ASCII is a piece of it, which costs nothing to make.
  const text = listing.toString('latin1', 0, length);
  for (let at = 0; at < length; at += listing.readUInt16LE(at + LENGTH_AT)) {
    const start = at + NAME_AT;
    let end = start;
    let union = 0;
    for (let byte = listing[end] as number; byte !== 0; byte = listing[++end] as number) union |= byte;
    const name = union < ASCII_END ? text.slice(start, end) : nameFromBytes(listing.subarray(start, end));
    if (name === '.' || name === '..') continue;
    (union < ASCII_END || isPlainName(name) ? plain : escaped).push(name);
  }
};

const batchesOf = function* (descriptor: number, calls: SystemCalls): Generator<NameBatch> {
  for (let length = 1; length > 0; ) {
    const names: Names = { plain: [], escaped: [] };
    while (names.plain.length + names.escaped.length < BATCH_NAMES && length > 0) {
      length = calls.readEntries(descriptor);
      addNames(calls.listing, length, names);
    }
    yield { names: names.plain, arePlain: true };
    if (names.escaped.length > 0) yield { names: names.escaped, arePlain: false };
  }
};

const QUIET = { throwIfNoEntry: false } as const;

/**
 * Reads a directory by system calls on its descriptor, which is closed with the reader: less work than with Node's own functions
 * (benchmarks/README.md). `directory` is its path; undefined where that is too long to be used.
 */
export const readByCalls = (
  directory: string | undefined,
  descriptor: number,
  calls: SystemCalls,
): DirectoryReader => ({
  prefix:
    directory === undefined ? `/proc/self/fd/${descriptor}/` : directory.endsWith('/') ? directory : `${directory}/`,
  opened: () => fstatSync(descriptor),
  current: () => (directory === undefined ? fstatSync(descriptor) : lstatSync(nativePath(directory), QUIET)),
  batches: () => batchesOf(descriptor, calls),
  look: (name, isPlain) => calls.statusAt(descriptor, isPlain ? name : nativePath(name)),
  close: () => closeSync(descriptor),
});
