import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { errnoOf } from '../platform/errno.ts';
import { nativePath } from '../platform/path-bytes.ts';
import { HEAD_BYTES } from './file-kind.ts';

/** Bytes of one file that are judged; what comes after is left out, and that is said. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** What reading a file gives: `size` is the whole file's in bytes, `bytes` what of it was read; `code` is the system's (EACCES). */
export type ReadResult =
  | { readonly status: 'read'; readonly bytes: Buffer; readonly size: number }
  | { readonly status: 'failed'; readonly code: string }
  /** No longer a regular file. */
  | { readonly status: 'special' };

/** Fills `bytes` from `start` to `end`, or to the end of the file; gives where it stopped. */
const readInto = (descriptor: number, bytes: Buffer, start: number, end: number): number => {
  let at = start;
  while (at < end) {
    const read = readSync(descriptor, bytes, at, end - at, at);
    if (read === 0) break;
    at += read;
  }
  return at;
};

/**
 * Up to MAX_FILE_BYTES of a regular file. Opening never waits, whatever was put in the file's place.
 * @param path absolute, in the text form of platform/path-bytes.
 * @param wanted asked once with the first HEAD_BYTES and the size in bytes: false leaves the rest of the file unread.
 */
export const readBounded = (path: string, wanted: (head: Uint8Array, size: number) => boolean): ReadResult => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(
      nativePath(path),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0),
    );
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { status: 'special' };
    const bytes = Buffer.allocUnsafe(Math.min(stats.size, MAX_FILE_BYTES));
    const headLength = readInto(descriptor, bytes, 0, Math.min(bytes.length, HEAD_BYTES));
    const length = wanted(bytes.subarray(0, headLength), stats.size)
      ? readInto(descriptor, bytes, headLength, bytes.length)
      : headLength;
    return { status: 'read', bytes: bytes.subarray(0, length), size: stats.size };
  } catch (error) {
    return { status: 'failed', code: errnoOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
