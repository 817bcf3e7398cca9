/**
 * A WebAssembly module written down in TypeScript: each function gives the bytes of one instruction, behind those of its
 * operands, so that code reads like folded WebAssembly text. Only what `vector-scan.ts` needs. Opcodes and binary format:
 * WebAssembly Core Specification 2.0, chapter 5.
 */
export type Code = readonly number[];

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];

const signed = (value: number): number[] =>
  value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];

const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION = 0x60;
const NO_RESULT = 0x40;
const LOOP = 0x03;
const IF = 0x04;
const BRANCH_IF = 0x0d;
const END = 0x0b;

const plain =
  (opcode: number) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), opcode];

const vector =
  (opcode: number) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];

/** Alignment is a hint; 0 says none. */
const NO_ALIGNMENT = 0;

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: plain(0x6a),
  sub: plain(0x6b),
  and: plain(0x71),
  mul: plain(0x6c),
  shiftLeft: plain(0x74),
  shiftRight: plain(0x76),
  ctz: plain(0x68),
  lessThan: plain(0x49),
  load: (address: Code, offset: number): Code => [...address, 0x28, NO_ALIGNMENT, ...unsigned(offset)],
  load8: (address: Code, offset: number): Code => [...address, 0x2d, NO_ALIGNMENT, ...unsigned(offset)],
  store16: (address: Code, value: Code): Code => [...address, ...value, 0x3b, NO_ALIGNMENT, 0],
};

export const v128 = {
  load: (address: Code, offset: number): Code => [...address, 0xfd, 0x00, NO_ALIGNMENT, ...unsigned(offset)],
  and: vector(0x4e),
  anyTrue: vector(0x53),
};

export const i8x16 = {
  splat: vector(0x0f),
  /** For each byte of the second operand the byte of the first that has its number, 0 for numbers from 16 on. */
  swizzle: vector(0x0e),
  notEqual: vector(0x24),
  shiftRight: vector(0x6d),
  bitmask: vector(0x64),
};

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** Does `body` once, and again as long as `condition`, asked behind it, holds. */
export const doWhile = (body: readonly Code[], condition: Code): Code => [
  LOOP,
  NO_RESULT,
  ...body.flat(),
  ...condition,
  BRANCH_IF,
  0,
  END,
];
export const ifTrue = (condition: Code, ...body: readonly Code[]): Code => [
  ...condition,
  IF,
  NO_RESULT,
  ...body.flat(),
  END,
];

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const TYPES = 1;
const FUNCTIONS = 3;
const MEMORIES = 5;
const EXPORTS = 7;
const CODE = 10;

const counted = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
const name = (text: string): number[] => counted(Array.from(Buffer.from(text), (byte) => [byte]));

/** A function's locals, numbered through: its parameter is 0, then come those of type `i32`, then those of type `v128`. */
type Locals = { readonly integers: number; readonly vectors: number };

/**
 * The bytes of a module that exports `memory`, which has `pages` of 64 KiB and never grows, and `scan`, a function from i32 to
 * i32 that does what `body` says and gives what it leaves.
 */
export const encodeModule = (pages: number, locals: Locals, body: readonly Code[]): Uint8Array<ArrayBuffer> => {
  const code = [
    ...counted([
      [...unsigned(locals.integers), I32],
      [...unsigned(locals.vectors), V128],
    ]),
    ...body.flat(),
    END,
  ];
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(TYPES, counted([[FUNCTION, ...counted([[I32]]), ...counted([[I32]])]])),
    ...section(FUNCTIONS, counted([[0]])),
    ...section(MEMORIES, counted([[1, ...unsigned(pages), ...unsigned(pages)]])),
    ...section(
      EXPORTS,
      counted([
        [...name('memory'), 2, 0],
        [...name('scan'), 0, 0],
      ]),
    ),
    ...section(CODE, counted([[...unsigned(code.length), ...code]])),
  ]);
};
