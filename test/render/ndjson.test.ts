import test from 'ava';
import { renderNdjson } from '../../src/render/ndjson.ts';
import { HOSTILE_NAME, sampleReport } from './sample-report.ts';

const report = {
  ...sampleReport(),
  suppressedFindings: [
    { checkId: 'a.b', severity: 'warn', title: 't', detail: 'd', suppression: { source: 'config', reason: 'r' } },
  ] as const,
};

test('header, findings, suppressed, summary: one object a line', (t) => {
  const lines = [...renderNdjson(report)];
  for (const line of lines) t.regex(line, /^[^\n]+\n$/);
  const objects = lines.map((line) => JSON.parse(line));
  t.deepEqual(
    objects.map(({ type }) => type),
    ['header', 'finding', 'finding', 'finding', 'finding', 'suppressed', 'summary'],
  );
  t.deepEqual(objects[6].summary, report.summary);
  t.false('findings' in objects[6]);
  t.true(objects[3].places[0].file.endsWith(HOSTILE_NAME));
  t.snapshot(lines.join(''));
});

test('what a fix did is a line of its own before the summary', (t) => {
  const types = [...renderNdjson(report, { ok: true })].map((line) => JSON.parse(line).type);
  t.deepEqual(types.slice(-3), ['suppressed', 'fix', 'summary']);
});
