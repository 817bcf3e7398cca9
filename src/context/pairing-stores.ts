import { realpathSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import { type FileRead, readRegularFile } from '../platform/read-file.ts';
import { entryTextsAt, isObject, listAt } from './config-reader.ts';

/** A store of the size of a large community's approvals is some 100 KiB; what is larger is not one. */
const MAX_STORE_BYTES = 1024 * 1024;

/** Who was let in by pairing: the file, and its entries or why they cannot be known. A missing store is an empty one. */
export type PairingStore =
  | { readonly path: string; readonly status: 'read'; readonly entries: readonly string[] }
  | { readonly path: string; readonly status: 'missing' }
  | { readonly path: string; readonly status: 'unreadable'; readonly reason: string };

/** A name as it stands in a store's file name (spec: CR 3.8). */
const fileKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\\/:*?"<>|]/g, '_')
    .replaceAll('..', '_');

/** `<channel>-allowFrom.json`, or `<channel>-<account>-allowFrom.json`. */
export const storeFileName = (channel: string, account?: string): string =>
  account === undefined
    ? `${fileKey(channel)}-allowFrom.json`
    : `${fileKey(channel)}-${fileKey(account)}-allowFrom.json`;

const reasonOf = (read: Exclude<FileRead, { kind: 'read' | 'missing' }>): string => {
  if (read.kind === 'not-a-file') return 'it is not a regular file';
  if (read.kind === 'too-large') return `it has more than ${MAX_STORE_BYTES} bytes`;
  if (read.kind === 'unreachable') return 'it could not be reached';
  return `it could not be read (${read.code})`;
};

/** Links are followed as far as they stay inside the folder; a store elsewhere is not the folder's owner's word. */
const leavesFolder = (folder: string, file: string): boolean => !isInside(realpathSync(file), realpathSync(folder));

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const read = (credentialsDir: string, file: string): PairingStore => {
  if (leavesFolder(credentialsDir, file)) {
    return { path: file, status: 'unreadable', reason: 'it is a link that leads out of the credentials folder' };
  }
  const result = readRegularFile(file, MAX_STORE_BYTES);
  if (result.kind === 'missing') return { path: file, status: 'missing' };
  if (result.kind !== 'read') return { path: file, status: 'unreadable', reason: reasonOf(result) };
  const content = parse(result.bytes);
  if (!isObject(content) || listAt(content, 'allowFrom') === undefined) {
    return {
      path: file,
      status: 'unreadable',
      reason: 'it is not an allowlist store (JSON with a list allowFrom)',
    };
  }
  return { path: file, status: 'read', entries: entryTextsAt(content, 'allowFrom').filter((entry) => entry !== '*') };
};

/**
 * Reads one pairing store (spec: CR 3.8): the channel's own, or an account's. Its version is not looked at, as OpenClaw
 * 2026.2.17 does not (seen in its audit and its fix). Entries come trimmed, without blanks and
 * `*`, which OpenClaw drops there. Errors are data: a store that cannot be read says why.
 */
export const readPairingStore = (credentialsDir: string, channel: string, account?: string): PairingStore => {
  const file = path.join(credentialsDir, storeFileName(channel, account));
  try {
    return read(credentialsDir, file);
  } catch (error) {
    const code = errnoOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { path: file, status: 'missing' }
      : { path: file, status: 'unreadable', reason: `it could not be read (${code})` };
  }
};
