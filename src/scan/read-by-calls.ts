import { closeSync, fstatSync, lstatSync } from 'node:fs';
import { isPlainName, nameFromBytes, nativePath } from '../platform/path-bytes.ts';
import type { SystemCalls } from '../platform/system-calls.ts';
import type { DirectoryReader, EntryBatch } from './directory-reader.ts';

// A record of getdents64(2), on the little-endian machines that koffi has binaries for: inode and offset, eight bytes each, its
// length in two, the type in one, then the name and a zero.
const LENGTH_AT = 16;
const NAME_AT = 19;
const ASCII_END = 0x80;

type Listed = { readonly names: string[]; readonly places: number[] };

/** The names in the first `length` bytes of a listing, and where each starts; "." and ".." are none. */
const namesIn = (listing: Buffer, length: number): Listed => {
  // One text for all: a name of ASCII is a piece of it, which costs nothing to make.
  const text = listing.toString('latin1', 0, length);
  const names: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < length; at += listing.readUInt16LE(at + LENGTH_AT)) {
    const start = at + NAME_AT;
    let end = start;
    let union = 0;
    for (let byte = listing[end] as number; byte !== 0; byte = listing[++end] as number) union |= byte;
    const name = union < ASCII_END ? text.slice(start, end) : nameFromBytes(listing.subarray(start, end));
    if (name === '.' || name === '..') continue;
    names.push(name);
    places.push(start);
  }
  return { names, places };
};

const batchesOf = function* (descriptor: number, calls: SystemCalls): Generator<EntryBatch> {
  for (let length = calls.readEntries(descriptor); length > 0; length = calls.readEntries(descriptor)) {
    const { names, places } = namesIn(calls.listing, length);
    yield { names, look: (index) => calls.statusListed(descriptor, places[index] as number) };
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
  batchOf: (packed) => {
    const names = packed.split('/');
    const encode = isPlainName(packed) ? (name: string) => name : nativePath;
    return { names, look: (index) => calls.statusAt(descriptor, encode(names[index] as string)) };
  },
  close: () => closeSync(descriptor),
});
