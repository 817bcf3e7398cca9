import test from 'ava';
import fc from 'fast-check';
import { type Code, doWhile, encodeModule, get, i32, ifTrue, set } from '../../src/transcripts/wasm-module.ts';

type Api = {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: { readonly scan: (value: number) => number } };
};
const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;

/** A function of one number, with two more locals, 1 and 2. */
const made = (...body: Code[]): ((value: number) => number) =>
  new Instance(new Module(encodeModule(1, { integers: 2, vectors: 0 }, body))).exports.scan;

test('every number is written so that it is read as itself', (t) => {
  for (const value of [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1, -1, -64, -65, -8193, -(2 ** 31)])
    t.is(made(i32.const(value))(0), value);
  fc.assert(
    fc.property(fc.integer(), (value) => t.is(made(i32.const(value))(0), value)),
    { seed: 1 },
  );
});

test('a loop goes on as long as its condition holds, and a condition guards what is behind it', (t) => {
  const sumOfOdd = made(
    doWhile(
      [ifTrue(i32.and(get(1), i32.const(1)), set(2, i32.add(get(2), get(1)))), set(1, i32.add(get(1), i32.const(1)))],
      i32.lessThan(get(1), get(0)),
    ),
    get(2),
  );
  t.deepEqual([0, 1, 2, 10, 1_000].map(sumOfOdd), [0, 0, 1, 25, 250_000]);
});

test('operands stand in the order in which they are written', (t) => {
  t.is(made(i32.sub(get(0), i32.const(3)))(10), 7);
  t.is(made(i32.shiftLeft(get(0), i32.const(4)))(-1), -16);
  t.is(made(i32.shiftRight(get(0), i32.const(28)))(-1), 15);
  t.is(made(i32.ctz(get(0)))(96), 5);
});
