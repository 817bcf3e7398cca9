import { Writable } from 'node:stream';
import test from 'ava';
import { barLine, createProgress, type ProgressStream } from '../../src/render/progress.ts';
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

test('on a terminal the bar is there at once and gone at the end', (t) => {
  const { stream, written } = recording(true);
  const display = createProgress(stream, { show: true });
  t.true(written().includes('Starting'));
  display.update(progress(50, 100));
  display.stop();
  t.true(written().includes('Scanning state [============------------] 50 of 100 files'));
  t.true(written().endsWith('\x1b[2K'), 'the line is cleared');
  t.false(written().includes('\x1b[?25l'), 'the cursor is never hidden');
  t.false(written().includes('\x1b[?7l'), 'wrapping is never switched off');
  display.stop();
});

test('elsewhere one line every five seconds', (t) => {
  const { stream, written } = recording(false);
  let now = 0;
  const display = createProgress(stream, { show: true, now: () => now });
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

test('not wanted: not a byte', (t) => {
  const { stream, written } = recording(true);
  const display = createProgress(stream, { show: false });
  display.update(progress(1, 2));
  display.stop();
  t.is(written(), '');
});
