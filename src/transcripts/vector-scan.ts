import { type Code, doWhile, encodeModule, get, i8x16, i32, ifTrue, set, v128 } from './wasm-module.ts';
import { BEHIND_WINDOW, FACTOR, HASH_BITS, WINDOW } from './window-hash.ts';

/** Positions looked at in one call: small enough that text and positions stay in the processor's nearest caches. */
export const CHUNK = 32 * 1024;

const VECTOR = 16;
const PAGE = 64 * 1024;
const PAGES = 2;

/** Where in memory the nibble tables are. */
export const TABLES_AT = 0;
/** Where the text is put, as long as the positions looked at, and the bytes behind the last of them. */
export const TEXT_AT = 4 * 1024;
/** Where there is a bit for each hash of a window. */
export const HASHES_AT = 48 * 1024;
/** Where the positions are that were found, 16 bits each: room for all of a chunk. */
export const FOUND_AT = PAGE;

/** The function's locals by number: integers first, then vectors. */
const LENGTH = 0;
const AT = 1;
const OUT = 2;
const BITS = 3;
const PLACE = 4;
const HASH = 5;
const LOW_BITS = 6;
const TEXT = 7;
const LOW = 8;
const HIGH = 9;
const BUCKETS = 10;
const TABLES = 11;
const LOCALS = { integers: 5, vectors: TABLES + 2 * WINDOW - LOW_BITS };

const offsets = Array.from({ length: WINDOW }, (_, offset) => offset);
const low = (offset: number): number => TABLES + 2 * offset;
const high = (offset: number): number => TABLES + 2 * offset + 1;

const loadTables: Code[] = offsets.flatMap((offset) => [
  set(low(offset), v128.load(i32.const(TABLES_AT), 2 * offset * VECTOR)),
  set(high(offset), v128.load(i32.const(TABLES_AT), (2 * offset + 1) * VECTOR)),
]);

/** BUCKETS of 16 positions at once: those that allow, of the bytes `offset` behind them, both halves. */
const look = (offset: number): Code[] => {
  const allowed = v128.and(i8x16.swizzle(get(low(offset)), get(LOW)), i8x16.swizzle(get(high(offset)), get(HIGH)));
  return [
    set(TEXT, v128.load(get(AT), TEXT_AT + offset)),
    set(LOW, v128.and(get(TEXT), get(LOW_BITS))),
    set(HIGH, i8x16.shiftRight(get(TEXT), i32.const(4))),
    set(BUCKETS, offset === 0 ? allowed : v128.and(get(BUCKETS), allowed)),
  ];
};

/** The bit of the table that belongs to HASH. */
const hashBit = i32.and(
  i32.shiftRight(i32.load8(i32.shiftRight(get(HASH), i32.const(3)), HASHES_AT), i32.and(get(HASH), i32.const(7))),
  i32.const(1),
);

/**
 * Writes down the positions of the bits of BITS, the lowest first, where the window's hash is known. Each is written, and the
 * next one over it unless it counts: a branch here would be guessed wrong half of the time.
 */
const writePositions = doWhile(
  [
    set(PLACE, i32.add(get(AT), i32.ctz(get(BITS)))),
    i32.store16(get(OUT), get(PLACE)),
    set(
      HASH,
      i32.shiftRight(
        i32.mul(i32.shiftLeft(i32.load(get(PLACE), TEXT_AT), i32.const(BEHIND_WINDOW)), i32.const(FACTOR | 0)),
        i32.const(32 - HASH_BITS),
      ),
    ),
    set(OUT, i32.add(get(OUT), i32.shiftLeft(hashBit, i32.const(1)))),
    set(BITS, i32.and(get(BITS), i32.sub(get(BITS), i32.const(1)))),
  ],
  get(BITS),
);

const body: Code[] = [
  ...loadTables,
  set(LOW_BITS, i8x16.splat(i32.const(0x0f))),
  set(OUT, i32.const(FOUND_AT)),
  doWhile(
    [
      ...offsets.flatMap(look),
      ifTrue(
        v128.anyTrue(get(BUCKETS)),
        set(BITS, i8x16.bitmask(i8x16.notEqual(get(BUCKETS), i8x16.splat(i32.const(0))))),
        writePositions,
      ),
      set(AT, i32.add(get(AT), i32.const(VECTOR))),
    ],
    i32.lessThan(get(AT), get(LENGTH)),
  ),
  i32.sub(get(OUT), i32.const(FOUND_AT)),
];

/**
 * The module: `scan(length)` looks at the text's first `length` positions, from one to CHUNK, and gives how many bytes of
 * positions it wrote down. The last vector may reach beyond `length`. Sixteen positions a step, by two table look-ups for each
 * byte of a window: the idea is that of "Teddy" in Intel's Hyperscan.
 */
export const vectorScanCode = (): Uint8Array<ArrayBuffer> => encodeModule(PAGES, LOCALS, body);
