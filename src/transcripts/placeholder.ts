const WORDS = /example|placeholder|your[-_]|changeme|redacted|dummy|xxxx|\*\*\*|\.\.\./i;

/** Shannon entropy in bits per character. */
export const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

/** Random hex of 32 characters has above 3 bits; a repeated pattern or a word in a template less. */
const MIN_TOKEN_ENTROPY = 2.5;

/** True for what stands where a secret would stand: a template's word, a masked value, one character over and over. */
export const isPlaceholder = (secret: string): boolean => WORDS.test(secret) || entropyOf(secret) < MIN_TOKEN_ENTROPY;
