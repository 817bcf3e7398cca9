import type { Stats } from 'node:fs';
import type { FileSecret, FileState } from './scan-descriptor.ts';

/** What tells a file apart, and whether it has changed. Times in milliseconds since 1970, with fractions. */
export type FileIdentity = Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>;

/** What an earlier run learnt of a file. */
export type KnownFile = {
  readonly identity: FileIdentity;
  /** Of the beginning and end of what was read, 16 bytes: see content-hash. */
  readonly contentHash: Uint8Array;
  readonly state: FileState;
};

/** A known file as it was found, and its record. */
export type FoundFile = KnownFile & { readonly record: Uint8Array };

/**
 * Known files as threads share them. A record is 80 bytes, little-endian: six doubles (device, inode, size, mtime, ctime,
 * offset), lines and damaged lines as 32 bits each, the content hash, the number of secrets; then 24 bytes for each of those:
 * kind, count, line, unused as 32 bits each, and the fingerprint. All multiples of eight, so that it can be read in place.
 */
export type KnownFiles = {
  readonly records: SharedArrayBuffer;
  /** Open addressing by device and inode: a record's position in units of eight bytes, plus one; 0 is free. */
  readonly table: SharedArrayBuffer;
  /** Kinds by number. */
  readonly kinds: readonly string[];
};

const UNIT = 8;
const RECORD_UNITS = 10;
const SECRET_UNITS = 3;
const HASH_BYTES = 16;
const HASH_AT = 56;
const COUNT_AT = 72;
const FINGERPRINT_BYTES = 8;

/** A file's record. `kindNumbers` must know every kind in it, and no fingerprint may be the one for "others". */
export const encodeRecord = (file: KnownFile, kindNumbers: ReadonlyMap<string, number>): Buffer => {
  const { identity, contentHash, state } = file;
  const bytes = Buffer.alloc((RECORD_UNITS + SECRET_UNITS * state.secrets.length) * UNIT);
  [identity.dev, identity.ino, identity.size, identity.mtimeMs, identity.ctimeMs, state.offset].forEach(
    (value, index) => {
      bytes.writeDoubleLE(value, index * UNIT);
    },
  );
  bytes.writeUInt32LE(state.lines, 48);
  bytes.writeUInt32LE(state.malformed, 52);
  bytes.set(contentHash.subarray(0, HASH_BYTES), HASH_AT);
  bytes.writeUInt32LE(state.secrets.length, COUNT_AT);
  state.secrets.forEach(({ kind, fingerprint, count, line }, index) => {
    const at = (RECORD_UNITS + SECRET_UNITS * index) * UNIT;
    bytes.writeUInt32LE(kindNumbers.get(kind) as number, at);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(line, at + 8);
    bytes.write(fingerprint, at + 16, FINGERPRINT_BYTES, 'hex');
  });
  return bytes;
};

const slotOf = (dev: number, ino: number, mask: number): number =>
  // Inode numbers run in sequence: a multiplication spreads them (Knuth, TAOCP 3, 6.4).
  (Math.imul((ino % 0x1_0000_0000) ^ (dev * 31) ^ (ino / 0x1_0000_0000), 0x9e3779b1) >>> 7) & mask;

/** Makes records findable; undefined when they do not add up. */
export const tabulate = (records: SharedArrayBuffer, kinds: readonly string[]): KnownFiles | undefined => {
  const view = new DataView(records);
  const starts: number[] = [];
  for (let at = 0; at < records.byteLength; ) {
    if (at + RECORD_UNITS * UNIT > records.byteLength) return undefined;
    starts.push(at);
    at += (RECORD_UNITS + SECRET_UNITS * view.getUint32(at + COUNT_AT, true)) * UNIT;
    if (at > records.byteLength) return undefined;
  }
  const size = 2 ** Math.ceil(Math.log2(starts.length * 2 + 2));
  const table = new SharedArrayBuffer(size * Int32Array.BYTES_PER_ELEMENT);
  const slots = new Int32Array(table);
  for (const start of starts) {
    let slot = slotOf(view.getFloat64(start, true), view.getFloat64(start + UNIT, true), size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = start / UNIT + 1;
  }
  return { records, table, kinds };
};

const secretsAt = (view: DataView, bytes: Buffer, start: number, kinds: readonly string[]): FileSecret[] =>
  Array.from({ length: view.getUint32(start + COUNT_AT, true) }, (_, index) => {
    const at = start + (RECORD_UNITS + SECRET_UNITS * index) * UNIT;
    return {
      kind: kinds[view.getUint32(at, true)] ?? '',
      count: view.getUint32(at + 4, true),
      line: view.getUint32(at + 8, true),
      fingerprint: bytes.toString('hex', at + 16, at + 16 + FINGERPRINT_BYTES),
    };
  });

/** Finds what is known of a file, by device and inode. */
export const createFinder = (known: KnownFiles): ((dev: number, ino: number) => FoundFile | undefined) => {
  const view = new DataView(known.records);
  const slots = new Int32Array(known.table);
  const bytes = Buffer.from(known.records);
  const double = (start: number, index: number): number => view.getFloat64(start + index * UNIT, true);
  const found = (start: number): FoundFile => {
    const secrets = secretsAt(view, bytes, start, known.kinds);
    return {
      identity: {
        dev: double(start, 0),
        ino: double(start, 1),
        size: double(start, 2),
        mtimeMs: double(start, 3),
        ctimeMs: double(start, 4),
      },
      contentHash: bytes.subarray(start + HASH_AT, start + HASH_AT + HASH_BYTES),
      state: {
        offset: double(start, 5),
        lines: view.getUint32(start + 48, true),
        malformed: view.getUint32(start + 52, true),
        secrets,
      },
      record: bytes.subarray(start, start + (RECORD_UNITS + SECRET_UNITS * secrets.length) * UNIT),
    };
  };
  return (dev, ino) => {
    for (let slot = slotOf(dev, ino, slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const start = ((slots[slot] as number) - 1) * UNIT;
      if (double(start, 0) === dev && double(start, 1) === ino) return found(start);
    }
    return undefined;
  };
};
