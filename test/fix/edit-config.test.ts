import test from 'ava';
import fc from 'fast-check';
import JSON5 from 'json5';
import { type ConfigEdit, editConfig, type KeyPath, revertEdit } from '../../src/fix/edit-config.ts';
import { json5Document } from './random-json5.ts';

const FLIP = { from: 'open', to: 'allowlist' };
const TELEGRAM = ['channels', 'telegram', 'groupPolicy'];
const flips: readonly (readonly [why: string, keyPath: KeyPath, before: string, after: string])[] = [
  [
    'double quotes stay',
    TELEGRAM,
    '{"channels":{"telegram":{"groupPolicy":"open"}}}',
    '{"channels":{"telegram":{"groupPolicy":"allowlist"}}}',
  ],
  [
    'single quotes stay',
    TELEGRAM,
    "{channels:{telegram:{groupPolicy:'open',},},}",
    "{channels:{telegram:{groupPolicy:'allowlist',},},}",
  ],
  [
    'comments stay',
    TELEGRAM,
    '{channels:{telegram:{groupPolicy:/*a*/"open"/*b*/ // open\n}}}',
    '{channels:{telegram:{groupPolicy:/*a*/"allowlist"/*b*/ // open\n}}}',
  ],
  [
    'the last of a repeated key counts',
    TELEGRAM,
    '{channels:{telegram:{groupPolicy:"open",groupPolicy:"open"}}}',
    '{channels:{telegram:{groupPolicy:"open",groupPolicy:"allowlist"}}}',
  ],
  [
    'the last of a repeated parent counts',
    TELEGRAM,
    '{channels:{telegram:{groupPolicy:"open"}},channels:{telegram:{groupPolicy:"open"}}}',
    '{channels:{telegram:{groupPolicy:"open"}},channels:{telegram:{groupPolicy:"allowlist"}}}',
  ],
  [
    'a key in escapes',
    TELEGRAM,
    '{"\\u0063hannels":{t\\u0065legram:{groupPolicy:"open"}}}',
    '{"\\u0063hannels":{t\\u0065legram:{groupPolicy:"allowlist"}}}',
  ],
  [
    'a value in escapes',
    TELEGRAM,
    '{channels:{telegram:{groupPolicy:"\\u006fpen"}}}',
    '{channels:{telegram:{groupPolicy:"allowlist"}}}',
  ],
  [
    'BOM and CRLF stay',
    ['groupPolicy'],
    '\ufeff{\r\n  groupPolicy: "open",\r\n}\r\n',
    '\ufeff{\r\n  groupPolicy: "allowlist",\r\n}\r\n',
  ],
  [
    'references stay',
    ['groupPolicy'],
    '{$include:"./a",x:"${A}",y:"$${B}",groupPolicy:"open"}',
    '{$include:"./a",x:"${A}",y:"$${B}",groupPolicy:"allowlist"}',
  ],
  [
    'an array index',
    ['list', 1, 'groupPolicy'],
    '{list:[{groupPolicy:"open"},{groupPolicy:"open"},]}',
    '{list:[{groupPolicy:"open"},{groupPolicy:"allowlist"},]}',
  ],
  [
    'a dot in a name',
    ['a.b', 'groupPolicy'],
    '{"a.b":{groupPolicy:"open"},a:{b:{groupPolicy:"open"}}}',
    '{"a.b":{groupPolicy:"allowlist"},a:{b:{groupPolicy:"open"}}}',
  ],
  [
    'words and numbers that JSON lacks around it',
    ['groupPolicy'],
    '{true:-.5,NaN:+.1,null:-NaN,//\u2028groupPolicy:"open"}',
    '{true:-.5,NaN:+.1,null:-NaN,//\u2028groupPolicy:"allowlist"}',
  ],
];

for (const [why, keyPath, before, after] of flips) {
  test(`a flip changes the value only: ${why}`, (t) => {
    const { text, outcome } = editConfig(before, { keyPath, ...FLIP });
    t.is(text, after);
    t.true(outcome.status === 'edited' && revertEdit(text, keyPath, outcome.revert) === before);
  });
}

const SEED: ConfigEdit = { keyPath: ['w', 'groupAllowFrom'], from: undefined, to: ['+1', '+2'], beside: 'groupPolicy' };
const seeds: readonly (readonly [why: string, before: string, after: string])[] = [
  ['compact', '{"w":{"groupPolicy":"open"}}', '{"w":{"groupPolicy":"open","groupAllowFrom":["+1","+2"]}}'],
  [
    'on one line',
    "{ w: { groupPolicy: 'open', x: 1 } }",
    "{ w: { groupPolicy: 'open', groupAllowFrom: ['+1', '+2'], x: 1 } }",
  ],
  [
    'last without a comma',
    '{\n  "w": {\n    "groupPolicy": "open"\n  }\n}\n',
    '{\n  "w": {\n    "groupPolicy": "open",\n    "groupAllowFrom": ["+1", "+2"]\n  }\n}\n',
  ],
  [
    'last with a comma and CRLF',
    '{\r\n\tw: {\r\n\t\tgroupPolicy: "open",\r\n\t},\r\n}',
    '{\r\n\tw: {\r\n\t\tgroupPolicy: "open",\r\n\t\tgroupAllowFrom: ["+1", "+2"],\r\n\t},\r\n}',
  ],
  [
    'behind the remark on the line',
    '{w:{\n  groupPolicy: "open", // all\n  x: 1}}',
    '{w:{\n  groupPolicy: "open", // all\n  groupAllowFrom: ["+1", "+2"],\n  x: 1}}',
  ],
  [
    'behind a remark that ends the only line',
    '{w:{groupPolicy:"open",// all\n}}',
    '{w:{groupPolicy:"open",// all\ngroupAllowFrom:["+1","+2"],\n}}',
  ],
];

for (const [why, before, after] of seeds) {
  test(`a new key takes the style around it: ${why}`, (t) => {
    const { text, outcome } = editConfig(before, SEED);
    t.is(text, after);
    t.true(outcome.status === 'edited' && revertEdit(text, SEED.keyPath, outcome.revert) === before);
  });
}

test('an empty list is replaced, and comes back as it was written', (t) => {
  const before = '{w:{groupAllowFrom:[ /* nobody */ ],groupPolicy:"open"}}';
  const { text, outcome } = editConfig(before, { ...SEED, from: [] });
  t.deepEqual(JSON5.parse(text), { w: { groupAllowFrom: ['+1', '+2'], groupPolicy: 'open' } });
  t.true(outcome.status === 'edited' && revertEdit(text, SEED.keyPath, outcome.revert) === before);
});

test('a value that somebody else changed is left alone', (t) => {
  const edit = { keyPath: ['groupPolicy'], ...FLIP };
  t.deepEqual(editConfig('{groupPolicy:"allowlist"}', edit).outcome, { status: 'already' });
  t.deepEqual(editConfig('{groupPolicy:"disabled"}', edit).outcome, { status: 'differs' });
  t.deepEqual(editConfig('{}', edit).outcome, { status: 'differs' });
  t.deepEqual(editConfig('{w:{}}', SEED).outcome, { status: 'no-place' });
  t.deepEqual(editConfig('{}', SEED).outcome, { status: 'no-place' });
});

test('a revert leaves alone what is no longer as the edit left it', (t) => {
  const replaced = { kind: 'replace', oldText: '"open"', newText: '"allowlist"' } as const;
  t.is(revertEdit('{a:"allowlist"}', ['a'], replaced), '{a:"open"}');
  t.is(revertEdit("{a:'allowlist'}", ['a'], replaced), undefined);
  t.is(revertEdit('{a:"open"}', ['a'], replaced), undefined);
  t.is(revertEdit('{}', ['a'], replaced), undefined);
  const { text, outcome } = editConfig('{w:{groupPolicy:"open"}}', SEED);
  if (outcome.status !== 'edited') return t.fail();
  t.is(revertEdit(text.replace('+2', '+3'), SEED.keyPath, outcome.revert), undefined);
});

/** Every path to a value in a parsed config. */
const pathsOf = (value: unknown, at: KeyPath = []): KeyPath[] =>
  value === null || typeof value !== 'object'
    ? []
    : Reflect.ownKeys(value)
        .filter((key): key is string => typeof key === 'string' && !(Array.isArray(value) && key === 'length'))
        .flatMap((key) => {
          const path = [...at, Array.isArray(value) ? Number(key) : key];
          return [path, ...pathsOf(Object.getOwnPropertyDescriptor(value, key)?.value, path)];
        });

const valueAt = (value: unknown, path: KeyPath): unknown =>
  path.reduce<unknown>((node, step) => Object.getOwnPropertyDescriptor(node, step)?.value, value);

test('any value of any JSON5 text can be replaced and put back, all else byte for byte', (t) => {
  fc.assert(
    fc.property(json5Document, fc.nat(), fc.constantFrom('allowlist', 'it\'s "\u2028\\', '${X}'), (text, pick, to) => {
      const value = JSON5.parse<unknown>(text);
      const paths = pathsOf(value);
      fc.pre(paths.length > 0);
      const keyPath = paths[pick % paths.length] as KeyPath;
      const result = editConfig(text, { keyPath, from: valueAt(value, keyPath), to });
      t.is(result.outcome.status, 'edited');
      t.is(valueAt(JSON5.parse(result.text), keyPath), to);
      t.true(result.outcome.status === 'edited' && revertEdit(result.text, keyPath, result.outcome.revert) === text);
    }),
    { numRuns: 2000 },
  );
});

test('a new key can be put beside any member of any JSON5 text and taken out again, byte for byte', (t) => {
  fc.assert(
    fc.property(json5Document, fc.nat(), (text, pick) => {
      const paths = pathsOf(JSON5.parse(text)).filter((path) => typeof path.at(-1) === 'string');
      fc.pre(paths.length > 0);
      const path = paths[pick % paths.length] as KeyPath;
      const keyPath = [...path.slice(0, -1), 'groupAllowFrom'];
      const to = ['+15550001', "it's"];
      const result = editConfig(text, { keyPath, from: undefined, to, beside: path.at(-1) as string });
      t.is(result.outcome.status, 'edited');
      t.deepEqual(valueAt(JSON5.parse(result.text), keyPath), to);
      t.true(result.outcome.status === 'edited' && revertEdit(result.text, keyPath, result.outcome.revert) === text);
    }),
    { numRuns: 2000 },
  );
});
