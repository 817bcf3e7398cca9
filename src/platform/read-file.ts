import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { errnoOf } from './errno.ts';

/** The bytes of a regular file, or why there are none. Errors are data: a caller decides what each means. */
export type FileRead =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  /** A directory above it may not be entered: whether there is a file cannot be told. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly code: string };

const failure = (error: unknown): FileRead => {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', code };
};

const readAll = (descriptor: number, size: number, maxBytes: number): FileRead => {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.max(64 * 1024, size - total + 1));
    const read = readSync(descriptor, chunk, 0, chunk.length, null);
    if (read === 0) return { kind: 'read', bytes: Buffer.concat(chunks, total) };
    chunks.push(chunk.subarray(0, read));
    total += read;
    if (total > maxBytes) return { kind: 'too-large', size: total };
  }
};

/** What a path leads to; undefined when a directory on the way is closed to us. */
const reach = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch (error) {
    if (errnoOf(error) === 'EACCES') return undefined;
    throw error;
  }
};

/**
 * Reads a regular file of at most `maxBytes`, following links. A FIFO, socket or device is never opened for reading:
 * the type is looked at first, and the descriptor, opened without blocking, is looked at again (open(2), O_NONBLOCK).
 */
export const readRegularFile = (path: string, maxBytes: number): FileRead => {
  let descriptor: number | undefined;
  try {
    const target = reach(path);
    if (target === undefined) return { kind: 'unreachable' };
    if (!target.isFile()) return { kind: 'not-a-file' };
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { kind: 'not-a-file' };
    if (status.size > maxBytes) return { kind: 'too-large', size: status.size };
    return readAll(descriptor, status.size, maxBytes);
  } catch (error) {
    return failure(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
