/**
 * Allowlist entries in the form in which two entries for the same sender are equal (spec: checks 5.2, last column).
 * Each takes a trimmed entry and gives the normalized one; an empty result means "no entry".
 */
type Normalizer = (entry: string) => string;

/** Takes one leading prefix away, in any case; prefixes are written with their separator. */
const withoutPrefix =
  (...prefixes: readonly string[]): Normalizer =>
  (entry) => {
    const prefix = prefixes.find((candidate) => entry.toLowerCase().startsWith(candidate));
    return prefix === undefined ? entry : entry.slice(prefix.length).trim();
  };

/** Prefixes in layers ("line:" then "user:"), each layer at most once. */
const withoutPrefixes =
  (...layers: readonly (readonly string[])[]): Normalizer =>
  (entry) =>
    layers.reduce((rest, prefixes) => withoutPrefix(...prefixes)(rest), entry);

const lower =
  (normalize: Normalizer): Normalizer =>
  (entry) =>
    normalize(entry).toLowerCase();

/** A phone number as "+" and digits; anything without a digit stays as it is. */
const phone = (entry: string): string => {
  const digits = entry.replace(/\D/g, '');
  return digits === '' ? entry : `+${digits}`;
};

/** For channels whose entries have one spelling. */
export const asWritten: Normalizer = (entry) => entry;
export const telegramEntry: Normalizer = withoutPrefix('telegram:', 'tg:');
export const whatsappEntry: Normalizer = (entry) => phone(withoutPrefix('whatsapp:')(entry));
export const signalEntry: Normalizer = (entry) => phone(withoutPrefix('signal:')(entry));
export const slackEntry: Normalizer = withoutPrefix('slack:', 'user:');
export const ircEntry: Normalizer = lower(withoutPrefixes(['irc:'], ['user:']));
export const mattermostEntry: Normalizer = lower((entry) =>
  withoutPrefix('mattermost:', 'user:')(entry).replace(/^@/, ''),
);
export const nextcloudEntry: Normalizer = lower(withoutPrefix('nextcloud-talk:', 'nc-talk:', 'nc:'));
export const matrixEntry: Normalizer = lower(withoutPrefixes(['matrix:'], ['user:']));
export const googleChatEntry: Normalizer = lower(
  withoutPrefixes(['googlechat:', 'google-chat:', 'gchat:'], ['user:', 'users/']),
);
export const blueBubblesEntry: Normalizer = (entry) => {
  const handle = lower(withoutPrefixes(['bluebubbles:'], ['imessage:', 'sms:', 'auto:']))(entry);
  return handle.includes('@') || handle === '*' ? handle : phone(handle);
};
export const zaloEntry: Normalizer = withoutPrefix('zalo:', 'zl:');
export const zalouserEntry: Normalizer = withoutPrefix('zalouser:', 'zlu:');
export const lineEntry: Normalizer = withoutPrefix('line:user:', 'line:');
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** A public key as 64 hex digits, from its `npub` form too (NIP-19: bech32, 52 data characters, 6 of checksum). */
export const nostrEntry: Normalizer = (entry) => {
  const key = lower(withoutPrefix('nostr:'))(entry);
  const data = new RegExp(`^npub1([${BECH32}]{52})[${BECH32}]{6}$`).exec(key)?.[1];
  if (data === undefined) return key;
  const bits = [...data].reduce((value, letter) => (value << 5n) | BigInt(BECH32.indexOf(letter)), 0n);
  return (bits >> 4n).toString(16).padStart(64, '0');
};
/** Also unwraps a mention: `<@id>`, `<@!id>`. */
export const discordEntry: Normalizer = (entry) =>
  withoutPrefix('discord:', 'user:')(entry.replace(/^<@!?([^>]+)>$/, '$1'));
