import { shellWord } from '../audit/shell-quote.ts';
import { formatCount, formatMode } from '../audit/units.ts';
import type { FixResult } from '../fix/fix-result.ts';
import { toVisible } from './sanitize.ts';
import { createPage, type TextOptions } from './text/page.ts';

/** Named places shown one by one; a host can have a thousand transcripts among them. */
const SHOWN = 20;

const configLines = ({ changes, changedFiles }: FixResult): string[] =>
  changes.map((change, index) => `  ${change}  (${changedFiles[index] ?? ''})`);

const placeLines = ({ actions, dryRun }: FixResult): string[] => {
  const done = actions.filter(({ ok, skipped }) => (dryRun ? skipped === 'preview' : ok));
  const lines = done
    .slice(0, SHOWN)
    .map((action) =>
      action.kind === 'chmod'
        ? `  chmod ${formatMode(action.mode)} ${shellWord(action.path) ?? action.path}`
        : `  ${action.command}`,
    );
  return done.length > SHOWN ? [...lines, `  … and ${formatCount(done.length - SHOWN)} more named places`] : lines;
};

const totalLines = ({ totals, dryRun }: FixResult): string[] =>
  Object.entries(totals.changed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([kind, { count, samples }]) =>
        `  ${dryRun ? 'tighten' : 'tightened'} ${kind.replaceAll('_', ' ')}: ${formatCount(count)}${count > 1 ? ', for example' : ','} ${samples[0]}`,
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

const undoLines = ({ journal }: FixResult, undoCommand: string | undefined): string[] => {
  if (journal === null) return [];
  // A name that no shell takes as it is shown: the newest fix is taken back without one.
  return undoCommand === undefined
    ? [`The journal that undo reads: ${journal}`]
    : [`To put it back:`, `  ${undoCommand}`];
};

/**
 * What `--fix` did, for a person, ahead of the report. Everything foreign in it is made visible. Ends with an empty line.
 * @param undoCommand the shell line that takes it back; undefined where none can be told
 */
export const renderFixText = (
  fix: FixResult,
  { undoCommand, ...options }: Pick<TextOptions, 'columns'> & { readonly undoCommand?: string | undefined } = {},
): string => {
  const done = fixChanges(fix).map(toVisible);
  const page = createPage(options);
  const sentences = [
    ...fix.notes.map((note) => `Note: ${note}`),
    ...fix.errors.map((error) => `Not done: ${error}`),
  ].flatMap((sentence) => page.paragraph(toVisible(sentence), '  ', ''));
  const lines = [
    heading(fix, done),
    ...done,
    ...sentences,
    ...[...fix.backups.map((backup) => `The config as it was: ${backup}`), ...undoLines(fix, undoCommand)].map(
      toVisible,
    ),
  ];
  return `${lines.join('\n')}\n\n`;
};
