import { join } from 'node:path';
import { entryTextsAt } from '../context/config-reader.ts';
import { readRegularFile } from '../platform/read-file.ts';

const MAX_STORE_BYTES = 1024 * 1024;
/** Beyond this a store is no list of people any more. */
const MAX_SENDERS = 1_000;

/**
 * The senders whose pairing was approved for a channel (spec CR 3.8, `<channel>-allowFrom.json`): trimmed, each once,
 * without blanks and the wildcard. A missing or broken store is an empty list, as for the gateway. An entry that would be
 * read as a reference to a variable, or that holds control characters, is no sender and is left out: the store is written
 * by strangers' requests, and the entries go into the config.
 */
export const readPairedSenders = (credentialsDir: string, channel: string): readonly string[] => {
  const read = readRegularFile(join(credentialsDir, `${channel}-allowFrom.json`), MAX_STORE_BYTES);
  if (read.kind !== 'read') return [];
  let store: unknown;
  try {
    store = JSON.parse(read.bytes.toString('utf8'));
  } catch {
    return [];
  }
  const entries = entryTextsAt(store, 'allowFrom');
  return [...new Set(entries)].filter((entry) => entry !== '*' && /^[^\p{Cc}$]+$/u.test(entry)).slice(0, MAX_SENDERS);
};
