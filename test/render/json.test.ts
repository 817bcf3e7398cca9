import test from 'ava';
import { renderJson } from '../../src/render/json.ts';
import { toVisibleJson } from '../../src/render/sanitize.ts';
import { cleanReport, HOSTILE_NAME, sampleReport } from './sample-report.ts';

const json = (...given: Parameters<typeof renderJson>): string => [...renderJson(...given)].join('');

test('the report as --json prints it', (t) => {
  t.snapshot(json(sampleReport()));
});

for (const [what, report] of [
  ['a report', sampleReport()],
  ['an empty one', cleanReport()],
] as const) {
  test(`piece by piece it is what JSON.stringify makes of ${what}`, (t) => {
    const whole = JSON.parse(json(report));
    t.deepEqual(whole, JSON.parse(JSON.stringify(report)));
    t.is(json(report), `${toVisibleJson(JSON.stringify(whole, null, 2))}\n`);
    t.is(
      json(report, { ok: true }),
      `${toVisibleJson(JSON.stringify({ fix: { ok: true }, report: whole }, null, 2))}\n`,
    );
  });
}

test('the original keys come first, in its order', (t) => {
  const report = sampleReport({
    deep: { gateway: { attempted: true, url: 'ws://127.0.0.1:1', ok: false, error: 'x', close: null } },
  });
  const parsed = JSON.parse(json(report));
  t.deepEqual(Object.keys(parsed).slice(0, 4), ['ts', 'summary', 'findings', 'deep']);
  t.deepEqual(Object.keys(parsed.findings[0]).slice(0, 5), ['checkId', 'severity', 'title', 'detail', 'remediation']);
  t.false('remediation' in parsed.findings[3], 'absent when there is none');
  t.deepEqual(Object.keys(JSON.parse(json(sampleReport()))).slice(0, 4), ['ts', 'summary', 'findings', 'coverage']);
});

test('with --fix the report is wrapped', (t) => {
  const parsed = JSON.parse(json(sampleReport(), { ok: true }));
  t.deepEqual(Object.keys(parsed), ['fix', 'report']);
});

test('a hostile name survives and is never raw', (t) => {
  const text = json(sampleReport());
  t.true(JSON.parse(text).findings[2].places[0].file.endsWith(HOSTILE_NAME));
  t.notRegex(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  t.is(Buffer.from(text).toString(), text, 'is valid UTF-8');
});
