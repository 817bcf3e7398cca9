import { readFileSync } from 'node:fs';
import test from 'ava';
import { sharedFile } from '../helpers/shared.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const DIFFERENCES = sharedFile('conformance/DIFFERENCES.md');

const idsIn = (text: string): string[] => [...text.matchAll(/^\| (D\d+) +\|/gm)].map((match) => match[1] as string);

const withList = DIFFERENCES === undefined ? test.skip : test;

withList('the README tells every deliberate difference, and no other', (t) => {
  t.deepEqual(idsIn(README), idsIn(readFileSync(DIFFERENCES as string, 'utf8')));
});

test('every row of the conformance differences names one that the README tells', (t) => {
  const file = new URL('../conformance/differences.json', import.meta.url);
  const rows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const known = new Set(idsIn(README));
  t.deepEqual(
    Object.entries(rows).filter(([, id]) => !known.has(id)),
    [],
  );
});
