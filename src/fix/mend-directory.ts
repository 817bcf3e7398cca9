import type { DirectoryHandle } from '../platform/directory-handle.ts';
import { errnoOf } from '../platform/errno.ts';
import { HeldEntry } from '../platform/held-entry.ts';
import { namesWithAcl } from '../platform/names-with-acl.ts';
import { type ChmodOutcome, DONE, tighten } from '../platform/safe-chmod.ts';
import type { SystemCalls } from '../platform/system-calls.ts';
import type { Journal } from './journal.ts';
import { journalFailure } from './journal-folder.ts';
import { type ModeChange, tightenBatch } from './tighten-batch.ts';

/** Group bits: where an access list is, they are its mask, and to cut them is to lock out everybody whom the list names. */
const GROUP_BITS = 0o070;

/** Entries that are held open at once: few enough for a limit of 1,024 descriptors and sixteen threads. */
const HELD_ENTRIES = 32;

/** What became of an entry, or in a preview would become of it. */
export type Mended = {
  /** Undefined when nothing was left to be done. */
  readonly outcome: ChmodOutcome | undefined;
  /** The mode that it was to get. */
  readonly mode: number;
  /** True when group bits stayed for the sake of an access list. */
  readonly keepsList: boolean;
};

/** True when a change takes something away from the group. */
export const cutsGroup = ({ expected, mode }: ModeChange): boolean => (expected.mode & ~mode & GROUP_BITS) !== 0;

/** The change that leaves the group its bits. */
export const sparingGroup = (change: ModeChange): ModeChange => ({
  ...change,
  mode: change.mode | (change.expected.mode & GROUP_BITS),
});

type Change = (change: ModeChange, verify: boolean) => ChmodOutcome;

/** What is to be done with one entry, and how; or what came of looking at it. */
type Plan = { readonly change: ModeChange; readonly keepsList: boolean; readonly way: Change | ChmodOutcome };

/** Does what is planned; with no journal it only says what would be done. */
const carryOut = (directory: DirectoryHandle, plans: readonly Plan[], journal: Journal | undefined): Mended[] => {
  const todo = plans.filter(({ way, change }) => typeof way === 'function' && change.mode !== change.expected.mode);
  const outcomes = new Map<Plan, ChmodOutcome>();
  if (journal !== undefined) {
    try {
      const ways = todo.map(({ way }) => way as Change);
      const done = tightenBatch(
        directory.path,
        todo.map(({ change }) => change),
        journal,
        'first',
        (change, index, verify) => (ways[index] as Change)(change, verify),
      );
      done.forEach((outcome, index) => {
        outcomes.set(todo[index] as Plan, outcome);
      });
    } catch (error) {
      const code = journalFailure(error); // There is no journal: nothing was changed.
      for (const plan of todo) outcomes.set(plan, { status: 'failed', code });
    }
  } else for (const plan of todo) outcomes.set(plan, DONE);
  return plans.map((plan) => ({
    outcome: typeof plan.way === 'function' ? outcomes.get(plan) : plan.way,
    mode: plan.change.mode,
    keepsList: plan.keepsList,
  }));
};

const planHeld = (held: HeldEntry, wanted: ModeChange): Plan => {
  const way: Change = ({ mode }, verify) => held.tighten(mode, verify);
  try {
    const keepsList = cutsGroup(wanted) && held.hasAccessList();
    return { change: keepsList ? sparingGroup(wanted) : wanted, keepsList, way };
  } catch (error) {
    return { change: wanted, keepsList: false, way: { status: 'failed', code: errnoOf(error) } };
  }
};

/**
 * Opens some entries, compares, writes down, changes. Undefined when one could not be opened: then all are let go and nothing
 * was changed, for it may be descriptors that ran out, and the journal needs some.
 */
const mendHeld = (
  directory: DirectoryHandle & { readonly descriptor: number },
  wanted: readonly ModeChange[],
  journal: Journal | undefined,
  calls: SystemCalls,
): Mended[] | undefined => {
  const opened: (HeldEntry | ChmodOutcome)[] = [];
  try {
    for (const { name, expected } of wanted) {
      const held = HeldEntry.hold(calls, directory.descriptor, name, expected);
      if (held === undefined) return undefined;
      opened.push(held);
    }
    const plans = opened.map((held, index): Plan => {
      const change = wanted[index] as ModeChange;
      return held instanceof HeldEntry ? planHeld(held, change) : { change, keepsList: false, way: held };
    });
    return carryOut(directory, plans, journal);
  } finally {
    for (const held of opened) if (held instanceof HeldEntry) held.release();
  }
};

/** Goes by names: where there are no system calls, and for what may not be opened for reading. */
const mendByName = (
  directory: DirectoryHandle,
  wanted: readonly ModeChange[],
  journal: Journal | undefined,
  calls: SystemCalls | undefined,
): Mended[] => {
  const cut = wanted.filter(cutsGroup).map(({ name }) => name);
  const listed = namesWithAcl(directory, cut, calls) ?? new Set(cut);
  const way: Change = ({ name, expected, mode }, verify) => tighten(directory, name, expected, mode, verify);
  const plans = wanted.map((change): Plan => {
    const keepsList = cutsGroup(change) && listed.has(change.name);
    return { change: keepsList ? sparingGroup(change) : change, keepsList, way };
  });
  return carryOut(directory, plans, journal);
};

/**
 * Tightens entries of one held directory, and gives what became of each, in order. Without a journal nothing is changed, and
 * the answer is what would be.
 */
export const mendDirectory = (
  directory: DirectoryHandle,
  wanted: readonly ModeChange[],
  journal: Journal | undefined,
  calls: SystemCalls | undefined,
): Mended[] => {
  const { descriptor } = directory;
  if (calls === undefined || descriptor === undefined) return mendByName(directory, wanted, journal, calls);
  const mended: (Mended | undefined)[] = [];
  for (let from = 0; from < wanted.length; from += HELD_ENTRIES) {
    const part = wanted.slice(from, from + HELD_ENTRIES);
    mended.push(...(mendHeld({ ...directory, descriptor }, part, journal, calls) ?? part.map(() => undefined)));
  }
  const rest = wanted.filter((_, index) => mended[index] === undefined);
  const byName = rest.length === 0 ? [] : mendByName(directory, rest, journal, calls);
  return mended.map((one) => one ?? (byName.shift() as Mended));
};
