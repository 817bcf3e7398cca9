import type { MendCount, MendTotals } from '../scan/mender.ts';
import type { FixAction } from './mend-places.ts';
import type { IcaclsAction } from './mend-places-windows.ts';

export type AnyAction = FixAction | IcaclsAction;

/** What `--fix` did, or with `--dry-run` would do. The first seven fields are the original's (spec CR 4.1). */
export type FixResult = {
  /** True when everything that was planned was done: `errors` is empty. */
  readonly ok: boolean;
  readonly stateDir: string;
  readonly configPath: string;
  readonly configWritten: boolean;
  /** Config changes in the original's words. */
  readonly changes: readonly string[];
  /** The named places and at most 1,000 transcripts; `totals` counts all the others. */
  readonly actions: readonly AnyAction[];
  readonly errors: readonly string[];
  /** Consequences that the user should know: a channel that falls silent, access that an access list keeps. */
  readonly notes: readonly string[];
  /** The files that hold the changed values, one for each of `changes`. */
  readonly changedFiles: readonly string[];
  /** The config files as they were, mode 0600. */
  readonly backups: readonly string[];
  /** What became of everything in the state tree that is not in `actions`. */
  readonly totals: MendTotals;
  /** What `openclaw-security undo` reads; null when nothing was changed. */
  readonly journal: string | null;
  readonly dryRun: boolean;
};

const WORDS: Readonly<Record<string, string>> = {
  EPERM: 'they belong to another user, or may not be changed at all (lsattr shows an i)',
  EACCES: 'there is no permission to reach them',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full, and the journal that an undo needs could not be written',
  EDQUOT: 'the disk quota is used up, and the journal that an undo needs could not be written',
  NO_EFFECT: 'this file system ignores modes',
  NO_JOURNAL: 'the journal that an undo needs could not be written',
  changed: 'somebody changed them meanwhile; run the fix again',
};

const sentence = (reason: string, { count, samples }: MendCount): string =>
  `${count} ${count === 1 ? 'mode was' : 'modes were'} not changed: ${WORDS[reason] ?? `the system said ${reason}`} (${samples[0]}${count > 1 ? ' …' : ''}).`;

/** One sentence for each reason for which something that was planned was not done. */
export const modeErrors = (actions: readonly AnyAction[], totals: MendTotals): string[] => {
  const counts = new Map<string, MendCount>(Object.entries(totals.failed));
  if (totals.left.changed !== undefined) counts.set('changed', totals.left.changed);
  for (const { path, error, skipped } of actions) {
    const reason = error ?? (skipped === 'changed' ? skipped : undefined);
    if (reason === undefined) continue;
    const before = counts.get(reason);
    counts.set(reason, { count: (before?.count ?? 0) + 1, samples: [path, ...(before?.samples ?? [])] });
  }
  return [...counts].map(([reason, count]) => sentence(reason, count));
};

const NOTES: Readonly<Record<string, (count: number) => string>> = {
  'access-list': (count) =>
    `${count} with an access list (getfacl shows it): whoever it names keeps access. To take it away: setfacl -b FILE`,
  'hard-link': (count) => `${count} with a second name (a hard link): what the other name is for is not known.`,
  'other-owner': (count) => `${count} of another owner than the state directory.`,
  outside: (count) => `${count} outside the state directory, reached through a link or named by the config.`,
};

/** The journal tells modes: nobody wrote down what icacls took away. */
const NO_UNDO =
  'Windows access lists are not in the journal: undo does not put them back. To give a place back what its folder passes on: icacls PATH /reset';

/** Was an access list changed, or would one be? A command that failed may have come behind one that did not. */
const changesAccessList = (action: AnyAction): boolean =>
  action.kind === 'icacls' &&
  action.command !== '' &&
  (action.ok || action.skipped === 'preview' || action.error !== undefined);

/** One sentence for each reason for which something loose was left alone on purpose, and what an undo cannot put back. */
export const modeNotes = (actions: readonly AnyAction[], totals: MendTotals): string[] => {
  const left = Object.entries(NOTES).flatMap(([reason, note]) => {
    const count = (totals.left[reason]?.count ?? 0) + actions.filter(({ skipped }) => skipped === reason).length;
    return count === 0 ? [] : [`Left as they are: ${note(count)}`];
  });
  return actions.some(changesAccessList) ? [...left, NO_UNDO] : left;
};

/** 0, or 4 when something that was planned could not be done. */
export const fixExitCode = ({ ok }: FixResult): 0 | 4 => (ok ? 0 : 4);
