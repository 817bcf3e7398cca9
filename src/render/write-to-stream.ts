import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../platform/errno.ts';

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
 * Writes a rendered report to a stream that stays open (stdout), no faster than it is read. A reader that goes away ("| head")
 * has seen enough: that is no error. Rejects with any other error of the stream.
 */
export const writeToStream = async (stream: NodeJS.WritableStream, chunks: Iterable<string>): Promise<void> => {
  try {
    await pipeline(Readable.from(batches(chunks)), stream, { end: false });
  } catch (error) {
    if (errnoOf(error) !== 'EPIPE') throw error;
  }
};
