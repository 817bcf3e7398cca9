import { formatCount, formatMode } from '../audit/units.ts';
import type { FixResult } from '../fix/fix-result.ts';
import { toVisible } from './sanitize.ts';

/** Named places shown one by one; a host can have a thousand transcripts among them. */
const SHOWN = 20;

const configLines = ({ changes, changedFiles }: FixResult): string[] =>
  changes.map((change, index) => `  ${change}  (${changedFiles[index] ?? ''})`);

const placeLines = ({ actions, dryRun }: FixResult): string[] => {
  const done = actions.filter(({ ok, skipped }) => (dryRun ? skipped === 'preview' : ok));
  const lines = done
    .slice(0, SHOWN)
    .map((action) =>
      action.kind === 'chmod' ? `  chmod ${formatMode(action.mode)} ${action.path}` : `  ${action.command}`,
    );
  return done.length > SHOWN ? [...lines, `  … and ${formatCount(done.length - SHOWN)} more named places`] : lines;
};

const totalLines = ({ totals }: FixResult): string[] =>
  Object.entries(totals.changed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([kind, { count, samples }]) =>
        `  ${kind.replaceAll('_', ' ')}: ${formatCount(count)}, for example ${samples[0]}`,
    );

const heading = ({ dryRun, errors }: FixResult, done: readonly string[]): string => {
  if (dryRun)
    return done.length === 0
      ? 'Dry run: there is nothing to fix.'
      : 'Dry run: nothing was changed. The fix would do this:';
  if (done.length > 0) return 'Fixed:';
  return errors.length > 0 ? 'Fix: nothing was changed.' : 'Fix: nothing had to be changed.';
};

/** Every change, one line each, with what can be many summed up. Raw. */
export const fixChanges = (fix: FixResult): string[] => [
  ...(fix.configWritten || fix.dryRun ? configLines(fix) : []),
  ...placeLines(fix),
  ...totalLines(fix),
];

/**
 * What `--fix` did, for a person, ahead of the report. Everything foreign in it is made visible. Ends with an empty line.
 */
export const renderFixText = (fix: FixResult): string => {
  const done = fixChanges(fix);
  const lines = [
    heading(fix, done),
    ...done,
    ...fix.notes.map((note) => `Note: ${note}`),
    ...fix.errors.map((error) => `Not done: ${error}`),
    ...fix.backups.map((backup) => `The config as it was: ${backup}`),
    ...(fix.journal === null ? [] : [`To put it back: openclaw-security undo '${fix.journal}'`]),
  ];
  return `${lines.map(toVisible).join('\n')}\n\n`;
};
