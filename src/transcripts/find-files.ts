import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import type { SkipReason } from '../audit/coverage.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { assertSystemError, errnoOf } from '../platform/errno.ts';
import { nameFromBytes, nativePath } from '../platform/path-bytes.ts';
import type { FileRef } from './file-ref.ts';

/** What the search for files comes upon, one after the other. */
export type Discovery =
  | { readonly kind: 'file'; readonly file: FileRef }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: SkipReason }
  | { readonly kind: 'note'; readonly note: string };

/** A directory's own entries, in no order, as they are read. */
type Entry = { readonly name: string; readonly type: 'file' | 'directory' | 'link' | 'other' };

const MAX_DEPTH = 8;
const LIST_BUFFER = 4 * 1024;
const REPLACEMENT = '\uFFFD';

const typeOf = (entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['type'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'other';

/** Some file systems do not tell an entry's type with its name. */
const typeOfEntry = (entry: Dirent<string | Buffer>, directory: string, name: string): Entry['type'] => {
  const known = typeOf(entry as Dirent);
  return known === 'other' ? typeOf(lstatSync(nativePath(path.join(directory, name)))) : known;
};

/** Reads a directory entry by entry, without holding it; names that are no UTF-8 come last, as in path-bytes. */
export function* entriesOf(directory: string): Generator<Entry> {
  const place = nativePath(directory) as string; // Node takes a Buffer here too; its types do not say so.
  let isDoubtful = false;
  for (const encoding of ['utf8', 'buffer'] as const) {
    if (encoding === 'buffer' && !isDoubtful) return;
    const open = opendirSync(place, { bufferSize: LIST_BUFFER, encoding: encoding as BufferEncoding });
    try {
      for (let entry = open.readSync(); entry !== null; entry = open.readSync()) {
        const raw = entry.name as string | Buffer;
        const mayBeMangled = raw.toString().includes(REPLACEMENT);
        isDoubtful ||= mayBeMangled;
        if (mayBeMangled !== (encoding === 'buffer')) continue;
        const name = typeof raw === 'string' ? raw : nameFromBytes(raw);
        try {
          yield { name, type: typeOfEntry(entry, directory, name) };
        } catch (error) {
          if (errnoOf(error) !== 'ENOENT') throw error;
        }
      }
    } finally {
      open.closeSync();
    }
  }
}

/** Says, by name, what is to be looked at; a directory's name ends with a separator. */
type Wanted = (name: string, depth: number) => boolean;

/** Everything in a directory and below it that `wanted` takes. Links are not followed, and that is said. */
function* filesBelow(directory: string, agent: string | undefined, wanted: Wanted, depth = 0): Generator<Discovery> {
  try {
    for (const { name, type } of entriesOf(directory)) {
      const file = `${directory}${path.sep}${name}`;
      if (type === 'directory') {
        if (!wanted(`${name}${path.sep}`, depth)) continue;
        if (depth < MAX_DEPTH) yield* filesBelow(file, agent, wanted, depth + 1);
        else yield { kind: 'note', note: `${file}: nested too deep, not searched for secrets` };
      } else if (wanted(name, depth)) {
        if (type === 'file') yield { kind: 'file', file: { directory, name, agent } };
        else yield { kind: 'skipped', path: file, reason: 'special' };
      }
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return;
    const why = code === 'ENOTDIR' || code === 'ELOOP' ? 'it is not a directory' : code;
    yield { kind: 'note', note: `${directory}: could not be listed (${why}), not searched for secrets` };
  }
}

const everything: Wanted = () => true;

/** The type of what stands at a path; undefined when there is nothing, or when that cannot be seen. */
const typeAt = (file: string): Entry['type'] | undefined => {
  try {
    return typeOf(lstatSync(nativePath(file)));
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

/** Who owns what stands at a path; undefined when there is nothing, or when that cannot be seen. */
const ownerOf = (file: string): number | undefined => {
  try {
    return lstatSync(nativePath(file)).uid;
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

/** As `filesBelow`, for a directory that must be one itself and not a link to another. */
function* filesIn(directory: string, agent: string | undefined, wanted: Wanted = everything): Generator<Discovery> {
  if (typeAt(directory) === 'link') {
    yield { kind: 'note', note: `${directory}: a link, what it leads to was not searched for secrets` };
  } else {
    yield* filesBelow(directory, agent, wanted);
  }
}

/** Archives of transcripts that OpenClaw moved into a database. */
const ARCHIVE = 'session-sqlite-import-archive';

/** Newer versions keep transcripts in a database beside the credentials. Searched as bytes: deleted rows are in there as well. */
const isDatabase = (name: string): boolean => /\.sqlite(?:-wal)?$/.test(name);

/** One agent's transcripts, what is left of older ones, its session store, and its database. */
export function* agentFiles(stateDir: string, agent: string): Generator<Discovery> {
  const directory = path.join(stateDir, 'agents', agent);
  yield* filesIn(path.join(directory, 'sessions'), agent);
  yield* filesIn(path.join(directory, ARCHIVE), agent);
  yield* filesIn(path.join(directory, 'agent'), agent, (name, depth) => depth === 0 && isDatabase(name));
}

/** The agents that have a directory, by name. Unreadable: none, and a note. */
export const findAgents = (stateDir: string): { readonly agents: string[]; readonly notes: string[] } => {
  const agents: string[] = [];
  const notes: string[] = [];
  const directory = path.join(stateDir, 'agents');
  try {
    for (const { name, type } of entriesOf(directory)) {
      if (type === 'directory') agents.push(name);
      if (type === 'link')
        notes.push(`${path.join(directory, name)}: a link, what it leads to was not searched for secrets`);
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT') notes.push(`${directory}: could not be listed (${code}), not searched for secrets`);
  }
  return { agents: agents.sort(), notes };
};

/** Where the gateway logs when the config names no file: by day, for one user or for all (spec CR 0.1). */
export const defaultLogDirectories = ({ platform, uid, other }: AuditContext): string[] => {
  const owner = other?.ownerUid ?? uid;
  return platform === 'win32' ? [] : ['/tmp/openclaw', ...(owner === undefined ? [] : [`/tmp/openclaw-${owner}`])];
};

/**
 * All installations of a machine log to the same folder unless they are told otherwise: for an installation that is not the auditor's own,
 * only what its owner wrote there is its.
 */
const isLogOf =
  ({ other }: AuditContext, directory: string): Wanted =>
  (name, depth) =>
    depth === 0 &&
    name.endsWith('.log') &&
    (other?.ownerUid === undefined || ownerOf(`${directory}${path.sep}${name}`) === other.ownerUid);

/** The logs, and archives outside the agents' directories. */
export function* otherFiles(context: AuditContext, logDirectories: readonly string[]): Generator<Discovery> {
  const { stateDir, home, cwd } = context.paths;
  yield* filesIn(path.join(stateDir, ARCHIVE), undefined);
  yield* filesIn(path.join(stateDir, 'logs'), undefined);
  yield* filesIn(stateDir, undefined, (name, depth) => depth === 0 && name.endsWith('.log'));
  const logFile = filledTextAt(context.config.value, 'logging.file');
  if (logFile !== undefined) {
    const file = absolutePath(logFile, home, cwd);
    const isFound = file.startsWith(path.join(stateDir, 'logs') + path.sep);
    if (!isFound && typeAt(file) !== undefined) {
      yield { kind: 'file', file: { directory: path.dirname(file), name: path.basename(file), agent: undefined } };
    }
    return;
  }
  for (const directory of logDirectories) {
    yield* filesIn(directory, undefined, isLogOf(context, directory));
  }
}
