import path from 'node:path';
import { isObject } from '../context/config-reader.ts';
import { readRegularFile } from '../platform/read-file.ts';

/** Parsed in one piece; an object of this size takes a few hundred MiB for a moment. */
const MAX_STORE_BYTES = 64 * 1024 * 1024;

/** The transcripts a session store names, as file names; or why that cannot be told. Plain data. */
export type StoreNames = { readonly names: readonly string[] } | { readonly problem: string };

/** `sessions.json`: an object of session key → entry, with the transcript's id or file (spec CR 1.6). */
const namesIn = (store: unknown): string[] =>
  (isObject(store) ? Object.values(store) : []).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const { sessionFile, sessionId } = entry;
    if (typeof sessionFile === 'string' && sessionFile !== '') return [path.basename(sessionFile)];
    return typeof sessionId === 'string' && sessionId !== '' ? [`${sessionId}.jsonl`] : [];
  });

/** Reads which transcripts a store names. A missing store names none. */
export const readStore = (file: string): StoreNames => {
  const read = readRegularFile(file, MAX_STORE_BYTES);
  switch (read.kind) {
    case 'missing':
      return { names: [] };
    case 'read':
      try {
        return { names: [...new Set(namesIn(JSON.parse(read.bytes.toString('utf8'))))] };
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return { problem: 'it is not valid JSON' };
      }
    case 'too-large':
      return { problem: `it is larger than ${MAX_STORE_BYTES / 1024 / 1024} MiB` };
    case 'unreachable':
      return { problem: 'a directory above it cannot be entered' };
    case 'not-a-file':
      return { problem: 'it is not a regular file' };
    case 'unreadable':
      return { problem: `it cannot be read (${read.code})` };
  }
};
