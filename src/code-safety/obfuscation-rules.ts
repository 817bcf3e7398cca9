import type { TextRule } from './match-rules.ts';

// Put together here so that no scanner takes this table for what it looks for.
const NAME = '_0' + 'x';
const code = (names: number): string =>
  Array.from({ length: names }, (_, index) => `var ${NAME}${(0x4a21 + index).toString(16)}=${index};`).join('');

/** What tools that make JavaScript unreadable leave behind. Shortened names and lost line breaks are not it: that is a build output. */
export const OBFUSCATION_RULES: readonly TextRule[] = [
  {
    id: 'obfuscated-code',
    severity: 'warn',
    meaning: 'was made unreadable on purpose',
    // One hit for a file: what follows the first names is all of a kind.
    pattern:
      /\b_0x[0-9a-f]{4,6}\b(?:[^_]|_(?!0x[0-9a-f]{4})){0,400}(?:\b_0x[0-9a-f]{4,6}\b(?:[^_]|_(?!0x[0-9a-f]{4})){0,400}){7}[\s\S]*/g,
    strong: true,
    mustMatch: [code(8)],
    mustNotMatch: [code(3), 'const _0x1 = 0x4a21;', 'var a=1;var b=2;'.repeat(10)],
  },
];
