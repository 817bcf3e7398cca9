import test from 'ava';
import type { Check } from '../../src/audit/check.ts';
import { codeSafetyChecks } from '../../src/checks/code-safety.ts';
import { toFinding } from '../../src/checks/judge.ts';
import { type CodeFact, unitFact } from '../../src/code-safety/code-facts.ts';
import type { CodeUnit, UnitFiles } from '../../src/code-safety/code-unit.ts';
import type { Hit } from '../../src/code-safety/hit.ts';
import type { FileReport } from '../../src/code-safety/scan-file.ts';
import { contextOf } from '../code-safety/context.ts';

const context = contextOf('/nowhere');

const unit = (kind: CodeUnit['kind']): CodeUnit => ({
  kind,
  name: 'demo',
  root: '/home/u/demo',
  isFolder: true,
  source: 'extensions',
});

const hit = (severity: Hit['severity'], family: Hit['family'] = 'text', line = 1): Hit => ({
  family,
  rule: 'some-rule',
  severity,
  meaning: 'does something',
  line,
});

const report = (hits: readonly Hit[], more: Partial<FileReport> = {}): FileReport => ({
  status: 'scanned',
  kind: 'javascript',
  bytes: 10,
  size: 10,
  parse: 'parsed',
  hits,
  unlisted: {},
  ...more,
});

const files = (count: number, more: Partial<UnitFiles> = {}): UnitFiles => ({
  files: Array.from({ length: count }, (_, index) => ({
    path: `/home/u/demo/f${index}.js`,
    shown: `f${index}.js`,
    documents: false,
    strongOnly: false,
  })),
  gaps: [],
  linksOut: [],
  ...more,
});

const findingsOf = (fact: CodeFact) =>
  codeSafetyChecks.filter((check) => check.when(fact)).map((check) => toFinding(check, fact, context));

const oneFile = (hits: readonly Hit[], kind: CodeUnit['kind'] = 'plugin') =>
  findingsOf(unitFact(unit(kind), files(1), [report(hits)], undefined)).map(
    ({ checkId, severity }) => `${checkId} ${severity}`,
  );

const severities: [string, Hit[], string[]][] = [
  ['nothing', [], []],
  ['a warning', [hit('warn')], ['plugins.code_safety warn']],
  ['a critical one among warnings', [hit('warn'), hit('critical')], ['plugins.code_safety critical']],
  ['what only parsing shows', [hit('critical', 'syntax')], ['plugins.code_safety.evasion critical']],
  ['mere information', [hit('info', 'syntax')], ['plugins.code_safety.evasion info']],
  ['a script', [hit('warn', 'script')], ['plugins.code_safety.scripts warn']],
  ['a document', [hit('warn', 'instruction')], ['plugins.code_safety.instructions warn']],
];

for (const [name, hits, expected] of severities) test(`severity: ${name}`, (t) => t.deepEqual(oneFile(hits), expected));

test('each kind has ids of its own', (t) => {
  t.deepEqual(oneFile([hit('critical')], 'skill'), ['skills.code_safety critical']);
  t.deepEqual(oneFile([hit('critical')], 'hook'), ['hooks.code_safety critical']);
});

test('warnings are listed beside critical ones, the worst first, with their places', (t) => {
  const [finding] = findingsOf(
    unitFact(unit('plugin'), files(1), [report([hit('warn', 'text', 3), hit('critical', 'text', 7)])], undefined),
  );
  t.regex(finding?.detail ?? '', /2 places in 1 scanned file\./);
  t.regex(finding?.detail ?? '', /f0\.js:7\)\n- .*f0\.js:3\)$/);
  t.deepEqual(finding?.places, [
    { file: '/home/u/demo/f0.js', line: 7 },
    { file: '/home/u/demo/f0.js', line: 3 },
  ]);
});

test('a line that two rules see is one place, and the unit can be switched off', (t) => {
  const [finding] = findingsOf(
    unitFact(unit('plugin'), files(1), [report([hit('critical', 'text', 7), hit('warn', 'text', 7)])], undefined),
  );
  t.deepEqual(finding?.places, [{ file: '/home/u/demo/f0.js', line: 7 }]);
  t.regex(finding?.command ?? '', /^openclaw config set plugins\.entries\.\w+\.enabled false$/);
});

test('a long list is cut, and says by how much', (t) => {
  const hits = Array.from({ length: 50 }, (_, index) => hit('warn', 'text', index + 1));
  const reports = [report(hits, { unlisted: { 'some-rule': 1_000 } }), report(hits)];
  const [finding] = findingsOf(unitFact(unit('plugin'), files(2), reports, undefined));
  t.regex(finding?.detail ?? '', /1,100 places[\s\S]*and 1,040 more$/);
  t.is(finding?.detail.split('\n').length, 62);
});

test('what could not be read, and what was too large, are different findings', (t) => {
  const reports = [
    report([], { status: 'failed', code: 'EACCES' }),
    report([], { bytes: 5 }),
    report([], { parse: 'too-complex' }),
    report([], { parse: 'invalid' }),
  ];
  const found = findingsOf(unitFact(unit('skill'), files(4), reports, undefined));
  t.deepEqual(
    found.map(({ checkId }) => checkId),
    ['skills.code_safety.scan_failed', 'skills.code_safety.budget', 'skills.code_safety.unparsed'],
  );
  t.regex(found[0]?.detail ?? '', /f0\.js: EACCES/);
  t.regex(found[1]?.detail ?? '', /f1\.js: only the first 5 of 10 bytes[\s\S]*f2\.js/);
});

test('a file that vanished is no failure', (t) => {
  t.deepEqual(
    findingsOf(unitFact(unit('skill'), files(1), [report([], { status: 'failed', code: 'ENOENT' })], undefined)),
    [],
  );
});

test('a folder that cannot be listed', (t) => {
  const [finding] = findingsOf({ type: 'closed-folder', folder: { kind: 'plugin', path: '/x', code: 'EACCES' } });
  t.is(finding?.checkId, 'plugins.code_safety.scan_failed');
  t.regex(finding?.detail ?? '', /\/x: EACCES/);
});

test('a hidden entry is named', (t) => {
  const [finding] = findingsOf({ type: 'hidden-entry', unit: unit('plugin'), entry: './.build/x.js' });
  t.is(finding?.checkId, 'plugins.code_safety.entry_path');
  t.regex(finding?.detail ?? '', /\.\/\.build\/x\.js/);
});

test('every row is documented, and no id stands twice', (t) => {
  const rows: readonly Check<CodeFact>[] = codeSafetyChecks;
  t.is(new Set(rows.map(({ id }) => id)).size, rows.length);
  for (const { id, docs, severity, severities } of rows) {
    t.false(docs.summary.endsWith('.'), id);
    for (const text of [docs.why, docs.triggers, docs.mend]) t.regex(text, /\.$/, id);
    t.true(typeof severity === 'string' || (severities?.length ?? 0) > 0, id);
  }
});
