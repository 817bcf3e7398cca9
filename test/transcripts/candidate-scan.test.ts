import test from 'ava';
import fc from 'fast-check';
import {
  type CandidateScan,
  createCandidateScan,
  createScalarScan,
  createVectorScan,
} from '../../src/transcripts/candidate-scan.ts';
import { CHUNK } from '../../src/transcripts/vector-scan.ts';
import { HASH_BITS, hashOf } from '../../src/transcripts/window-hash.ts';
import { chooseWindows } from '../../src/transcripts/windows.ts';

/** What is looked for when these windows are, each a needle of its own. */
const wantedFor = (windows: readonly Uint8Array[]) => {
  const hashes = new Uint8Array(2 ** HASH_BITS / 8);
  for (const [first = 0, second = 0, third = 0] of windows) {
    const hash = hashOf(first, second, third);
    hashes[hash >> 3] = (hashes[hash >> 3] as number) | (1 << (hash & 7));
  }
  return { tables: chooseWindows(windows.map((window) => Array.from(window, (byte) => [byte]))).tables, hashes };
};

const positions = (scan: CandidateScan, bytes: Uint8Array, from: number, end: number): number[] =>
  Array.from({ length: scan.scan(bytes, from, end) }, (_, index) => scan.position(index));

const vectors = (windows: readonly Uint8Array[]): CandidateScan => {
  const scan = createVectorScan(wantedFor(windows));
  if (scan === undefined) throw new Error('no WebAssembly where the tests run: nothing would be compared');
  return scan;
};

const few = fc.constantFrom(0x00, 0x0f, 0x10, 0x2f, 0x3a, 0x41, 0x61, 0x7f, 0x80, 0xf0, 0xff);
const window = fc.uint8Array({ minLength: 3, maxLength: 3 });
const fewWindow = fc.array(few, { minLength: 3, maxLength: 3 }).map((bytes) => Uint8Array.from(bytes));

test('vectors find what a look at each byte finds, at any start, in any length, after any other text', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(window, fewWindow), { minLength: 1, maxLength: 60 }),
      fc.array(
        fc.record({
          bytes: fc.array(fc.oneof(few, fc.nat(255)), { maxLength: 150 }).map((bytes) => Uint8Array.from(bytes)),
          planted: fc.array(fc.nat(150)),
          skip: fc.nat(40),
          from: fc.nat(40),
          cut: fc.nat(40),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      (windows, texts) => {
        const fast = vectors(windows);
        const plain = createScalarScan(wantedFor(windows));
        for (const { bytes, planted, skip, from, cut } of texts) {
          for (const [number, at] of planted.entries())
            if (at + 3 <= bytes.length) bytes.set(windows[number % windows.length] as Uint8Array, at);
          const view = bytes.subarray(skip);
          const end = view.length - cut;
          t.deepEqual(positions(fast, view, from, end), positions(plain, view, from, end));
        }
      },
    ),
    { seed: 1, numRuns: 2_000 },
  );
});

test('a window is found at every position of a chunk and across its end, and not beyond', (t) => {
  const wanted = Buffer.from('x:/');
  for (const scan of [vectors([wanted]), createScalarScan(wantedFor([wanted]))]) {
    const bytes = new Uint8Array(CHUNK + 64);
    for (const at of [0, 1, 13, 14, 15, 16, 17, CHUNK - 17, CHUNK - 16, CHUNK - 3, CHUNK - 2, CHUNK - 1, CHUNK]) {
      bytes.fill(0x2e);
      bytes.set(wanted, at);
      t.deepEqual(positions(scan, bytes, 0, bytes.length), at < CHUNK ? [at] : [], `at ${at}`);
      t.deepEqual(positions(scan, bytes, 0, at + 3), at < CHUNK ? [at] : [], `up to ${at + 3}`);
      t.deepEqual(positions(scan, bytes, 0, at + 2), [], `up to ${at + 2}`);
      t.deepEqual(positions(scan, bytes, at + 1, bytes.length), [], `from ${at + 1}`);
    }
  }
});

test('a chunk that is nothing but candidates fits', (t) => {
  const bytes = new Uint8Array(CHUNK + 100).fill(0x61);
  const wanted = [Buffer.from('aaa')];
  const every = Array.from({ length: CHUNK }, (_, at) => at);
  t.deepEqual(positions(vectors(wanted), bytes, 0, bytes.length), every);
  t.deepEqual(positions(createScalarScan(wantedFor(wanted)), bytes, 0, bytes.length), every);
});

test('several scans do not disturb each other', (t) => {
  const [a, b] = [vectors([Buffer.from('abc')]), vectors([Buffer.from('xyz')])];
  const bytes = Buffer.from('..abc..xyz..');
  t.is(a.scan(bytes, 0, bytes.length), 1);
  t.is(b.scan(bytes, 0, bytes.length), 1);
  t.deepEqual([a.position(0), b.position(0)], [2, 7]);
});

test('without WebAssembly the same is found', (t) => {
  const api = Object.getOwnPropertyDescriptor(globalThis, 'WebAssembly') as PropertyDescriptor;
  const wanted = wantedFor([Buffer.from('abc')]);
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  try {
    t.is(createVectorScan(wanted), undefined);
    const bytes = Buffer.from('..abc.abc');
    t.deepEqual(positions(createCandidateScan(wanted), bytes, 0, bytes.length), [2, 6]);
  } finally {
    Object.defineProperty(globalThis, 'WebAssembly', api);
  }
});
