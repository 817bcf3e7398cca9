import { randomUUID } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errnoOf } from './errno.ts';

/** The file is there whole, or is as it was before. */
export type FileWrite = { readonly kind: 'written' } | { readonly kind: 'failed'; readonly code: string };

const FLUSH_CHARACTERS = 64 * 1024;

const writeAll = (descriptor: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
};

const writeChunks = (descriptor: number, chunks: Iterable<string>): void => {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < FLUSH_CHARACTERS) continue;
    writeAll(descriptor, pending);
    pending = '';
  }
  writeAll(descriptor, pending);
  fsyncSync(descriptor);
};

/**
 * Writes a file that the user asked for: to a new file beside it (mode 0600, never an existing one or a link), flushed to the
 * disk, then renamed over `path`. A link at `path` is replaced, not followed. On failure nothing is left behind.
 * Memory holds one chunk, however many there are. Throws what `chunks` throws.
 */
export const writeFileAtomically = (path: string, chunks: Iterable<string>): FileWrite => {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  let descriptor: number | undefined;
  let created = false;
  try {
    descriptor = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    created = true;
    writeChunks(descriptor, chunks);
    closeSync(descriptor);
    descriptor = undefined;
    renameSync(temporary, path);
    created = false;
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'failed', code: errnoOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
    if (created) unlinkSync(temporary);
  }
};
