import { Writable } from 'node:stream';
import test from 'ava';
import { createAuditProgress } from '../../src/render/audit-progress.ts';

const recording = () => {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  // What cli-progress asks of a terminal.
  const terminal = { isTTY: true, columns: 80, cursorTo: () => true, moveCursor: () => true, clearLine: () => true };
  return { stream: Object.assign(stream, terminal), written: () => chunks.join('') };
};

const settle = () => new Promise((done) => setTimeout(done, 300));

test('each part is named as it comes, and the state scan speaks no more when the next has begun', async (t) => {
  const { stream, written } = recording();
  const progress = await createAuditProgress(stream, true);
  progress.scanning(() => 12);
  await settle();
  t.regex(written(), /Scanning state 12 entries/);
  progress.code(3, 10);
  await settle();
  t.regex(written(), /Scanning code \[=*-*\] 3 of 10 files/);
  const before = written().length;
  progress.transcripts({ files: 5, found: 20, isListed: true });
  await settle();
  progress.stop();
  t.regex(written(), /Searching transcripts \[=*-*\] 5 of 20 files/);
  t.notRegex(written().slice(before), /Scanning state/);
});

test('a second scan takes the place of the first', async (t) => {
  const { stream, written } = recording();
  const progress = await createAuditProgress(stream, true);
  progress.scanning(() => 1_111);
  progress.scanning(() => 2_222);
  await settle();
  progress.stop();
  t.notRegex(written(), /1,111/);
  t.regex(written(), /2,222 entries/);
});

test('nothing is shown when nothing is wanted', async (t) => {
  const { stream, written } = recording();
  const progress = await createAuditProgress(stream, false);
  progress.code(1, 2);
  await settle();
  progress.stop();
  t.is(written(), '');
});
