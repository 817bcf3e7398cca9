import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Hit } from '../../src/code-safety/hit.ts';
import { scanFile } from '../../src/code-safety/scan-file.ts';
import { CARRIED, CARRIED_HARMLESS } from './corpus/carried.ts';
import { CONTAINED, CONTAINED_HARMLESS } from './corpus/containers.ts';
import { HARMLESS } from './corpus/harmless.ts';
import { EVASIVE, OTHER, PLAIN } from './corpus/malicious.ts';
import type { Sample } from './corpus/sample.ts';
import { SECOND_HARMLESS } from './corpus/second-harmless.ts';
import { SECOND_MALICIOUS } from './corpus/second-malicious.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-corpus-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

/** Hits that would show as a warning or worse. */
const alarms = ({ file, text }: Sample): Hit[] => {
  const path = join(folder, file);
  writeFileSync(path, text);
  // As in a thread: none of the samples is deep.
  const report = scanFile({ path, shown: file, documents: true, strongOnly: false }, true);
  return report.hits.filter(({ severity }) => severity !== 'info');
};

const shown = (hits: readonly Hit[]): string =>
  hits.map(({ family, rule, line }) => `${family}/${rule}:${line}`).join(' ');

const MALICIOUS = [...PLAIN, ...EVASIVE, ...CONTAINED, ...CARRIED, ...OTHER, ...SECOND_MALICIOUS];
const ALL_HARMLESS = [...HARMLESS, ...CONTAINED_HARMLESS, ...CARRIED_HARMLESS, ...SECOND_HARMLESS];

test('the corpus is as large as it says', (t) => {
  t.true(MALICIOUS.length >= 100);
  t.true(EVASIVE.length >= 30);
  t.true(ALL_HARMLESS.length >= 100);
  for (const samples of [MALICIOUS, ALL_HARMLESS]) t.is(new Set(samples.map(({ name }) => name)).size, samples.length);
});

test('at least 95 % of the malicious samples are found', (t) => {
  const missed = MALICIOUS.filter((sample) => alarms(sample).length === 0).map(({ name }) => name);
  t.log(`${MALICIOUS.length - missed.length} of ${MALICIOUS.length} found`, ...missed);
  t.true(missed.length <= MALICIOUS.length * 0.05, `missed: ${missed.join('; ')}`);
});

test('evasive samples get past the text rules, and are found by parsing', (t) => {
  for (const sample of [...EVASIVE, ...CONTAINED, ...CARRIED]) {
    const families = new Set(alarms(sample).map(({ family }) => family));
    t.false(families.has('text'), `${sample.name}: the text rules see it: it is not evasive`);
  }
});

test('what is put into an object, a list or a map is found where it is called', (t) => {
  const missed = CONTAINED.filter((sample) => alarms(sample).length === 0).map(({ name }) => name);
  t.deepEqual(missed, []);
});

test('what is carried by classes, generators, JSON, errors and the like is found where it is called', (t) => {
  const missed = CARRIED.filter((sample) => alarms(sample).length === 0).map(({ name }) => name);
  t.deepEqual(missed, []);
});

test('what is left out for its number makes the file one that was not followed in full', (t) => {
  const path = join(folder, 'many.js');
  const parseOf = (count: number, member: string): string => {
    const objects = Array.from({ length: count }, (_, index) => `{ ${member} ${index} }`);
    writeFileSync(path, `for (const { go } of [${objects.join(', ')}]) go('1');`);
    return scanFile({ path, shown: 'many.js', documents: true, strongOnly: false }, true).parse;
  };
  t.is(parseOf(60, 'go: () =>'), 'parsed');
  t.is(parseOf(100, 'go: () =>'), 'too-complex');
  t.is(parseOf(1_000, 'go:'), 'parsed', 'numbers hide nothing');
});

test('at most two harmless samples raise an alarm', (t) => {
  const alarmed = ALL_HARMLESS.map((sample) => ({ sample, hits: alarms(sample) })).filter(
    ({ hits }) => hits.length > 0,
  );
  const told = alarmed.map(({ sample, hits }) => `${sample.name}: ${shown(hits)}`);
  t.log(`${alarmed.length} of ${ALL_HARMLESS.length} raise an alarm`, ...told);
  t.true(alarmed.length <= 2, told.join('; '));
});
