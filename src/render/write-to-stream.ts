import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../platform/errno.ts';
import type { FileWrite } from '../platform/write-file-atomically.ts';

const BATCH_CHARACTERS = 64 * 1024;

function* batches(chunks: Iterable<string>): Generator<string> {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < BATCH_CHARACTERS) continue;
    yield pending;
    pending = '';
  }
  if (pending !== '') yield pending;
}

/**
 * Writes what `source` gives to a stream that stays open (stdout), no faster than it is read. A reader that goes away ("| head")
 * has seen enough: that is no failure. Rejects with what `source` throws.
 */
export const pipeToStream = async (stream: NodeJS.WritableStream, source: Readable): Promise<FileWrite> => {
  try {
    await pipeline(source, stream, { end: false });
    return { kind: 'written' };
  } catch (error) {
    const code = errnoOf(error);
    return code === 'EPIPE' ? { kind: 'written' } : { kind: 'failed', code };
  }
};

/** Writes a rendered report as `pipeToStream` does, in pieces of some size. */
export const writeToStream = (stream: NodeJS.WritableStream, chunks: Iterable<string>): Promise<FileWrite> =>
  pipeToStream(stream, Readable.from(batches(chunks)));
