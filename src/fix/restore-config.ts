import { lstatSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { errnoOf } from '../platform/errno.ts';
import { readRegularFile } from '../platform/read-file.ts';
import type { ConfigJournalEntry } from './apply-config-fixes.ts';
import { isAsBefore, revertEdit } from './edit-config.ts';
import { restoreBlock } from './restore-modes.ts';
import type { UndoTally } from './undo-tally.ts';
import { BACKUP_SUFFIX, ConfigWriteError, writeConfig } from './write-config.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** The keys that a fix changes: an undo changes no others, whatever a journal says. */
const FIX_KEYS: ReadonlySet<unknown> = new Set(['groupPolicy', 'groupAllowFrom', 'redactSensitive']);

const restoreMode = ({ file, oldMode, newMode }: ConfigJournalEntry, tally: UndoTally): void => {
  if (oldMode === newMode) return;
  try {
    const { ino, uid } = lstatSync(file);
    restoreBlock(path.dirname(file), [{ name: path.basename(file), type: 'file', ino, uid, oldMode, newMode }], tally);
  } catch (error) {
    tally.errors.push(`The mode of ${file} could not be put back (${errnoOf(error)}).`);
  }
};

/** The fix's copy of the old text has served when the file holds that very text again. */
const removeCopy = (file: string): void => {
  const copy = `${file}${BACKUP_SUFFIX}`;
  const [now, before] = [file, copy].map((place) => readRegularFile(place, MAX_BYTES));
  if (now?.kind === 'read' && before?.kind === 'read' && now.bytes.equals(before.bytes)) unlinkSync(copy);
};

/** Takes back the edits of one config file, the last one first, and then its mode. */
export const restoreConfig = (context: AuditContext, entry: ConfigJournalEntry, tally: UndoTally): void => {
  let restored = 0;
  let unchanged = 0;
  let left: string[] = [];
  const revertAll = (text: string): string => {
    restored = 0;
    unchanged = 0;
    left = [];
    let current = text;
    for (const { keyPath, revert } of [...entry.edits].reverse()) {
      const before = FIX_KEYS.has(keyPath.at(-1)) ? revertEdit(current, keyPath, revert) : undefined;
      if (before === undefined && isAsBefore(current, keyPath, revert)) unchanged += 1;
      else if (before === undefined) left.push(keyPath.join('.'));
      else {
        current = before;
        restored += 1;
      }
    }
    return current;
  };
  try {
    writeConfig(entry.file, revertAll, { mask: 0, uid: context.uid, keepCopy: false });
    tally.values += restored;
    tally.unchanged += unchanged;
    for (const key of left) tally.leave('the value was changed since', `${key} in ${entry.file}`);
    restoreMode(entry, tally);
    removeCopy(entry.file);
  } catch (error) {
    if (!(error instanceof ConfigWriteError)) throw error;
    tally.errors.push(`${entry.file} could not be put back: ${error.message}.`);
  }
};
