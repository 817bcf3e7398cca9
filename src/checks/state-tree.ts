import path from 'node:path';
import type { Check, CheckModule } from '../audit/check.ts';
import type { Exposure } from '../audit/finding.ts';
import { countOf, formatCount, formatMode } from '../audit/units.ts';
import { OBSERVATIONS } from '../scan/observe.ts';
import { LAYOUT_KINDS, type LayoutKind } from '../scan/state-layout.ts';
import type { TreeFacts } from '../scan/tree-facts.ts';
import { firstSamples, isShownWhole, samplePlaces } from './sample-places.ts';

/** What others can do to one kind of entry. */
type LooseFact = {
  readonly kind: LayoutKind;
  readonly access: 'writable' | 'readable';
  /** Entries that others can reach. */
  readonly exposed: number;
  /** Entries whose mode is as loose, behind a directory that keeps others out. */
  readonly closed: number;
  /** Entries of both that a fix leaves alone: they lie outside the state dir, and only the config says that they are ours. */
  readonly outside: number;
  readonly closedBy: Exposure | undefined;
  /** Of the entries that others can reach; of the closed ones where there are no others. */
  readonly samples: readonly string[];
  /** Of the closed ones, where there are both. */
  readonly closedSamples: readonly string[];
  readonly directories: readonly (readonly [string, number])[];
  readonly root: string;
  readonly who: 'go' | 'o';
};

const exposureLine = ({ exposed, closed, closedBy, closedSamples }: LooseFact): string => {
  if (closed === 0) return '';
  const by = closedBy?.exposed === false ? ` by ${closedBy.closedBy} (${formatMode(closedBy.closedByMode)})` : '';
  return exposed === 0
    ? `\nExposed: no, closed${by}; that is the only thing in the way.`
    : `\n${formatCount(closed)} of them ${closed === 1 ? 'is' : 'are'} closed${by}, for example ${firstSamples(closedSamples)}.`;
};

const outsideLine = ({ exposed, closed, outside }: LooseFact): string =>
  outside === 0
    ? ''
    : `\n${outside === exposed + closed ? 'All' : formatCount(outside)} of them lie outside the state directory, where --fix changes nothing.`;

/** True when a fix takes at least some of it away. */
const isFixable = ({ exposed, closed, outside }: LooseFact): boolean => exposed + closed > outside;

/** chmod's words for what the layout forbids. */
const bitsOf = ({ who, kind }: LooseFact): string => `${who}-${kind.forbid === 0o022 ? 'w' : 'rwx'}`;

const WORST_SHOWN = 3;

/** The fullest directories; of a few entries that are all named there is nothing more to tell. */
const worstLine = (fact: LooseFact): string => {
  const shown = fact.directories
    .slice(0, WORST_SHOWN)
    .map(([directory, number]) => `${directory === '.' ? 'the directory itself' : directory} (${formatCount(number)})`);
  return shown.length === 0 || isShownWhole(fact.samples, fact.exposed + fact.closed)
    ? ''
    : `\nMost in: ${shown.join(', ')}.`;
};

const looseRow = (kind: LayoutKind, access: 'writable' | 'readable'): Check<LooseFact> => {
  const severity = access === 'writable' ? kind.writable : kind.readable;
  const risk = access === 'writable' ? kind.writeRisk : kind.readRisk;
  const label = kind.label.charAt(0).toUpperCase() + kind.label.slice(1);
  const can = access === 'writable' ? 'written' : 'read';
  return {
    id: `fs.${kind.kind}.perms_${access}`,
    severity: (fact) => (fact.exposed > 0 ? severity : 'info'),
    severities: severity === 'info' ? ['info'] : [severity, 'info'],
    title: (fact) => `${label} can be ${can} by others${fact.exposed > 0 ? '' : ', but are out of reach'}`,
    detail: (fact) => {
      const total = fact.exposed + fact.closed;
      return `${countOf(total, 'entry', 'entries')} ${samplePlaces(fact.root, fact.samples, total)}. Others could ${risk}.${worstLine(fact)}${exposureLine(fact)}${outsideLine(fact)}`;
    },
    remediation: (fact) => {
      const what =
        fact.access === 'writable' && kind.forbid === 0o022
          ? 'Take write access of others away; reading may stay.'
          : 'Take the access of others away; the owner keeps what the owner has.';
      return fact.outside === 0
        ? what
        : `${what} Outside the state directory do it by hand: chmod ${bitsOf(fact)} FILE`;
    },
    exposure: (fact) => (fact.exposed > 0 ? { exposed: true } : fact.closedBy),
    places: (fact) => fact.samples.map((sample) => ({ file: path.resolve(fact.root, sample) })),
    count: ({ exposed, closed }) => (exposed > 0 ? exposed : closed),
    fixable: isFixable,
    when: (fact) => fact.kind === kind && fact.access === access,
    docs: {
      summary: `${label} can be ${can} by others`,
      why: `Others on this host could ${risk}.`,
      triggers: `At least one entry of this kind whose mode has a bit of ${formatMode(kind.forbid & (access === 'writable' ? 0o022 : 0o044))}. Behind a directory that nobody else can enter it is info.`,
      mend: '`openclaw-security security audit --fix` takes exactly the forbidden bits away, and can be undone.',
    },
  };
};

/** Two rows for each kind of entry in the layout, one where reading is allowed to others. */
export const LOOSE_ROWS: readonly Check<LooseFact>[] = LAYOUT_KINDS.flatMap((kind) =>
  kind.forbid === 0o022 ? [looseRow(kind, 'writable')] : [looseRow(kind, 'writable'), looseRow(kind, 'readable')],
);

const KEYS = {
  writable: [OBSERVATIONS.writable, OBSERVATIONS.writableClosed, OBSERVATIONS.writableOutside],
  readable: [OBSERVATIONS.readable, OBSERVATIONS.readableClosed, OBSERVATIONS.readableOutside],
} as const;

const looseFact = (tree: TreeFacts, kind: LayoutKind, access: 'writable' | 'readable'): LooseFact[] => {
  const [openKey, closedKey, outsideKey] = KEYS[access];
  const open = tree.summary.observations[openKey(kind.kind)];
  const closed = tree.summary.observations[closedKey(kind.kind)];
  const outside = tree.summary.observations[outsideKey(kind.kind)];
  if (open === undefined && closed === undefined) return [];
  return [
    {
      kind,
      access,
      exposed: open?.count ?? 0,
      closed: closed?.count ?? 0,
      outside: outside?.count ?? 0,
      closedBy: closed === undefined ? undefined : tree.exposureOf(closed.samples[0] as string),
      samples: (open ?? closed)?.samples ?? [],
      closedSamples: open === undefined ? [] : (closed?.samples ?? []),
      directories: (open ?? closed)?.directories ?? [],
      root: tree.root,
      who: tree.who,
    },
  ];
};

/** What the scan saw, judged by the layout. A module of its own for each scan: its facts are that scan's. */
export const looseEntries = (tree: TreeFacts): CheckModule<LooseFact> => ({
  name: 'state-tree',
  keep: 'first',
  checks: LOOSE_ROWS,
  facts: () =>
    LAYOUT_KINDS.flatMap((kind) => [...looseFact(tree, kind, 'writable'), ...looseFact(tree, kind, 'readable')]),
});
