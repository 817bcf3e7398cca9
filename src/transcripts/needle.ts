/** Says, from the bytes behind a needle, whether a rule could match there. May say yes too often, never no too often. */
export type Confirm = (bytes: Uint8Array, at: number, end: number) => boolean;

/**
 * A run of bytes that is part of every match of some rule. Written as text: a plain character stands for itself, `[a-z_]`
 * for one byte of a class, `{n}` repeats what is before it. Nothing else is special. Only ASCII, at least four bytes.
 */
export type Needle = string | { readonly text: string; readonly confirm: Confirm };

/** The bytes allowed at each position. */
export type ByteSets = readonly (readonly number[])[];

const classBytes = (text: string): number[] => {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at);
    const isRange = text[at + 1] === '-' && at + 2 < text.length;
    const last = isRange ? text.charCodeAt(at + 2) : first;
    for (let byte = first; byte <= last; byte++) bytes.push(byte);
    if (isRange) at += 2;
  }
  return bytes;
};

const PIECE = /(?:\[(?<set>[^\]]+)\]|(?<plain>[^[\]{}]))(?:\{(?<times>\d+)\})?/gy;

/** The byte sets of a needle's text. Throws a SyntaxError when the text is not as described: that is our own mistake. */
export const parseNeedle = (text: string): ByteSets => {
  const sets: number[][] = [];
  let parsed = 0;
  for (const piece of text.matchAll(PIECE)) {
    const set = piece.groups?.set;
    const bytes = set === undefined ? [piece[0].charCodeAt(0)] : classBytes(set);
    for (let times = Number(piece.groups?.times ?? 1); times > 0; times--) sets.push(bytes);
    parsed += piece[0].length;
  }
  if (parsed !== text.length || sets.length < 4) throw new SyntaxError(`not a needle: ${text}`);
  return sets;
};

/** The needle for given bytes, whatever they are. */
export const literalNeedle = (bytes: Uint8Array): ByteSets => Array.from(bytes, (byte) => [byte]);

/** Layers of JSON strings around what some program printed that are reckoned with, beside none. */
const LAYERS = [1, 2] as const;

/** A needle, and how it is written where every slash is escaped, as PHP does: in a line itself, and in a string of it. */
export const withEscapedSlashes = (needle: Needle): Needle[] => {
  const text = typeof needle === 'string' ? needle : needle.text;
  // A slash in a class is one of many characters: too rare in one token to matter.
  if (!text.replace(/\[[^\]]+\]/g, '').includes('/')) return [needle];
  const escaped = LAYERS.map((layer) =>
    text.replace(/\[[^\]]+\]|\//g, (piece) => (piece === '/' ? `${'\\'.repeat(layer)}/` : piece)),
  );
  return [needle, ...escaped.map((written) => (typeof needle === 'string' ? written : { ...needle, text: written }))];
};

/** Characters of such a run that must stand together; a few are in every text with angle brackets. */
const ESCAPED_CHARACTERS = 6;

/** Runs of ordinary characters written as `\u0041`: nothing that stands there can be told before it is unescaped. */
export const ESCAPED_RUNS: readonly Needle[] = LAYERS.map((layer) =>
  Array.from({ length: ESCAPED_CHARACTERS }, () => 'u00[2-7][0-9a-fA-F]').join('\\'.repeat(layer)),
);
