import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { closeDirectory, type DirectoryHandle, entryPath } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { systemCalls } from '../platform/load-system-calls.ts';
import { namesWithAcl } from '../platform/names-with-acl.ts';
import { nativePath } from '../platform/path-bytes.ts';
import { type ChmodOutcome, type ChmodSkip, PERMISSION_BITS, tighten, wrongType } from '../platform/safe-chmod.ts';
import type { FixTarget } from './fix-targets.ts';
import type { Journal } from './journal.ts';
import { journalFailure } from './journal-folder.ts';
import { cutsGroup, sparingGroup } from './mend-directory.ts';
import { openParent } from './open-parent.ts';
import { type ModeChange, tightenBatch } from './tighten-batch.ts';

/** One named place and what became of it: the original's form (spec CR 4.1, `fix.actions`). */
export type FixAction = {
  readonly kind: 'chmod';
  readonly path: string;
  /** The mode it has now; for a place that is not there, the one it would get. */
  readonly mode: number;
  /** True when the mode was changed. */
  readonly ok: boolean;
  readonly skipped?: ChmodSkip | 'access-list' | 'preview';
  readonly error?: string;
};

export type PlaceMendOptions = {
  readonly mask: number;
  /** Owner of the state dir: places of anyone else are left alone. Undefined where there are no owners. */
  readonly ownerUid: number | undefined;
  /** Undefined in a preview, which changes nothing. */
  readonly journal: Journal | undefined;
};

/** No named file is a program: the original leaves none of them executable, not even for the owner (spec CR 5.1, step 5). */
const EXECUTE_BITS = 0o111;

const action = (target: FixTarget, mode: number, rest: Omit<FixAction, 'kind' | 'path' | 'mode'>): FixAction => ({
  kind: 'chmod',
  path: target.path,
  mode,
  ...rest,
});

/** What a target keeps of its mode. */
const tightened = ({ type }: FixTarget, mode: number, mask: number): number =>
  mode & ~(type === 'file' ? mask | EXECUTE_BITS : mask);

const skip = (target: FixTarget, mode: number, skipped: FixAction['skipped']): FixAction =>
  action(target, mode, { ok: false, ...(skipped !== undefined && { skipped }) });

/** What is to be done with a target, or why nothing is. */
const planTarget = (
  directory: DirectoryHandle,
  target: FixTarget,
  options: PlaceMendOptions,
): ModeChange | FixAction => {
  const name = path.basename(target.path);
  const unknown = tightened(target, 0o777, options.mask);
  try {
    const stats = lstatSync(nativePath(entryPath(directory, name)), { throwIfNoEntry: false });
    if (stats === undefined) return skip(target, unknown, 'missing');
    const wrong = wrongType(stats, target.type);
    if (wrong !== undefined) return skip(target, unknown, wrong);
    const mode = stats.mode & PERMISSION_BITS;
    const wanted = tightened(target, mode, options.mask);
    if (wanted === mode) return skip(target, mode, 'already');
    if (options.ownerUid !== undefined && stats.uid !== options.ownerUid) return skip(target, mode, 'other-owner');
    if (target.type === 'file' && stats.nlink > 1) return skip(target, mode, 'hard-link');
    return { name, expected: { type: target.type, ino: stats.ino, uid: stats.uid, mode }, mode: wanted };
  } catch (error) {
    return action(target, unknown, { ok: false, error: errnoOf(error) });
  }
};

const isAction = (plan: ModeChange | FixAction): plan is FixAction => 'kind' in plan;

/** Group bits of an entry with an access list are the mask of that list: they are not cut silently. */
const sparingLists = (directory: DirectoryHandle, changes: readonly ModeChange[]): ModeChange[] => {
  const cut = changes.filter(cutsGroup).map(({ name }) => name);
  const listed = namesWithAcl(directory, cut, systemCalls()) ?? new Set(cut);
  return changes.map((change) => (listed.has(change.name) ? sparingGroup(change) : change));
};

const outcomeAction = (target: FixTarget, change: ModeChange, outcome: ChmodOutcome): FixAction => {
  if (outcome.status === 'done') return action(target, change.mode, { ok: true });
  if (outcome.status === 'skipped') return skip(target, change.expected.mode, outcome.reason);
  return action(target, change.expected.mode, { ok: false, error: outcome.code });
};

/** Without a journal nothing is changed. */
const tightenOrFail = (
  directory: DirectoryHandle,
  changes: readonly ModeChange[],
  journal: Journal,
): ChmodOutcome[] => {
  try {
    return tightenBatch(directory.path, changes, journal, 'all', ({ name, expected, mode }, _, verify) =>
      tighten(directory, name, expected, mode, verify),
    );
  } catch (error) {
    const code = journalFailure(error);
    return changes.map(() => ({ status: 'failed', code }));
  }
};

/** Targets that lie in one directory, one after the other. */
const mendTogether = (context: AuditContext, targets: readonly FixTarget[], options: PlaceMendOptions): FixAction[] => {
  const directory = openParent(context.paths, (targets[0] as FixTarget).path);
  if ('status' in directory) {
    return targets.map((target) =>
      directory.status === 'failed'
        ? action(target, tightened(target, 0o777, options.mask), { ok: false, error: directory.code })
        : skip(target, tightened(target, 0o777, options.mask), directory.status),
    );
  }
  try {
    const plans = targets.map((target) => planTarget(directory, target, options));
    const changes = sparingLists(
      directory,
      plans.filter((plan): plan is ModeChange => !isAction(plan)),
    );
    const real = changes.filter(({ expected, mode }) => expected.mode !== mode);
    const outcomes = options.journal === undefined ? undefined : tightenOrFail(directory, real, options.journal);
    let next = 0;
    return plans.map((plan, index) => {
      const target = targets[index] as FixTarget;
      if (isAction(plan)) return plan;
      const change = changes.find(({ name }) => name === plan.name) as ModeChange;
      if (change.mode === change.expected.mode) return skip(target, change.mode, 'access-list');
      if (outcomes === undefined) return skip(target, change.mode, 'preview');
      return outcomeAction(target, change, outcomes[next++] as ChmodOutcome);
    });
  } finally {
    closeDirectory(directory);
  }
};

/** Tightens the named places, in order, and says for each what became of it. */
export const mendPlaces = (
  context: AuditContext,
  targets: readonly FixTarget[],
  options: PlaceMendOptions,
): FixAction[] => {
  const actions: FixAction[] = [];
  for (let from = 0; from < targets.length; ) {
    const parent = path.dirname((targets[from] as FixTarget).path);
    let to = from + 1;
    while (to < targets.length && path.dirname((targets[to] as FixTarget).path) === parent) to += 1;
    actions.push(...mendTogether(context, targets.slice(from, to), options));
    from = to;
  }
  return actions;
};
