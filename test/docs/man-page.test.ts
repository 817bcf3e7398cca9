import { readFileSync } from 'node:fs';
import test from 'ava';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const PAGE = read('docs/openclaw-security.1.md');

type Flag = { readonly name: string; readonly allowNo?: boolean; readonly options?: readonly string[] };
type Manifest = { readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, Flag>> }>> };

const { commands } = JSON.parse(read('oclif.manifest.json')) as Manifest;

for (const [id, { flags }] of Object.entries(commands))
  test(`every flag of ${id.replaceAll(':', ' ')} is in the page, with its values`, (t) => {
    t.true(PAGE.includes(`**openclaw-security ${id.replaceAll(':', ' ')}**`));
    for (const { name, allowNo, options = [] } of Object.values(flags)) {
      t.regex(PAGE, new RegExp(`^\\*\\*--${allowNo ? '\\[no-\\]' : ''}${name}\\*\\*`, 'm'), name);
      for (const option of options) t.true(PAGE.includes(option), `${name} ${option}`);
    }
  });

test('every flag in the page is one', (t) => {
  const known = new Set(Object.values(commands).flatMap(({ flags }) => Object.keys(flags)));
  const named = [...PAGE.matchAll(/^\*\*--(?:\[no-\])?([a-z-]+)\*\*/gm)].map((match) => match[1] as string);
  t.deepEqual(
    named.filter((name) => !known.has(name)),
    [],
  );
});

test('the sections stand in the order of man-pages(7)', (t) => {
  const sections = [...PAGE.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  t.deepEqual(sections, [
    'NAME',
    'SYNOPSIS',
    'DESCRIPTION',
    'OPTIONS',
    'EXIT STATUS',
    'ENVIRONMENT',
    'FILES',
    'EXAMPLES',
    'SEE ALSO',
  ]);
});
