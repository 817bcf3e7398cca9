import { mkdirSync, writeFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import JSON5 from 'json5';
import { parseJson5 } from '../../src/context/parse-json5.ts';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

for (const [what, text, value] of [
  ['in a string', '{a:"x\u2028y"}', { a: 'x\u2028y' }],
  ['in single quotes, with the other kind inside', "{a:'\"\u2029'}", { a: '"\u2029' }],
  ['in a key', '{"a\u2028":1}', { 'a\u2028': 1 }],
  ['after a backslash it continues the line', '{a:"x\\\u2028y"}', { a: 'xy' }],
  ['after two backslashes it is text', '{a:"x\\\\\u2028y"}', { a: 'x\\\u2028y' }],
  ['between things it is white space', '{\u2028a:\u20291}', { a: 1 }],
  ['it ends a comment', '{// it\'s\u2028a:"\u2029"}', { a: '\u2029' }],
  ['a backslash does not carry a comment on', '{// x\\\na:"\u2029"}', { a: '\u2029' }],
  ['quotes in a block comment open nothing', '{/* " /*/a:"\u2028"/**/}', { a: '\u2028' }],
  ['a block comment needs its own end', '{/*/ " */a:"\u2028"}', { a: '\u2028' }],
] as const) {
  test(`line and paragraph separators: ${what}`, (t) => {
    t.deepEqual(parseJson5(text), value);
  });
}

test('an error tells the line and column of the text as it was written', (t) => {
  for (const text of ['{a:"\u2028\u2029" !}', '{a:1,\nb:"\u2028" !}', '{a:"\u2028",\nb: !}', '{a:1} "\u2028']) {
    const plain = t.throws(() => JSON5.parse(text.replaceAll(/[\u2028\u2029]/g, '.')));
    const error = t.throws(() => parseJson5(text));
    const at = ({ lineNumber, columnNumber }: { lineNumber?: number; columnNumber?: number } = {}) => [
      lineNumber,
      columnNumber,
    ];
    t.deepEqual(at(error as object), at(plain as object), JSON.stringify(text));
  }
});

test('the same value or the same refusal as the library alone', (t) => {
  const piece = fc.constantFrom(
    '"',
    "'",
    '\\',
    '/',
    '*',
    '//',
    '/*',
    '*/',
    '\n',
    '\u2028',
    '\u2029',
    'a',
    ',',
    '1',
    ' ',
  );
  const attempt = (parse: (text: string) => unknown, text: string): unknown => {
    try {
      return { value: parse(text) };
    } catch (error) {
      return { message: (error as Error).constructor.name };
    }
  };
  const { warn } = console;
  console.warn = () => undefined;
  t.teardown(() => {
    console.warn = warn;
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('"', "'", ''), (pieces, quote) => {
      const text = `[${quote}${pieces.join('')}${quote}]`;
      t.deepEqual(attempt(parseJson5, text), attempt(JSON5.parse, text));
    }),
    { numRuns: 5_000 },
  );
});

test('a long string is no trouble', (t) => {
  t.is((parseJson5(`'${'\\n'.repeat(1_000_000)}\u2028'`) as string).length, 1_000_001);
});

test('nothing is written past the report', (t) => {
  const home = makeHome(t);
  mkdirSync(`${home}/s`, { mode: 0o700 });
  writeFileSync(`${home}/s/openclaw.json`, "{gateway:{bind:'loopback'},meta:{note:'a\u2028b'}}", { mode: 0o600 });
  writeFileSync(`${home}/ignore.json5`, "[{checkId:'a.b',reason:'a\u2028b'}]");
  const { stderr } = runProgram('audit', '--state-dir', `${home}/s`, '--ignore-file', `${home}/ignore.json5`, '--json');
  t.is(stderr, '');
});
