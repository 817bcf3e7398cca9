import { readPairingStore } from '../context/pairing-stores.ts';

/** Beyond this a store is no list of people any more. */
const MAX_SENDERS = 1_000;

/**
 * The senders whose pairing was approved for a channel (spec CR 3.8, `<channel>-allowFrom.json`): trimmed, each once,
 * without blanks and the wildcard. A store that is missing, broken or elsewhere is an empty list, as for the gateway. An
 * entry that would be read as a reference to a variable, or that holds control characters, is no sender and is left out:
 * the store is written by strangers' requests, and the entries go into the config.
 */
export const readPairedSenders = (credentialsDir: string, channel: string): readonly string[] => {
  const store = readPairingStore(credentialsDir, channel);
  if (store.status !== 'read') return [];
  return [...new Set(store.entries)].filter((entry) => /^[^\p{Cc}$]+$/u.test(entry)).slice(0, MAX_SENDERS);
};
