import fc from 'fast-check';

/** A JSON5 text together with what it is made of: the same value can be written in very many ways. */
const BLANKS = [
  '',
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\n    ',
  '\u00a0',
  '\ufeff',
  '\u2028',
  ' /* , } ] : " */ ',
  "// it's { here\n",
  '//x\r\n',
  '/**/',
  '/* * // */',
];
const blank = fc.array(fc.constantFrom(...BLANKS), { maxLength: 2 }).map((parts) => parts.join(''));

const escapeAll = (text: string): string =>
  [...text]
    .flatMap((character) =>
      Array.from(
        { length: character.length },
        (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
      ),
    )
    .join('');

const stringText = (value: string) =>
  fc.constantFrom('double', 'single', 'escaped', 'continued').map((style) => {
    const body = JSON.stringify(value).slice(1, -1);
    if (style === 'single') return `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
    if (style === 'escaped') return `"${escapeAll(value)}"`;
    return style === 'continued' ? `"\\\r\n${body}\\\n"` : `"${body}"`;
  });

const ODD = [
  'a',
  'open',
  '${VAR}',
  '$${VAR}',
  "it's",
  'say "x"',
  '}',
  ',',
  '// no',
  '/* no */',
  '\\',
  '\u2028',
  '😀',
  '',
  '\\\\"',
];
const scalar = fc.oneof(
  fc.constantFrom('true', 'null', '-.5', '+1', '0x1F', '5.', '1e3', 'Infinity', '-NaN', '+.1', '-Infinity'),
  fc.constantFrom(...ODD).chain(stringText),
  fc.string({ unit: 'grapheme', maxLength: 8 }).chain(stringText),
);

/** The names that the key paths of the tests use, and some that only get in the way. */
export const KEYS = [
  'channels',
  'telegram',
  'groupPolicy',
  '$include',
  'true',
  'null',
  'a.b',
  '',
  'ünï',
  '__proto__',
  'NaN',
];
const keyText = (key: string) =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)
    ? fc.oneof(
        fc.constantFrom(key, `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`),
        stringText(key),
      )
    : stringText(key);

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, scalar, list(tie('value')), object(tie('value'))),
}));

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(
        fc.tuple(blank, item, blank).map((parts) => parts.join('')),
        { maxLength: 3 },
      ),
      fc.boolean(),
      blank,
    )
    .map(([items, trailing, end]) => `[${items.join(',')}${trailing && items.length > 0 ? ',' : ''}${end}]`);
}

function object(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const member = fc
    .tuple(blank, fc.constantFrom(...KEYS).chain(keyText), blank, blank, item, blank)
    .map(
      ([before, key, colonBefore, colonAfter, text, after]) =>
        `${before}${key}${colonBefore}:${colonAfter}${text}${after}`,
    );
  return fc
    .tuple(fc.array(member, { maxLength: 4 }), fc.boolean(), blank)
    .map(([members, trailing, end]) => `{${members.join(',')}${trailing && members.length > 0 ? ',' : ''}${end}}`);
}

/** Whole documents whose root is an object: comments everywhere, odd quotes, repeated keys, a BOM, CRLF, escapes in keys. */
export const json5Document: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '\ufeff'), blank, object(value), blank)
  .map((parts) => parts.join(''));
