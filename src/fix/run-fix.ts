import type { AuditContext } from '../audit/context.ts';
import { isInside } from '../platform/is-inside.ts';
import { runProgram } from '../platform/run-program.ts';
import { scanRootsOf } from '../scan/audit-tree.ts';
import { addTotals, type MendTotals, NOTHING_MENDED } from '../scan/mender.ts';
import { permissionMask } from '../scan/named-places.ts';
import { ownerOf } from '../scan/scan-roots.ts';
import type { ScanFix } from '../scan/scan-state.ts';
import { applyConfigFixes, type ConfigFixOutcome } from './apply-config-fixes.ts';
import { type AnyAction, type FixResult, modeErrors, modeNotes } from './fix-result.ts';
import { behindLinks, fixTargets } from './fix-targets.ts';
import { Journal } from './journal.ts';
import { finishJournal, type JournalPlace, journalFailure, journalPath, journalPlace } from './journal-folder.ts';
import { EntryMender, type MendSettings } from './mend-entries.ts';
import { mendPlaces } from './mend-places.ts';
import { mendPlacesOnWindows } from './mend-places-windows.ts';
import { realPathOf } from './open-parent.ts';
import { type ConfigFixPlan, planConfigFixes } from './plan-config-fixes.ts';
import { type PairedSenders, readPairedSenders } from './read-paired-senders.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { ConfigWriteError } from './write-config.ts';

/** The part of a fix that is done, and the part that goes along with the audit's scan. */
export type StartedFix = {
  /** The config as it is now, for the audit that follows. */
  readonly context: AuditContext;
  /** For the audit that follows, where there are modes: tightens what is loose while it looks, so that its report tells the state afterwards. */
  readonly scanFix: ScanFix | undefined;
  /** To be called when that audit is over. */
  readonly finish: () => FixResult;
};

export type FixOptions = {
  /** Plans everything and changes nothing. */
  readonly dryRun: boolean;
  /** Reads the config again: it may have been changed. */
  readonly reload: () => AuditContext;
  /** The Windows directory, from our own environment; never from what is audited. */
  readonly systemRoot?: string | undefined;
};

const NOTHING_WRITTEN: ConfigFixOutcome = { written: false, errors: [], notes: [], backups: [] };

const configMendedElsewhere = (plan: ConfigFixPlan): ConfigFixOutcome => ({
  ...NOTHING_WRITTEN,
  errors: plan.changes.map(
    ({ change }) =>
      `${change} was not done: OPENCLAW_NIX_MODE says that the config is made elsewhere; change it there.`,
  ),
});

const mendConfig = (context: AuditContext, plan: ConfigFixPlan, journal: Journal | undefined): ConfigFixOutcome => {
  if (journal === undefined) {
    const notes = plan.changes.flatMap(({ note }) => (note === undefined ? [] : [note]));
    return { ...NOTHING_WRITTEN, errors: plan.problems, notes };
  }
  if (/^(1|true|yes|on)$/i.test(context.env.OPENCLAW_NIX_MODE?.trim() ?? '')) return configMendedElsewhere(plan);
  return applyConfigFixes(plan, {
    mask: permissionMask(context),
    uid: context.uid,
    record: (entry) => {
      try {
        journal.add({ kind: 'config', ...entry });
        journal.sync();
      } catch (error) {
        throw new ConfigWriteError(`the journal that an undo needs could not be written (${journalFailure(error)})`);
      }
    },
  });
};

/** A path in the state dir as the scan spells it. */
const realPlace = (place: string, stateDir: string, real: string | undefined): string =>
  real !== undefined && isInside(place, stateDir) ? real + place.slice(stateDir.length) : place;

const unreadableConfig = ({ config }: AuditContext): string[] =>
  config.failure === undefined
    ? []
    : [`The config was not mended, it cannot be read: ${config.failure.message} (${config.failure.file}).`];

/** A pairing store that could not be read matters only where a WhatsApp group policy is closed. */
const storeNotes = ({ changes }: ConfigFixPlan, { problem }: PairedSenders): string[] =>
  problem !== undefined && changes.some(({ keyPath }) => keyPath[1] === 'whatsapp' && keyPath.at(-1) === 'groupPolicy')
    ? [problem]
    : [];

const NO_JOURNAL_PLACE =
  'Nothing was changed: there is no state directory, and so no place for the journal that an undo needs. Create it with mode 700 and run the fix again.';

/** What the whole fix came to. */
type Parts = {
  readonly context: AuditContext;
  readonly dryRun: boolean;
  readonly plan: ConfigFixPlan;
  readonly config: ConfigFixOutcome;
  readonly notes: readonly string[];
  readonly actions: readonly AnyAction[];
  readonly totals: MendTotals;
  readonly journal: string | null;
};

const toResult = ({ context, dryRun, plan, config, notes, actions, totals, journal }: Parts): FixResult => {
  const hasNoPlace = !dryRun && realPathOf(context.paths.stateDir) === undefined;
  const isNeeded = plan.changes.length > 0 || actions.some(({ skipped }) => skipped === 'preview');
  const errors = [
    ...unreadableConfig(context),
    ...(hasNoPlace && isNeeded ? [NO_JOURNAL_PLACE] : []),
    ...config.errors,
    ...modeErrors(actions, totals),
  ];
  return {
    ok: errors.length === 0,
    stateDir: context.paths.stateDir,
    configPath: context.paths.configPath,
    configWritten: config.written,
    changes: plan.changes.map(({ change }) => change),
    actions,
    errors,
    notes: [...config.notes, ...notes, ...modeNotes(actions, totals)],
    changedFiles: plan.changes.map(({ file }) => file),
    backups: config.backups,
    totals,
    journal,
    dryRun,
  };
};

/** What the workers need to mend the tree. */
const mendSettings = (
  context: AuditContext,
  actions: readonly AnyAction[],
  journal: JournalPlace | undefined,
): MendSettings => {
  const { stateDir } = context.paths;
  const real = realPathOf(stateDir);
  const roots = scanRootsOf(context);
  return {
    roots,
    known: actions
      .filter(({ ok, skipped }) => !ok && skipped !== 'already' && skipped !== 'missing')
      .map(({ path }) => realPlace(path, stateDir, real)),
    mask: permissionMask(context),
    ownerUid: ownerOf(stateDir),
    journal,
  };
};

const mendNamed = (context: AuditContext, options: FixOptions, journal: Journal | undefined): readonly AnyAction[] => {
  if (context.platform === 'win32') {
    return mendPlacesOnWindows(fixTargets(context), options.systemRoot ?? 'C:\\Windows', runProgram, options.dryRun);
  }
  const ownerUid = ownerOf(context.paths.stateDir) ?? context.uid;
  const targets = [...fixTargets(context), ...behindLinks(context, ownerUid)];
  return mendPlaces(context, targets, { mask: permissionMask(context), ownerUid, journal });
};

/**
 * Mends the config and the named places at once, and prepares the mending of everything else, which the following audit does
 * while it scans. Without a state dir there is no journal, and so nothing is changed. Throws only for a bug of ours.
 */
export const startFix = (before: AuditContext, options: FixOptions): StartedFix => {
  const { dryRun } = options;
  const stateDir = realPathOf(before.paths.stateDir);
  const place = stateDir === undefined || dryRun ? undefined : journalPlace(stateDir, before.now, process.pid);
  const journal = place === undefined ? undefined : new Journal(place, 'main');
  const paired = readPairedSenders(before.paths.credentialsDir, 'whatsapp');
  const plan = planConfigFixes(before.config, paired.senders);
  const leftovers = place === undefined ? [] : removeLeftovers(before);
  const config = mendConfig(before, plan, journal);
  const context = options.reload();
  const actions = mendNamed(context, options, journal);
  let totals: MendTotals = NOTHING_MENDED;

  const settings = context.platform === 'win32' ? undefined : mendSettings(context, actions, place);
  const mender = settings === undefined ? undefined : new EntryMender(settings, 'inline');
  const onMended = (more: MendTotals) => {
    totals = addTotals(totals, more);
  };
  const finish = (): FixResult => {
    const isUsed = place !== undefined && (journal?.isUsed || Object.keys(totals.changed).length > 0);
    const unfinished = finishJournal(place, isUsed, () => {
      mender?.close();
      journal?.close();
    });
    const notes = [...leftovers, ...storeNotes(plan, paired)];
    return toResult({
      context,
      dryRun,
      plan,
      config: { ...config, errors: [...config.errors, ...unfinished] },
      notes,
      actions,
      totals,
      journal: isUsed ? journalPath(place) : null,
    });
  };
  return { context, scanFix: mender && { mender, workerData: settings, onMended }, finish };
};
