import path from 'node:path';
import type { Check, CheckModule } from '../audit/check.ts';
import type { CoverageSection } from '../audit/coverage.ts';
import { isAnswer, isComplete } from '../audit/coverage.ts';
import type { Severity } from '../audit/severity.ts';
import { countOf } from '../audit/units.ts';
import { OBSERVATIONS } from '../scan/observe.ts';
import type { Tally } from '../scan/shard.ts';
import type { TreeFacts } from '../scan/tree-facts.ts';
import { samplePlaces } from './sample-places.ts';

/** Something the scan noticed besides modes: how often, and where. */
type OddityFact = {
  readonly what:
    | 'owner'
    | 'setuid'
    | 'hard-link'
    | 'link-out'
    | 'link-dangling'
    | 'unlisted-agent'
    | 'mount-point'
    | 'incomplete';
  readonly count: number;
  readonly samples: readonly string[];
  readonly root: string;
  /** Only for `owner`. */
  readonly uid?: number;
  readonly sharedByGroup: boolean;
};

type OddityText = {
  readonly what: OddityFact['what'];
  readonly id: string;
  readonly severity: Severity | ((fact: OddityFact) => Severity);
  readonly severities?: readonly Severity[];
  readonly title: string;
  readonly noun: readonly [string, string];
  readonly meaning: string | ((fact: OddityFact) => string);
  readonly mend: string;
};

const oddityRow = (text: OddityText): Check<OddityFact> => ({
  id: text.id,
  severity: text.severity,
  ...(text.severities === undefined ? {} : { severities: text.severities }),
  title: text.title,
  detail: (fact) =>
    `${countOf(fact.count, ...text.noun)} ${samplePlaces(fact.root, fact.samples, fact.count)}. ${typeof text.meaning === 'string' ? text.meaning : text.meaning(fact)}`,
  remediation: text.mend,
  places: (fact) => fact.samples.map((sample) => ({ file: path.resolve(fact.root, sample) })),
  count: (fact) => fact.count,
  when: (fact) => fact.what === text.what,
  docs: {
    summary: text.title,
    why:
      typeof text.meaning === 'string'
        ? text.meaning
        : 'An owner can always change the mode of what is theirs, and so read and write it.',
    triggers: `At least one such entry in the state tree: ${text.noun[1]}.`,
    mend: text.mend,
  },
});

/** One row for each thing the scan notices besides modes. */
export const ODDITY_ROWS: readonly Check<OddityFact>[] = [
  oddityRow({
    what: 'owner',
    id: 'fs.foreign_owner',
    severity: ({ uid, sharedByGroup }) => (uid === 0 || sharedByGroup ? 'info' : 'warn'),
    severities: ['warn', 'info'],
    title: 'Entries belong to another user',
    noun: ['entry', 'entries'],
    meaning: ({ uid }) =>
      uid === 0
        ? 'They belong to root, and the state directory does not: OpenClaw may be unable to read or replace them. This happens when a command was once run with sudo.'
        : `They belong to user ${uid}, and the state directory does not. Whatever their mode says, that user can read and change them.`,
    mend: 'Give them to the owner of the state directory (chown), or remove them if you do not know them. A fix never changes owners.',
  }),
  oddityRow({
    what: 'setuid',
    id: 'fs.setuid_files',
    severity: 'warn',
    title: 'Files have the setuid or setgid bit',
    noun: ['file', 'files'],
    meaning: 'OpenClaw never makes such files. Whoever runs one gets the rights of its owner or group.',
    mend: 'Look at each file; `chmod ug-s FILE` takes the bit away.',
  }),
  oddityRow({
    what: 'hard-link',
    id: 'fs.hard_links',
    severity: 'info',
    title: 'Files have further names',
    noun: ['file with hard links', 'files with hard links'],
    meaning:
      'The same content can be reached under another name, which may lie in a less protected place. A fix leaves such files alone.',
    mend: 'Find the other names with `find / -xdev -samefile FILE`, and copy the file over itself if they should not share.',
  }),
  oddityRow({
    what: 'link-out',
    id: 'fs.links_leaving_state_dir',
    severity: 'warn',
    title: 'Links lead out of the state directory',
    noun: ['link', 'links'],
    meaning:
      'What lies behind them was not scanned, except for the mode of the target itself. A fix does not follow them.',
    mend: 'Make sure that each target is as well protected as the state directory, or put the real file there.',
  }),
  oddityRow({
    what: 'link-dangling',
    id: 'fs.dangling_links_in_state',
    severity: 'info',
    title: 'Links lead nowhere',
    noun: ['link', 'links'],
    meaning: 'Their targets do not exist, or they point at each other in a circle.',
    mend: 'Remove them when nothing needs them.',
  }),
  oddityRow({
    what: 'unlisted-agent',
    id: 'fs.agents_not_in_config',
    severity: 'info',
    title: 'There are agents on disk that the config does not name',
    noun: ['directory', 'directories'],
    meaning: 'Their credentials and transcripts are still there, and were scanned like all others.',
    mend: 'Delete what you no longer need: old transcripts and tokens are only a risk.',
  }),
  oddityRow({
    what: 'mount-point',
    id: 'fs.mount_points',
    severity: 'info',
    title: 'Other file systems are mounted inside the state directory',
    noun: ['mount point', 'mount points'],
    meaning: 'They were scanned too, unless --one-file-system was given; modes may mean something else there.',
    mend: 'Nothing, if you mounted them there.',
  }),
  oddityRow({
    what: 'incomplete',
    id: 'fs.scan_incomplete',
    severity: 'warn',
    title: 'Part of the state directory could not be looked at',
    noun: ['place', 'places'],
    meaning:
      'Nothing is known about them: do not take this audit as a clean one. The coverage part of the report has the reasons.',
    mend: 'Run the audit as root or as the user that owns these files, and without --timeout.',
  }),
];

const ofTally = (what: OddityFact['what'], tally: Tally | undefined, tree: TreeFacts, uid?: number): OddityFact[] =>
  tally === undefined
    ? []
    : [
        {
          what,
          count: tally.count,
          samples: tally.samples,
          root: tree.root,
          sharedByGroup: tree.who === 'o',
          ...(uid === undefined ? {} : { uid }),
        },
      ];

const OWNER_PREFIX = OBSERVATIONS.foreignOwner(0).slice(0, -1);

const ownerFacts = (tree: TreeFacts): OddityFact[] =>
  Object.entries(tree.summary.observations)
    .filter(([key]) => key.startsWith(OWNER_PREFIX))
    .map(([key, tally]) => ({ uid: Number(key.slice(OWNER_PREFIX.length)), tally }))
    .sort((a, b) => a.uid - b.uid)
    .flatMap(({ uid, tally }) => ofTally('owner', tally, tree, uid));

const incompleteFacts = (tree: TreeFacts, coverage: CoverageSection): OddityFact[] => {
  if (isComplete(coverage)) return [];
  const gaps = Object.entries(coverage.skipped).filter(([reason]) => !isAnswer(reason));
  const count = gaps.reduce((sum, [, skipped]) => sum + skipped.count, 0);
  const samples = gaps.flatMap(([, skipped]) => skipped.samples);
  return [{ what: 'incomplete', count, samples, root: tree.root, sharedByGroup: false }];
};

/** What the scan noticed besides modes. */
export const treeOddities = (tree: TreeFacts, coverage: CoverageSection): CheckModule<OddityFact> => {
  const seen = tree.summary.observations;
  return {
    name: 'tree-oddities',
    keep: 'first',
    checks: ODDITY_ROWS,
    facts: () => [
      ...ownerFacts(tree),
      ...ofTally('setuid', seen[OBSERVATIONS.setuid], tree),
      ...ofTally('hard-link', seen[OBSERVATIONS.hardLink], tree),
      ...ofTally('link-out', seen[OBSERVATIONS.linkOut], tree),
      ...ofTally('link-dangling', seen[OBSERVATIONS.linkDangling], tree),
      ...ofTally('unlisted-agent', seen[OBSERVATIONS.unlistedAgent], tree),
      ...ofTally('mount-point', seen[OBSERVATIONS.mountPoint], tree),
      ...incompleteFacts(tree, coverage),
    ],
  };
};
