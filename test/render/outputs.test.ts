import test from 'ava';
import { UsageError } from '../../src/context/paths.ts';
import { type Output, parseOutputs, writeFailureText } from '../../src/render/outputs.ts';

const parse = (values: readonly string[], json = false): Output[] => parseOutputs(values, { json, cwd: '/work' });

for (const [values, json, outputs] of [
  [[], false, [{ format: 'text' }]],
  [[], true, [{ format: 'json' }]],
  [['sarif'], false, [{ format: 'sarif' }]],
  [['json'], true, [{ format: 'json' }]],
  [['html=report.html'], false, [{ format: 'text' }, { format: 'html', file: '/work/report.html' }]],
  [
    ['sarif=a.sarif', 'junit=/b.xml', 'ndjson'],
    false,
    [{ format: 'ndjson' }, { format: 'sarif', file: '/work/a.sarif' }, { format: 'junit', file: '/b.xml' }],
  ],
  [['markdown=-'], false, [{ format: 'markdown' }]],
  [['json=a=b.json'], true, [{ format: 'json' }, { format: 'json', file: '/work/a=b.json' }]],
] as const) {
  test(`asked: ${json ? '--json ' : ''}${values.map((value) => `--format ${value}`).join(' ')}`, (t) => {
    t.deepEqual(parse(values, json), outputs as unknown as Output[]);
  });
}

for (const [values, json, message] of [
  [['xml'], false, /there is no format "xml" \(known: text, json, ndjson, sarif, junit, markdown, html\)/],
  [['=x'], false, /no format ""/],
  [['json='], false, /give a file/],
  [['sarif'], true, /stdout takes one report, not json and sarif/],
  [['text', 'html'], false, /--format html=FILE/],
  [['json=x', 'sarif=./x'], false, /two reports for one file: \/work\/x/],
] as const) {
  test(`refused: ${json ? '--json ' : ''}${values.map((value) => `--format ${value}`).join(' ')}`, (t) => {
    const error = t.throws(() => parse(values, json), { instanceOf: UsageError });
    t.regex(error?.message ?? '', message);
  });
}

test('what went wrong, in one line', (t) => {
  t.is(writeFailureText('/x/a\nb', 'ENOSPC'), 'cannot write /x/a\\nb: the disk is full (ENOSPC)');
  t.is(writeFailureText('/x', 'EWHATEVER'), 'cannot write /x: EWHATEVER');
});
