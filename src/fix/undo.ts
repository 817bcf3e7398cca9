import { renameSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { entryPath } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { isInside } from '../platform/is-inside.ts';
import type { ConfigJournalEntry } from './apply-config-fixes.ts';
import type { JournalLine, ModeEntry } from './journal.ts';
import { realPathOf } from './open-parent.ts';
import { journalLines, type OpenJournal, openJournal, UnusableJournal } from './read-journal.ts';
import { restoreConfig } from './restore-config.ts';
import { restoreBlock } from './restore-modes.ts';
import { type UndoLeft, UndoTally } from './undo-tally.ts';

/** What an undo did. */
export type UndoResult = {
  /** True when everything was put back that still was as the fix left it. */
  readonly ok: boolean;
  readonly journal: string;
  readonly modes: number;
  readonly values: number;
  /** Things that were as before already. */
  readonly unchanged: number;
  readonly left: readonly UndoLeft[];
  readonly errors: readonly string[];
};

/** A config is edited some dozens of times at most; the entries are kept, to be taken back last first. */
const MAX_CONFIG_ENTRIES = 10_000;
const MAX_BLOCK_ENTRIES = 100_000;

/** The places that a journal may speak of at all: it is data, and trusted for no other path. */
const allowedPlaces = (context: AuditContext, stateDir: string) => {
  const { paths, config } = context;
  const logFile = filledTextAt(config.value, 'logging.file');
  const named = [paths.configPath, ...config.includes];
  const files = new Set([...named, ...named.map(realPathOf)].filter((file) => file !== undefined));
  if (logFile !== undefined) files.add(absolutePath(logFile, paths.home, paths.cwd));
  const trees = [stateDir];
  const credentials = isInside(paths.credentialsDir, paths.stateDir) ? undefined : realPathOf(paths.credentialsDir);
  if (credentials !== undefined) trees.push(credentials);
  return {
    isConfig: (file: string) => files.has(file),
    isPlace: (place: string) => files.has(place) || trees.some((tree) => isInside(place, tree)),
  };
};

type Allowed = ReturnType<typeof allowedPlaces>;

const restoreModes = (directory: string, entries: readonly ModeEntry[], allowed: Allowed, tally: UndoTally): void => {
  const known = entries.filter(({ name }) => {
    const isKnown = allowed.isPlace(path.join(directory, name));
    if (!isKnown) tally.leave('it is outside the state directory', path.join(directory, name));
    return isKnown;
  });
  restoreBlock(directory, known, tally);
};

const modeEntryOf = ([name, type, ino, uid, oldMode, newMode]: Extract<
  JournalLine,
  { kind: 'mode' }
>['entry']): ModeEntry => ({
  name,
  type: type === 'f' ? 'file' : 'directory',
  ino,
  uid,
  oldMode: Number.parseInt(oldMode, 8),
  newMode: Number.parseInt(newMode, 8),
});

type ModeBlock = { readonly directory: string; readonly entries: readonly ModeEntry[] };

/** The modes that a journal file says were changed, directory by directory; `seeOther` is shown every line of another kind. */
function* modeBlocks(
  lines: Iterable<JournalLine | undefined>,
  file: string,
  seeOther: (line: JournalLine | undefined) => void,
): Generator<ModeBlock> {
  let directory = '';
  let entries: ModeEntry[] = [];
  for (const line of lines) {
    if (line?.kind === 'mode') {
      entries.push(modeEntryOf(line.entry));
      if (entries.length > MAX_BLOCK_ENTRIES)
        throw new UnusableJournal(`${file} has a block that is too long to be one of ours.`);
    } else if (line?.kind === 'left' || line?.kind === 'block') {
      const left = new Set(line.kind === 'left' ? line.names : []);
      yield { directory, entries: entries.filter(({ name }) => !left.has(name)) };
      entries = [];
      if (line.kind === 'block') directory = line.directory;
    } else seeOther(line);
  }
  yield { directory, entries };
}

const EMPTY_FILE = 'it is empty: the fix was stopped before it wrote there, or what it wrote was lost';

/** Puts modes back file by file, and gives the config entries: those come last. */
const undoModes = (
  journal: OpenJournal,
  stateDir: string,
  allowed: Allowed,
  tally: UndoTally,
): ConfigJournalEntry[] => {
  const configs: ConfigJournalEntry[] = [];
  for (const file of journal.files) {
    const seeOther = (line: JournalLine | undefined): void => {
      if (line === undefined) tally.errors.push(`${file} has a line that cannot be read; it was passed over.`);
      if (line?.kind === 'config') configs.push(line);
      if (configs.length > MAX_CONFIG_ENTRIES)
        throw new UnusableJournal(`${file} has more config changes than a fix makes.`);
    };
    const seeEmpty = (): void => tally.leave(EMPTY_FILE, `${journal.path}/${file}`);
    for (const { directory, entries } of modeBlocks(journalLines(journal, file, stateDir, seeEmpty), file, seeOther))
      restoreModes(directory, entries, allowed, tally);
  }
  return configs;
};

/** Renames a journal, so that the next undo takes the one before it. */
const markUndone = ({ folder, name, path: shown }: OpenJournal, tally: UndoTally): void => {
  try {
    renameSync(entryPath(folder, name), entryPath(folder, `undone-${name}`));
  } catch (error) {
    tally.errors.push(
      `Everything was put back, but the journal ${shown} could not be marked as undone (${errnoOf(error)}): the next undo takes it again.`,
    );
  }
};

/**
 * Takes back what a fix changed: modes and config values that are still as the fix left them. Everything else is left alone
 * and said. `wanted` is a journal's path or name; without it the newest one counts. Throws UnusableJournal.
 */
export const undoFix = (context: AuditContext, wanted?: string): UndoResult => {
  const stateDir = realPathOf(context.paths.stateDir);
  if (stateDir === undefined) throw new UnusableJournal(`There is no state directory at ${context.paths.stateDir}.`);
  const journal = openJournal(stateDir, wanted);
  const tally = new UndoTally();
  try {
    const allowed = allowedPlaces(context, stateDir);
    for (const entry of undoModes(journal, stateDir, allowed, tally).reverse()) {
      if (allowed.isConfig(entry.file)) restoreConfig(context, entry, tally);
      else tally.leave('it is no config file of this state directory', entry.file);
    }
    if (tally.errors.length === 0) markUndone(journal, tally);
    const ok = tally.errors.length === 0;
    const { modes, values, unchanged, left, errors } = tally;
    return { ok, journal: journal.path, modes, values, unchanged, left, errors };
  } finally {
    journal.close();
  }
};
