import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import test from 'ava';
import { FORMATS } from '../../src/render/outputs.ts';
import { writeReports } from '../../src/render/write-reports.ts';
import { writeToStream } from '../../src/render/write-to-stream.ts';
import { sampleFix } from './sample-fix.ts';
import { sampleReport } from './sample-report.ts';

const collector = (): { stream: Writable; text: () => string } => {
  const chunks: string[] = [];
  const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
    chunks.push(String(chunk));
    done();
  };
  return { stream: new Writable({ write }), text: () => chunks.join('') };
};

test('every format to a file, the text to stdout, colour for the terminal alone', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const { stream, text } = collector();
  const outputs = [{ format: 'text' as const }, ...FORMATS.map((format) => ({ format, file: join(folder, format) }))];
  t.deepEqual(await writeReports(sampleReport(), outputs, { colour: true, columns: 80 }, stream), []);
  t.true(text().includes('\x1b['));
  for (const format of FORMATS) {
    const written = readFileSync(join(folder, format), 'utf8');
    t.true(written.includes('gateway.bind'), format);
    t.false(written.includes('\x1b'), format);
    t.is(statSync(join(folder, format)).mode & 0o777, 0o600);
  }
});

test('a file that cannot be written is one line, and the rest is written', async (t) => {
  const { stream, text } = collector();
  const failures = await writeReports(
    sampleReport(),
    [{ format: 'json' }, { format: 'html', file: '/no/such/x' }],
    {},
    stream,
  );
  t.deepEqual(failures, ['cannot write /no/such/x: the folder does not exist (ENOENT)']);
  t.is(JSON.parse(text()).summary.critical, 2);
});

test('a reader that goes away is no error, another fault is', async (t) => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
  t.deepEqual(await writeToStream(failing('EPIPE'), ['x']), { kind: 'written' });
  t.deepEqual(await writeToStream(failing('EIO'), ['x']), { kind: 'failed', code: 'EIO' });
  t.deepEqual(await writeReports(sampleReport(), [{ format: 'text' }], {}, failing('ENOSPC')), [
    'cannot write stdout: the disk is full (ENOSPC)',
  ]);
});

test('a renderer that breaks is our bug: thrown', async (t) => {
  const broken = function* (): Generator<string> {
    yield 'half';
    throw new TypeError('bug');
  };
  await t.throwsAsync(writeToStream(collector().stream, broken()), { message: 'bug' });
});

test('what the fix did stands ahead of the text, and under a key of the JSON', async (t) => {
  const { stream, text } = collector();
  await writeReports(sampleReport(), [{ format: 'text' }], { fix: sampleFix() }, stream);
  t.regex(text(), /^Fixed:\n[\s\S]*\n\nOpenClaw security audit\n/);
  const json = collector();
  await writeReports(sampleReport(), [{ format: 'json' }], { fix: sampleFix() }, json.stream);
  t.true(JSON.parse(json.text()).fix.ok);
});

test('the page shows what a fix would do, and not what it has done', async (t) => {
  const pageOf = async (dryRun: boolean): Promise<string> => {
    const { stream, text } = collector();
    await writeReports(sampleReport(), [{ format: 'html' }], { fix: sampleFix({ dryRun }) }, stream);
    return text();
  };
  t.regex(await pageOf(true), /tighten transcripts: 156/);
  t.notRegex(await pageOf(false), /transcripts: 156/);
});
