import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { isObject } from '../context/config-reader.ts';
import {
  closeDirectory,
  type DirectoryHandle,
  entryPath,
  openChildDirectory,
  openDirectory,
  selfPath,
} from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { JOURNAL_VERSION, type JournalLine } from './journal.ts';
import { JOURNAL_FOLDER } from './journal-folder.ts';

/** The journal cannot be used. The message is a whole sentence for the user. */
export class UnusableJournal extends Error {}

const MAX_LINE_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isMode = (value: unknown): value is string => isText(value) && /^[0-7]{1,4}$/.test(value);
const isRevert = (value: unknown): boolean =>
  isObject(value) &&
  (value.kind === 'replace'
    ? isText(value.oldText) && isText(value.newText)
    : value.kind === 'insert' && isWhole(value.before) && isWhole(value.after) && isText(value.sha256));
const isEdit = (value: unknown): boolean =>
  isObject(value) &&
  Array.isArray(value.keyPath) &&
  value.keyPath.every((step) => isText(step) || isWhole(step)) &&
  isRevert(value.revert);

const isModeEntry = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 6 &&
  isText(value[0]) &&
  !['', '.', '..'].includes(value[0]) &&
  !/[/\0]/.test(value[0]) &&
  (value[1] === 'f' || value[1] === 'd') &&
  isWhole(value[2]) &&
  isWhole(value[3]) &&
  isMode(value[4]) &&
  isMode(value[5]);

const SHAPES: Readonly<Record<JournalLine['kind'], (line: Readonly<Record<string, unknown>>) => boolean>> = {
  start: (line) => isWhole(line.version) && isText(line.stateDir),
  config: (line) =>
    isText(line.file) &&
    isWhole(line.oldMode) &&
    isWhole(line.newMode) &&
    Array.isArray(line.edits) &&
    line.edits.every(isEdit),
  block: (line) =>
    isText(line.directory) && path.isAbsolute(line.directory) && path.normalize(line.directory) === line.directory,
  mode: (line) => isModeEntry(line.entry),
  left: (line) => Array.isArray(line.names) && line.names.every(isText),
};

/** A line that has the shape of one; undefined for anything else, and for the torn last line of a fix that was killed. */
const parseLine = (text: string): JournalLine | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !isText(value.kind) || !Object.hasOwn(SHAPES, value.kind)) return undefined;
  return SHAPES[value.kind as JournalLine['kind']](value) ? (value as JournalLine) : undefined;
};

/** Lines of an open file, one after the other; undefined for each that is no line of a journal. */
function* linesOf(descriptor: number): Generator<JournalLine | undefined> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
    rest = Buffer.concat([rest, chunk.subarray(0, read)]);
    let from = 0;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a, from)) {
      yield parseLine(rest.toString('utf8', from, end));
      from = end + 1;
    }
    rest = Buffer.from(rest.subarray(from));
    if (rest.length > MAX_LINE_BYTES)
      throw new UnusableJournal('The journal has a line that is too long to be one of ours.');
  }
}

/** A journal found on the disk: its directory held open. */
export type OpenJournal = {
  readonly path: string;
  readonly name: string;
  readonly folder: DirectoryHandle;
  readonly run: DirectoryHandle;
  readonly files: readonly string[];
  readonly close: () => void;
};

const notFound = (stateDir: string): UnusableJournal =>
  new UnusableJournal(`There is no journal of a fix in ${path.join(stateDir, JOURNAL_FOLDER)}.`);

const openFolder = (stateDir: string): DirectoryHandle => {
  const state = openDirectory(stateDir);
  try {
    return openChildDirectory(state, JOURNAL_FOLDER);
  } finally {
    closeDirectory(state);
  }
};

/** Names of the journals that were not undone yet, oldest first. */
const journalNames = (folder: DirectoryHandle): string[] =>
  readdirSync(selfPath(folder))
    .filter((name) => name.startsWith('fix-'))
    .sort();

/**
 * Opens the newest journal of a state dir, or the one that is named by its path or its name. A journal is only ever taken from
 * the state dir's own folder. Throws UnusableJournal.
 */
export const openJournal = (stateDir: string, wanted: string | undefined): OpenJournal => {
  const handles: DirectoryHandle[] = [];
  const close = () => handles.forEach(closeDirectory);
  try {
    const folder = openFolder(stateDir);
    handles.push(folder);
    if (wanted?.includes('/') && path.resolve(path.dirname(wanted)) !== path.join(stateDir, JOURNAL_FOLDER)) {
      throw new UnusableJournal(
        `${wanted} is no journal of ${stateDir}; name that one's state directory with --state-dir.`,
      );
    }
    const name = wanted === undefined ? journalNames(folder).at(-1) : path.basename(wanted);
    if (name === undefined || !name.startsWith('fix-')) throw notFound(stateDir);
    const run = openChildDirectory(folder, name);
    handles.push(run);
    const files = readdirSync(selfPath(run))
      .filter((file) => file.endsWith('.jsonl'))
      .sort();
    return { path: path.join(stateDir, JOURNAL_FOLDER, name), name, folder, run, files, close };
  } catch (error) {
    close();
    if (error instanceof UnusableJournal) throw error;
    const code = errnoOf(error);
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) throw notFound(stateDir);
    throw new UnusableJournal(`The journal in ${stateDir} could not be opened (${code}).`, { cause: error });
  }
};

const openFile = (journal: OpenJournal, file: string): number => {
  try {
    return openSync(entryPath(journal.run, file), READ);
  } catch (error) {
    throw new UnusableJournal(`${journal.path}/${file} could not be opened (${errnoOf(error)}).`, { cause: error });
  }
};

/**
 * The lines of one journal file; undefined stands for a line that is none. The file must be ours alone, or anyone could have
 * written it. Throws UnusableJournal, also for a journal of another state dir or a newer version.
 */
export function* journalLines(
  journal: OpenJournal,
  file: string,
  stateDir: string,
  seeEmpty: () => void,
): Generator<JournalLine | undefined> {
  const descriptor = openFile(journal, file);
  try {
    const stats = fstatSync(descriptor);
    const uid = process.geteuid?.();
    if (
      !stats.isFile() ||
      stats.nlink > 1 ||
      (uid !== undefined && (stats.uid !== uid || (stats.mode & 0o077) !== 0))
    ) {
      throw new UnusableJournal(
        `${journal.path}/${file} is not a private file of yours. Run the undo as the user who ran the fix.`,
      );
    }
    if (stats.size === 0) seeEmpty();
    let started = false;
    for (const line of linesOf(descriptor)) {
      if (!started && (line?.kind !== 'start' || line.version !== JOURNAL_VERSION || line.stateDir !== stateDir)) {
        throw new UnusableJournal(`${journal.path}/${file} is not a journal of this version for ${stateDir}.`);
      }
      started = true;
      if (line?.kind !== 'start') yield line;
    }
  } finally {
    closeSync(descriptor);
  }
}
