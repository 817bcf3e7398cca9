import test from 'ava';
import type { CatalogueEntry } from '../../src/checks/catalogue.ts';
import { renderCheckJson, renderCheckListJson } from '../../src/render/checks-json.ts';
import { renderCheck, renderCheckList } from '../../src/render/checks-text.ts';

const entry = (id: string, fixable: CatalogueEntry['fixable'], example?: string): CatalogueEntry => ({
  id,
  family: id.split('.')[0] ?? id,
  severities: fixable === 'no' ? ['critical'] : ['critical', 'warn'],
  fixable,
  docs: {
    summary: `What ${id} states`,
    why: 'It matters.',
    triggers: 'Something is set.',
    mend: 'Unset it.',
    ...(example === undefined ? {} : { example }),
  },
});

test('the list has a heading for each family, and two lines for each check', (t) => {
  t.is(
    renderCheckList([entry('a.one', 'no'), entry('b.two', 'yes'), entry('a.three', 'partly')]),
    `A
  a.one  critical
      What a.one states
  a.three  critical or warn  --fix mends it in most cases
      What a.three states

B
  b.two  critical or warn  --fix mends it
      What b.two states

3 checks. \`openclaw-security checks show ID\` explains one.
`,
  );
});

test('one check is explained', (t) => {
  t.is(
    renderCheck(entry('a.one', 'no', '{ a: 1 }\n{ b: 2 }')),
    `a.one  critical
What a.one states.

Why it matters
  It matters.

When it is reported
  Something is set.

How to mend it
  Unset it.

Example
  { a: 1 }
  { b: 2 }
`,
  );
});

test('on a narrow terminal texts are wrapped and examples are not', (t) => {
  const long = { ...entry('a.one', 'no', 'x'.repeat(60)) };
  const lines = renderCheck({ ...long, docs: { ...long.docs, why: 'word '.repeat(30).trim() } }, { columns: 40 }).split(
    '\n',
  );
  t.true(lines.some((line) => line.length > 40 && line.trim() === 'x'.repeat(60)));
  t.true(lines.filter((line) => line.includes('word')).every((line) => line.length <= 40));
});

test('JSON holds the docs beside the id', (t) => {
  t.deepEqual(JSON.parse(renderCheckJson(entry('a.one', 'yes'))), {
    id: 'a.one',
    family: 'a',
    severities: ['critical', 'warn'],
    fixable: 'yes',
    summary: 'What a.one states',
    why: 'It matters.',
    triggers: 'Something is set.',
    mend: 'Unset it.',
  });
  t.is(JSON.parse(renderCheckListJson([entry('a.one', 'no'), entry('b.two', 'no')])).length, 2);
});

test('no line of the list is wider than the terminal, however long the id', (t) => {
  const long = entry('fs.unlisted_session_stores.perms_readable', 'partly');
  const lines = renderCheckList([long], { columns: 80 }).split('\n');
  t.true(lines.length > 5);
  t.deepEqual(
    lines.filter((line) => line.length > 80),
    [],
  );
});
