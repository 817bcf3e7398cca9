import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { startLiveNdjson } from '../../src/render/live-ndjson.ts';
import { renderNdjson } from '../../src/render/ndjson.ts';
import { sampleReport } from './sample-report.ts';

const report = {
  ...sampleReport(),
  suppressedFindings: [
    { checkId: 'a.b', severity: 'warn', title: 't', detail: 'd', suppression: { source: 'config', reason: 'r' } },
  ] as const,
};

/** Takes a line only when it is told to. */
const slowReader = () => {
  const lines: string[] = [];
  let letGo: (() => void) | undefined;
  const stream = new Writable({
    highWaterMark: 1,
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      letGo = done;
    },
  });
  const step = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await setImmediate();
    const go = letGo;
    letGo = undefined;
    go?.();
  };
  return { stream, lines, step };
};

test('the lines of the finished report, each written as soon as it is known', async (t) => {
  const { stream, lines, step } = slowReader();
  const live = startLiveNdjson(stream);
  live.header(report.host);
  await step();
  t.is(lines.length, 1, 'nothing waits for the end');
  for (const finding of report.findings) live.finding(finding);
  for (const finding of report.suppressedFindings) live.suppressed(finding);
  const finished = live.finish(report, { ok: true });
  for (let turn = 0; turn < 10; turn++) await step();
  t.deepEqual(await finished, { kind: 'written' });
  t.deepEqual(lines, [...renderNdjson(report, { ok: true })]);
});

test('a slow reader: what waits is findings, not text', async (t) => {
  const { stream, lines, step } = slowReader();
  const live = startLiveNdjson(stream);
  let made = 0;
  const [finding] = report.findings;
  const counted = Object.defineProperty({ ...finding }, 'title', {
    enumerable: true,
    get: () => {
      made++;
      return 'counted';
    },
  });
  for (let i = 0; i < 1_000; i++) live.finding(counted as (typeof report.findings)[number]);
  await step();
  t.true(lines.length < 10);
  t.true(made < 100, `${made} lines were made for a reader of ${lines.length}`);
});

for (const [code, result] of [
  ['EPIPE', { kind: 'written' }],
  ['EIO', { kind: 'failed', code: 'EIO' }],
] as const) {
  test(`a stream that breaks with ${code} while the audit goes on`, async (t) => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
    const live = startLiveNdjson(broken);
    live.header(report.host);
    for (let turn = 0; turn < 10; turn++) await setImmediate();
    for (const finding of report.findings) live.finding(finding);
    t.deepEqual(await live.finish(report), result);
  });
}
