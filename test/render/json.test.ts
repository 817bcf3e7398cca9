import test from 'ava';
import { renderJson } from '../../src/render/json.ts';
import { HOSTILE_NAME, sampleReport } from './sample-report.ts';

test('the report as --json prints it', (t) => {
  t.snapshot(renderJson(sampleReport()));
});

test('the original keys come first, in its order', (t) => {
  const report = sampleReport({
    deep: { gateway: { attempted: true, url: 'ws://127.0.0.1:1', ok: false, error: 'x', close: null } },
  });
  const parsed = JSON.parse(renderJson(report));
  t.deepEqual(Object.keys(parsed).slice(0, 4), ['ts', 'summary', 'findings', 'deep']);
  t.deepEqual(Object.keys(parsed.findings[0]).slice(0, 5), ['checkId', 'severity', 'title', 'detail', 'remediation']);
  t.false('remediation' in parsed.findings[3], 'absent when there is none');
  t.deepEqual(Object.keys(JSON.parse(renderJson(sampleReport()))).slice(0, 4), [
    'ts',
    'summary',
    'findings',
    'coverage',
  ]);
});

test('with --fix the report is wrapped', (t) => {
  const parsed = JSON.parse(renderJson(sampleReport(), { ok: true }));
  t.deepEqual(Object.keys(parsed), ['fix', 'report']);
});

test('a hostile name survives and is never raw', (t) => {
  const json = renderJson(sampleReport());
  t.true(JSON.parse(json).findings[2].places[0].file.endsWith(HOSTILE_NAME));
  t.notRegex(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  t.is(Buffer.from(json).toString(), json, 'is valid UTF-8');
});
