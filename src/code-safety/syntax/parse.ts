import { type ParserOptions, parseSync } from 'oxc-parser';
import type { Node } from './node.ts';

/** Files larger than this are judged by the text rules alone, and that is said. */
export const MAX_PARSE_BYTES = 4 * 1024 * 1024;

/**
 * The stack a thread needs before it may parse. oxc-parser is a recursive descent in native code: when its stack ends, the
 * process ends. So a file is parsed only where its stack is certain to be enough.
 */
export const PARSER_STACK_MB = 1024;
const LEVEL_BYTES = { opener: 5_000, operator: 1_500 };
/** What a main thread surely has (1 MiB on Windows), less what is already in use. */
const SMALL_STACK_BYTES = 700_000;
const LARGE_STACK_BYTES = (PARSER_STACK_MB - 64) * 1024 * 1024;

const OPENERS = /[([{<?=:]|\b(?:typeof|void|await|new|delete|if|for|while|else|do|yield|async)\b/g;
const OPERATORS = /[.+\-*/%&|^!~>,]/g;

const count = (pattern: RegExp, text: string): number => {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) found += 1;
  return found;
};

/**
 * An upper bound of the stack that parsing `text` can take, in bytes: as if every token that can open a level of nesting
 * opened one inside all the others (measured: 4 KB a level at worst). Strings and comments count too, so nothing can hide.
 */
const stackBound = (text: string): number =>
  count(OPENERS, text) * LEVEL_BYTES.opener + count(OPERATORS, text) * LEVEL_BYTES.operator;

export type Parsed =
  | { readonly status: 'parsed'; readonly program: Node }
  /** Neither JavaScript nor TypeScript. */
  | { readonly status: 'invalid' }
  /** So large or so dense that parsing could exhaust the stack. */
  | { readonly status: 'too-complex' };

type Dialect = Pick<ParserOptions, 'lang' | 'sourceType'>;

const dialects = (name: string): Dialect[] => {
  const extension = /\.([cm]?[jt]sx?)$/i.exec(name)?.[1]?.toLowerCase() ?? 'js';
  if (extension === 'tsx') return [{ lang: 'tsx', sourceType: 'unambiguous' }];
  if (extension.includes('ts')) {
    return [
      { lang: 'ts', sourceType: 'unambiguous' },
      { lang: 'ts', sourceType: 'commonjs' },
    ];
  }
  return [
    { lang: 'jsx', sourceType: 'unambiguous' },
    { lang: 'jsx', sourceType: 'commonjs' },
    { lang: 'ts', sourceType: 'unambiguous' },
  ];
};

/**
 * Parses JavaScript or TypeScript; the file name's ending picks the dialect, with others as second guesses.
 * @param largeStack whether this thread was started with PARSER_STACK_MB.
 */
export const parseProgram = (name: string, text: string, largeStack: boolean): Parsed => {
  if (stackBound(text) > (largeStack ? LARGE_STACK_BYTES : SMALL_STACK_BYTES)) return { status: 'too-complex' };
  for (const dialect of dialects(name)) {
    const result = parseSync('code', text, { ...dialect, preserveParens: false });
    const program = result.program as unknown as Node;
    // oxc recovers from some errors (a doubled declaration); from others it gives an empty program.
    if (result.errors.length === 0 || (program.body as unknown[]).length > 0) return { status: 'parsed', program };
  }
  return { status: 'invalid' };
};
