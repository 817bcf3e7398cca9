import { type EditRevert, editConfig, type KeyPath } from './edit-config.ts';
import type { ConfigChange, ConfigFixPlan } from './plan-config-fixes.ts';
import { ConfigWriteError, type ConfigWriteOptions, type ConfigWritten, writeConfig } from './write-config.ts';

/** What is written down about a config file before it is changed. */
export type ConfigJournalEntry = {
  /** Absolute, links resolved. */
  readonly file: string;
  readonly oldMode: number;
  readonly newMode: number;
  readonly edits: readonly { readonly keyPath: KeyPath; readonly revert: EditRevert }[];
};

export type ConfigFixOptions = Omit<ConfigWriteOptions, 'beforeWrite'> & {
  /** Must have the entry on the disk when it returns. */
  readonly record: (entry: ConfigJournalEntry) => void;
};

export type ConfigFixOutcome = {
  /** True when at least one file was written. */
  readonly written: boolean;
  /** One sentence for each change that was planned and not made. */
  readonly errors: readonly string[];
  /** What the user should know about changes that were made. */
  readonly notes: readonly string[];
  /** Copies of the files as they were. */
  readonly backups: readonly string[];
};

type Left = { readonly change: ConfigChange; readonly reason: string };
type FileEdits = { text: string; edits: { keyPath: KeyPath; revert: EditRevert }[]; left: Left[] };

const REASONS = {
  differs: 'somebody else changed it meanwhile',
  'no-place': 'the key it belongs beside is gone',
} as const;

const editAll = (text: string, changes: readonly ConfigChange[]): FileEdits => {
  const result: FileEdits = { text, edits: [], left: [] };
  for (const change of changes) {
    const edited = editConfig(result.text, change.edit);
    const { outcome } = edited;
    result.text = edited.text;
    if (outcome.status === 'edited') result.edits.push({ keyPath: change.edit.keyPath, revert: outcome.revert });
    else if (outcome.status !== 'already') result.left.push({ change, reason: REASONS[outcome.status] });
  }
  return result;
};

const keyOf = (change: ConfigChange): string => change.keyPath.join('.');

type FileOutcome = { readonly written?: ConfigWritten; readonly left: readonly Left[] };

const fixFile = (file: string, changes: readonly ConfigChange[], options: ConfigFixOptions): FileOutcome => {
  let last: FileEdits = { text: '', edits: [], left: [] };
  const edit = (text: string): string => {
    last = editAll(text, changes);
    return last.text;
  };
  try {
    const written = writeConfig(file, edit, {
      ...options,
      beforeWrite: (write) => options.record({ ...write, edits: last.edits }),
    });
    return { written, left: last.left };
  } catch (error) {
    if (!(error instanceof ConfigWriteError)) throw error;
    return { left: changes.map((change) => ({ change, reason: error.message })) };
  }
};

const aclNote = (file: string): string =>
  `${file} has an access list (getfacl shows it); whoever it names can still read it. To take it away: setfacl -b '${file}'`;

/** Makes the planned changes, each in the file that holds the value. One file that cannot be written does not stop the others. */
export const applyConfigFixes = (plan: ConfigFixPlan, options: ConfigFixOptions): ConfigFixOutcome => {
  const errors = [...plan.problems];
  const notes: string[] = [];
  const backups: string[] = [];
  for (const [file, changes] of Map.groupBy(plan.changes, (change) => change.file)) {
    const { written, left } = fixFile(file, changes, options);
    errors.push(...left.map(({ change, reason }) => `${keyOf(change)} in ${file} was not changed: ${reason}.`));
    const failed = new Set(left.map(({ change }) => change));
    notes.push(
      ...changes.filter((change) => !failed.has(change)).flatMap(({ note }) => (note === undefined ? [] : [note])),
    );
    if (written?.keptAcl) notes.push(aclNote(written.file));
    if (written?.backup !== undefined) backups.push(written.backup);
  }
  return { written: backups.length > 0, errors, notes, backups };
};
