import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { isObject } from '../context/config-reader.ts';
import { errnoOf } from '../platform/errno.ts';
import { type KnownFiles, tabulate } from './index-records.ts';

/** Where the index is kept, below the state directory. */
export const INDEX_DIRECTORY = 'security-audit';
/** The index's file in INDEX_DIRECTORY. */
export const INDEX_NAME = 'transcripts.index';

/** Files beyond this are read again each time: about two million of them, so that memory stays bounded. */
export const MAX_INDEX_BYTES = 160 * 1024 * 1024;

/** Eight bytes that also tell the version of the format. */
export const MAGIC = 'OCSAIDX1';
/** Magic, then the header's length as 32 bits, then four unused bytes. */
export const PREAMBLE_BYTES = 16;
/** CRC-32 of everything before it, as 32 bits, and four unused bytes. */
export const TRAILER_BYTES = 8;
const MAX_HEADER_BYTES = 4 * 1024 * 1024;
const SALT_BYTES = 16;

/** Whose the index is: the auditor's, or the state directory's owner's when root audits it. Undefined on Windows. */
export type IndexOwner = { readonly uid: number; readonly gid: number };

/** The header, as JSON: what the records refer to. It holds no secret: kinds are names, the digest and the salt are random to others. */
export type IndexHeader = {
  /** Hex. Keys everything in the index that is derived from content. */
  readonly salt: string;
  /** Hex. What was searched for: with other rules, or other secrets of this host, files have to be read again. */
  readonly digest: string;
  readonly kinds: readonly string[];
};

/** An index that was read. `problem` says why there is one and it is not used. */
export type LoadedIndex =
  | { readonly header: IndexHeader; readonly known: KnownFiles }
  | { readonly problem: string | undefined };

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === 'string' && new RegExp(`^[0-9a-f]{${2 * bytes}}$`).test(value);

const isHeader = (value: unknown): value is IndexHeader =>
  isObject(value) &&
  isHex(value.salt, SALT_BYTES) &&
  isHex(value.digest, 32) &&
  Array.isArray(value.kinds) &&
  value.kinds.every((kind) => typeof kind === 'string');

const parseHeader = (bytes: Buffer): IndexHeader | undefined => {
  try {
    const header: unknown = JSON.parse(bytes.toString('utf8'));
    return isHeader(header) ? header : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
};

/** Why an index must not be believed: whoever can write it could make the audit pass over any file. */
const distrust = (status: Stats, owner: IndexOwner | undefined): string | undefined => {
  if (!status.isFile()) return 'it is not a regular file';
  if (owner !== undefined && status.uid !== owner.uid) return 'it belongs to another user';
  if (owner !== undefined && (status.mode & 0o022) !== 0) return 'others can write it';
  return status.size > MAX_INDEX_BYTES ? 'it is too large' : undefined;
};

/** Fills `target` from a position; false at an early end. */
const readFully = (descriptor: number, target: Uint8Array, position: number): boolean => {
  for (let done = 0; done < target.length; ) {
    const read = readSync(descriptor, target, done, target.length - done, position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
};

const parse = (descriptor: number, size: number): LoadedIndex => {
  const damaged: LoadedIndex = { problem: 'it is damaged' };
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  if (!readFully(descriptor, preamble, 0) || preamble.toString('latin1', 0, MAGIC.length) !== MAGIC) return damaged;
  const headerBytes = preamble.readUInt32LE(MAGIC.length);
  const recordBytes = size - PREAMBLE_BYTES - headerBytes - TRAILER_BYTES;
  if (headerBytes > MAX_HEADER_BYTES || recordBytes < 0 || recordBytes % 8 !== 0) return damaged;

  const headerText = Buffer.alloc(headerBytes);
  const records = new SharedArrayBuffer(recordBytes);
  const trailer = Buffer.alloc(TRAILER_BYTES);
  const isWhole =
    readFully(descriptor, headerText, PREAMBLE_BYTES) &&
    readFully(descriptor, new Uint8Array(records), PREAMBLE_BYTES + headerBytes) &&
    readFully(descriptor, trailer, size - TRAILER_BYTES);
  const sum = crc32(Buffer.from(records), crc32(headerText, crc32(preamble)));
  if (!isWhole || trailer.readUInt32LE(0) !== sum) return damaged;
  const header = parseHeader(headerText);
  const known = header === undefined ? undefined : tabulate(records, header.kinds);
  return header === undefined || known === undefined ? damaged : { header, known };
};

/**
 * Reads the index of an earlier run, if there is one that may be believed: a regular file of `owner` that nobody else can
 * write, whole, of this format. Anything else is a problem to be said, never an error.
 */
export const loadIndex = (stateDir: string, owner: IndexOwner | undefined): LoadedIndex => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path.join(stateDir, INDEX_DIRECTORY, INDEX_NAME), FLAGS);
    const status = fstatSync(descriptor);
    const problem = distrust(status, owner);
    return problem === undefined ? parse(descriptor, status.size) : { problem };
  } catch (error) {
    const code = errnoOf(error);
    return { problem: code === 'ENOENT' ? undefined : `it cannot be read (${code})` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
