const ESCAPE = /\\(?:(?<hex>u[0-9a-fA-F]{4})|(?<one>["\\/bfnrt]))/g;
const SINGLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** A tool's output that holds JSON that holds JSON is as deep as transcripts get. */
const MAX_LEVELS = 3;

const unescapeOnce = (text: string): string =>
  text.replace(ESCAPE, (_, hex: string | undefined, one: string) =>
    hex === undefined ? (SINGLE[one] ?? one) : String.fromCharCode(Number.parseInt(hex.slice(1), 16)),
  );

/**
 * A text as it stands in a JSON line, and what it reads as after taking one, two and three layers of string escapes away.
 * A token at the start of a quoted output line follows the `n` of `\n`, so that no rule would see where it begins.
 */
export const readings = (text: string): string[] => {
  const levels = [text];
  for (let level = text; level.includes('\\') && levels.length <= MAX_LEVELS; ) {
    const next = unescapeOnce(level);
    if (next === level) break;
    levels.push(next);
    level = next;
  }
  return levels;
};
