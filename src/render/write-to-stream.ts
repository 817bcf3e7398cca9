import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

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
 * Writes a rendered report to a stream that stays open (stdout), no faster than it is read. Rejects with the stream's error,
 * EPIPE when the reader has gone.
 */
export const writeToStream = (stream: NodeJS.WritableStream, chunks: Iterable<string>): Promise<void> =>
  pipeline(Readable.from(batches(chunks)), stream, { end: false });
