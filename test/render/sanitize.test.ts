import test from 'ava';
import fc from 'fast-check';
import { toVisible, toVisibleJson, toVisibleLines } from '../../src/render/sanitize.ts';

const CASES: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['plain text stays', 'agents/main/sessions.json', 'agents/main/sessions.json'],
  ['letters of any script stay', 'größe 日本 مرحبا 🦞', 'größe 日本 مرحبا 🦞'],
  ['a newline', 'a\nb\r\nc\td', 'a\\nb\\r\\nc\\td'],
  ['a colour', '\x1b[31mred', '\\x1b[31mred'],
  ['a window title', '\x1b]0;owned\x07', '\\x1b]0;owned\\x07'],
  ['the one-byte CSI', '\u009b2J', '\\u009b2J'],
  ['backspaces and delete', 'a\b\x7f', 'a\\x08\\x7f'],
  ['a name turned around', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
  ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
  ['no width', 'a\u200b\u200d\ufeff\u00adb', 'a\\u200b\\u200d\\ufeff\\u00adb'],
  ['line separators', '\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
  ['tag characters', '\u{e0041}', '\\u{e0041}'],
  ['blank letters', '\u3164', '\\u3164'],
  ['bytes that are no UTF-8', 'x\udcff\udc80', 'x\\xff\\x80'],
  ['other lone surrogates', '\ud800', '\\ud800'],
  ['an emoji with its style', '❤️', '❤️'],
];

for (const [what, text, shown] of CASES) {
  test(`visible: ${what}`, (t) => {
    t.is(toVisible(text), shown);
  });
}

test('lines: only the line breaks of the text divide it', (t) => {
  t.deepEqual(toVisibleLines('a\r\nb\x1b[2J\n'), ['a', 'b\\x1b[2J', '']);
});

test('whatever goes in, nothing invisible comes out, and again changes nothing', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = toVisible(text);
      t.notRegex(shown, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      t.is(toVisible(shown), shown);
    }),
  );
});

test('JSON stays the same document', (t) => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (value) => {
      const json = toVisibleJson(JSON.stringify(value, null, 2));
      t.deepEqual(JSON.parse(json), value);
      t.notRegex(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
