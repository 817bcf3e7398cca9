import { CHUNK, FOUND_AT, HASHES_AT, TABLES_AT, TEXT_AT, vectorScanCode } from './vector-scan.ts';
import { hashOf, WINDOW } from './window-hash.ts';
import type { NibbleTables } from './windows.ts';

/** What is looked for. */
export type WindowTables = {
  readonly tables: NibbleTables;
  /** A bit for each hash of a window, the lowest first: whether there is such a window. */
  readonly hashes: Uint8Array;
};

/** Finds the places where a window may stand. */
export type CandidateScan = {
  /** How many there are among the first CHUNK positions of [from, end). Windows are looked at as far as `end`, not beyond. */
  readonly scan: (bytes: Uint8Array, from: number, end: number) => number;
  /** Where the `index`-th of them is, counted from `from`, in order. Until the next scan. */
  readonly position: (index: number) => number;
};

/** The scan byte by byte: where there is no WebAssembly (`node --jitless`, a processor without vectors), and to compare with. */
export const createScalarScan = ({ tables, hashes }: WindowTables): CandidateScan => {
  const found = new Uint16Array(CHUNK);
  return {
    scan: (bytes, from, end) => {
      const last = Math.min(end - WINDOW + 1, from + CHUNK);
      let count = 0;
      for (let at = from; at < last; at++) {
        let buckets = 0xff;
        for (let offset = 0; offset < WINDOW && buckets !== 0; offset++) {
          const byte = bytes[at + offset] as number;
          buckets &= (tables[32 * offset + (byte & 15)] as number) & (tables[32 * offset + 16 + (byte >> 4)] as number);
        }
        if (buckets === 0) continue;
        const hash = hashOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number);
        if ((((hashes[hash >> 3] as number) >> (hash & 7)) & 1) === 1) found[count++] = at - from;
      }
      return count;
    },
    position: (index) => found[index] as number,
  };
};

/** What there is of WebAssembly in Node; its types come with the browser's only. */
type WebAssemblyApi = {
  readonly validate: (code: Uint8Array) => boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};
type Exports = { readonly memory: { readonly buffer: ArrayBuffer }; readonly scan: (length: number) => number };

/** The same with vectors, many times as fast; undefined where this machine cannot. Its memory is its own, 128 KiB. */
export const createVectorScan = ({ tables, hashes }: WindowTables): CandidateScan | undefined => {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyApi };
  const code = vectorScanCode();
  if (!WebAssembly?.validate(code)) return undefined;
  const { memory, scan } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  new Uint8Array(memory.buffer).set(tables, TABLES_AT);
  new Uint8Array(memory.buffer).set(hashes, HASHES_AT);
  const text = new Uint8Array(memory.buffer, TEXT_AT);
  // Reads WebAssembly's order of bytes on every machine.
  const found = new DataView(memory.buffer, FOUND_AT);
  const position = (index: number): number => found.getUint16(2 * index, true);
  return {
    scan: (bytes, from, end) => {
      const length = Math.min(end - WINDOW + 1 - from, CHUNK);
      if (length <= 0) return 0;
      // Copied, at a tenth of the cost of looking: so any bytes will do, wherever they are.
      text.set(bytes.subarray(from, from + length + WINDOW - 1));
      let count = scan(length) / 2;
      // The last vector reaches beyond the text, into what was left there by an earlier one.
      while (count > 0 && position(count - 1) >= length) count--;
      return count;
    },
    position,
  };
};

/** The fastest there is here. */
export const createCandidateScan = (wanted: WindowTables): CandidateScan =>
  createVectorScan(wanted) ?? createScalarScan(wanted);
