import test from 'ava';
import { suggestion } from '../src/suggestion.ts';

const KNOWN = ['security audit', 'audit', 'undo', 'checks show', '--fix', '--json', '--dev', '--deep'];

const ROWS: readonly (readonly [given: string, hint: string])[] = [
  ['audti', ' Did you mean audit?'],
  ['secruity aduit', ' Did you mean security audit?'],
  ['check show', ' Did you mean checks show?'],
  ['unod', ' Did you mean undo?'],
  ['--jsn', ' Did you mean --json?'],
  ['--dee', ' Did you mean --deep?'],
  // Another word, not a slip: --fix is not to be put into anybody's mouth.
  ['-x', ''],
  ['--no-fix', ''],
  ['--frob', ''],
  ['entirely different', ''],
  ['x'.repeat(100_000), ''],
];

for (const [given, hint] of ROWS)
  test(`${given.slice(0, 20)}:${hint === '' ? ' no hint' : hint}`, (t) => t.is(suggestion(given, KNOWN), hint));

test('nothing is meant when nothing is known', (t) => t.is(suggestion('audit', []), ''));
