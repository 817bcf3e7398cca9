import { readPairingStore } from '../context/pairing-stores.ts';

/** Beyond this a store is no list of people any more. */
const MAX_SENDERS = 1_000;

/** What a pairing store holds, and one sentence for the user when it could not be read although it is there. */
export type PairedSenders = { readonly senders: readonly string[]; readonly problem?: string };

/**
 * The senders whose pairing was approved for a channel (spec CR 3.8, `<channel>-allowFrom.json`): trimmed, each once,
 * without blanks and the wildcard. A missing store is an empty list; one that is broken or elsewhere as well, as for the
 * gateway, and the problem is told. An entry that would be read as a reference to a variable, or that holds control
 * characters, is no sender and is left out: the store is written by strangers' requests, and the entries go into the config.
 */
export const readPairedSenders = (credentialsDir: string, channel: string): PairedSenders => {
  const store = readPairingStore(credentialsDir, channel);
  if (store.status === 'missing') return { senders: [] };
  if (store.status === 'unreadable') {
    const problem = `The senders paired with ${channel} are not known from ${store.path}: ${store.reason}. Nobody was put into its allowlist; add the senders by hand.`;
    return { senders: [], problem };
  }
  const senders = [...new Set(store.entries)].filter((entry) => /^[^\p{Cc}$]+$/u.test(entry)).slice(0, MAX_SENDERS);
  return { senders };
};
