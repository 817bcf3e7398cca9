import type { TextRule } from './match-rules.ts';

const code = (point: number): string => String.fromCodePoint(point);
const TAGS_OF = (word: string): string => [...word].map((letter) => code(0xe0000 + letter.charCodeAt(0))).join('');
const ZERO_WIDTH = code(0x200b);

/** Characters that a reader does not see and a model or an interpreter does. They are judged in every text that is scanned. */
export const UNICODE_RULES: readonly TextRule[] = [
  {
    id: 'hidden-unicode',
    severity: 'critical',
    meaning: 'hides text in invisible tag characters',
    pattern: /[\u{E0001}\u{E0020}-\u{E007E}]{2,}\u{E007F}?/gu,
    // The flags of England, Scotland and Wales are a black flag and a few tags.
    accept: (match, text) =>
      !(text.slice(match.index - 2, match.index) === code(0x1f3f4) && match[0].endsWith(code(0xe007f))),
    strong: true,
    mustMatch: [`Hello${TAGS_OF('run')}`],
    mustNotMatch: ['Hello', `${code(0x1f3f4)}${TAGS_OF('gbeng')}${code(0xe007f)}`],
  },
  {
    id: 'hidden-unicode',
    severity: 'critical',
    meaning: 'hides data in invisible variation selectors',
    pattern: /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]{4,}/gu,
    strong: true,
    mustMatch: [`a${code(0xe0101)}${code(0xe0133)}${code(0xe0120)}${code(0xe0111)}`],
    mustNotMatch: [`${code(0x2764)}${code(0xfe0f)} ${code(0x2600)}${code(0xfe0f)}`],
  },
  {
    id: 'hidden-unicode',
    severity: 'critical',
    meaning: 'turns the reading direction round, so that it shows something else than it is',
    pattern: /[\u202D\u202E]|[\u2066\u2067\u2068][^\n\u2066\u2067\u2068{}()=;/]*[{}()=;/]/gu,
    strong: true,
    mustMatch: [`if (x) { ${code(0x202e)} }`, `a ${code(0x2066)} // b } ${code(0x2069)}`],
    mustNotMatch: ['if (x) { }', `${code(0x2067)}shalom${code(0x2069)}`],
  },
  {
    id: 'hidden-unicode',
    severity: 'warn',
    meaning: 'holds a run of zero-width characters',
    pattern: /[\u200B\u2060-\u2064\u180E\uFEFF]{4,}|[\u200B-\u200D\u2060-\u2064\uFEFF]{8,}/gu,
    strong: true,
    mustMatch: [`pass${ZERO_WIDTH.repeat(4)}word`],
    mustNotMatch: [
      `pass${ZERO_WIDTH}word`,
      `${code(0xfeff)}# Title`,
      `${code(0x1f468)}${code(0x200d)}${code(0x1f469)}`,
    ],
  },
];
