import { Writable } from 'node:stream';
import test from 'ava';
import { createProgress } from '../../src/render/progress.ts';
import { barLine } from '../../src/render/progress-bar.ts';
import type { ProgressStream } from '../../src/render/progress-display.ts';
import { progressText, remainingSeconds } from '../../src/render/progress-text.ts';

const progress = (done: number, total?: number) => ({ part: 'Scanning state', done, total, unit: 'file' });

for (const [what, shown, elapsedMs, text] of [
  ['at the start', progress(0, 100), 0, '0 of 100 files'],
  ['in the middle', progress(25, 100), 2_000, '25 of 100 files · 13 a second · 6 s left'],
  ['total unknown', progress(1_234_567), 3_000, '1,234,567 files · 411,522 a second'],
  ['at the end', progress(100, 100), 10_000, '100 of 100 files · 10 a second · 0 s left'],
  ['more than expected', progress(120, 100), 10_000, '120 of 100 files · 12 a second · 0 s left'],
  ['hours', progress(1, 10_000), 1_000, '1 of 10,000 files · 1 a second · 2 h 46 min left'],
] as const) {
  test(`progress in words: ${what}`, (t) => {
    t.is(progressText(shown, elapsedMs), text);
  });
}

for (const [what, done, estimate, elapsedMs, text] of [
  ['too early', 20_000, 100_000, 2_000, '20,000 files · 10,000 a second'],
  ['seconds', 50_000, 120_000, 5_000, '50,000 files · 10,000 a second · ~10 s left'],
  ['minutes', 50_000, 1_000_000, 5_000, '50,000 files · 10,000 a second · ~2 min left'],
  ['hours', 50_000, 50_000_000, 5_000, '50,000 files · 10,000 a second · ~2 h left'],
  ['almost there is not there', 50_000, 50_001, 5_000, '50,000 files · 10,000 a second · ~5 s left'],
  ['there are more than was guessed', 50_000, 40_000, 5_000, '50,000 files · 10,000 a second'],
  ['nothing to go by', 50_000, undefined, 5_000, '50,000 files · 10,000 a second'],
] as const) {
  test(`a guessed total: ${what}`, (t) => {
    t.is(progressText({ ...progress(done), estimate }, elapsedMs), text);
  });
}

test('a guess draws no bar', (t) => {
  const line = barLine({ ...progress(50_000), estimate: 50_001 }, 5_000, 80, () => 'BAR');
  t.is(line, 'Scanning state 50,000 files · 10,000 a second · ~5 s left');
});

test('a plural of its own', (t) => {
  t.is(progressText({ part: 'p', done: 2, unit: 'entry', units: 'entries' }, 0), '2 entries');
});

test('no remaining time without a rate or a total', (t) => {
  t.is(remainingSeconds(progress(0, 10), 1_000), undefined);
  t.is(remainingSeconds(progress(5), 1_000), undefined);
});

test('the bar keeps to the width and has no bar while the total is unknown', (t) => {
  const bar = (share: number): string => '='.repeat(Math.round(share * 10)).padEnd(10, '-');
  t.is(
    barLine(progress(25, 100), 2_000, 80, bar),
    'Scanning state [===-------] 25 of 100 files · 13 a second · 6 s left',
  );
  t.is(barLine(progress(25), 2_000, 80, bar), 'Scanning state 25 files · 13 a second');
  t.is(barLine(progress(25, 100), 2_000, 50, bar).length, 49);
});

/** A stream that keeps what is written to it. */
const recording = (isTTY: boolean): { stream: ProgressStream; written: () => string } => {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 80 }), written: () => chunks.join('') };
};

test('on a terminal the bar is there at once and gone at the end', async (t) => {
  const { stream, written } = recording(true);
  const display = await createProgress(stream, { show: true });
  t.true(written().includes('Starting'));
  display.update(progress(50, 100));
  display.stop();
  t.true(written().includes('Scanning state [============------------] 50 of 100 files'));
  t.true(written().endsWith('\x1b[2K'), 'the line is cleared');
  t.false(written().includes('\x1b[?25l'), 'the cursor is never hidden');
  t.false(written().includes('\x1b[?7l'), 'wrapping is never switched off');
  display.stop();
});

test('elsewhere one line every five seconds', async (t) => {
  const { stream, written } = recording(false);
  let now = 0;
  const display = await createProgress(stream, { show: true, now: () => now });
  for (let second = 1; second <= 12; second++) {
    now = second * 1_000;
    display.update(progress(second * 10, 120));
  }
  display.stop();
  t.is(
    written(),
    'Scanning state: 50 of 120 files · 10 a second · 7 s left\nScanning state: 100 of 120 files · 10 a second · 2 s left\n',
  );
});

test('on a dumb terminal no bar: it cannot go back', async (t) => {
  const { stream, written } = recording(true);
  let now = 0;
  const display = await createProgress(stream, { show: true, isDumb: true, now: () => now });
  now = 5_000;
  display.update(progress(50, 100));
  display.stop();
  t.is(written(), 'Scanning state: 50 of 100 files · 10 a second · 5 s left\n');
});

test('each part has a rate of its own, and so has each host', async (t) => {
  const { stream, written } = recording(false);
  let now = 0;
  const display = await createProgress(stream, { show: true, now: () => now });
  const at = (second: number, part: string, done: number, total: number) => {
    now = second * 1_000;
    display.update({ part, done, total, unit: 'file' });
  };
  at(1, 'Scanning state', 100, 200);
  at(58, 'Scanning code', 0, 40);
  at(60, 'Scanning code', 20, 40);
  at(70, 'Scanning state', 0, 90);
  at(75, 'Scanning state', 0, 90);
  at(79, 'Scanning state', 5, 90);
  at(80, 'Scanning state', 0, 100);
  at(90, 'Scanning state', 50, 100);
  display.stop();
  t.deepEqual(written().trimEnd().split('\n').at(-1), 'Scanning state: 50 of 100 files · 5 a second · 10 s left');
  t.regex(written(), /Scanning code: 0 of 40 files\n/);
});

test('not wanted: not a byte', async (t) => {
  const { stream, written } = recording(true);
  const display = await createProgress(stream, { show: false });
  display.update(progress(1, 2));
  display.stop();
  t.is(written(), '');
});
