import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Hit } from '../../src/code-safety/hit.ts';
import { scanFile } from '../../src/code-safety/scan-file.ts';
import { HARMLESS } from './corpus/harmless.ts';
import { EVASIVE, OTHER, PLAIN } from './corpus/malicious.ts';
import type { Sample } from './corpus/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'code-corpus-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

/** Hits that would show as a warning or worse. */
const alarms = ({ file, text }: Sample): Hit[] => {
  const path = join(folder, file);
  writeFileSync(path, text);
  const report = scanFile({ path, shown: file, documents: true, strongOnly: false }, false);
  return report.hits.filter(({ severity }) => severity !== 'info');
};

const shown = (hits: readonly Hit[]): string =>
  hits.map(({ family, rule, line }) => `${family}/${rule}:${line}`).join(' ');

test('the corpus is as large as it says', (t) => {
  t.true(PLAIN.length + EVASIVE.length + OTHER.length >= 60);
  t.true(EVASIVE.length >= 30);
  t.true(HARMLESS.length >= 60);
  const names = [...PLAIN, ...EVASIVE, ...OTHER].map(({ name }) => name);
  t.is(new Set(names).size, names.length);
});

test('at least 95 % of the malicious samples are found', (t) => {
  const samples = [...PLAIN, ...EVASIVE, ...OTHER];
  const missed = samples.filter((sample) => alarms(sample).length === 0).map(({ name }) => name);
  t.log(`${samples.length - missed.length} of ${samples.length} found`, ...missed);
  t.true(missed.length <= samples.length * 0.05, `missed: ${missed.join('; ')}`);
});

test('evasive samples get past the text rules, and are found by parsing', (t) => {
  for (const sample of EVASIVE) {
    const families = new Set(alarms(sample).map(({ family }) => family));
    t.false(families.has('text'), `${sample.name}: the text rules see it: it is not evasive`);
  }
});

test('at most two harmless samples raise an alarm', (t) => {
  const alarmed = HARMLESS.map((sample) => ({ sample, hits: alarms(sample) })).filter(({ hits }) => hits.length > 0);
  t.log(`${alarmed.length} of ${HARMLESS.length} raise an alarm`);
  t.true(alarmed.length <= 2, alarmed.map(({ sample, hits }) => `${sample.name}: ${shown(hits)}`).join('; '));
});
