import type { Check } from '../../audit/check.ts';
import type { PlaceFact } from './fact.ts';

type StateRow = Pick<Check<PlaceFact>, 'id' | 'severity' | 'when'> & {
  readonly title: string;
  readonly detail: (place: PlaceFact) => string;
  readonly why: string;
  readonly triggers: string;
  readonly mend: string;
};

/** With a finding of this id the audit is incomplete: of a named place not even the mode is known. */
export const PLACE_UNREADABLE = 'fs.place_unreadable';

const stateRow = ({ id, severity, title, detail, why, triggers, when, mend }: StateRow): Check<PlaceFact> => ({
  id,
  severity,
  title,
  detail,
  remediation: mend,
  places: (place) => [{ file: place.path }],
  when: (place) => place.aspect === 'state' && when(place),
  docs: {
    summary: title,
    why,
    triggers,
    mend,
  },
});

/** What keeps a place from being judged at all: it is missing, unreadable, or something else. */
export const STATE_ROWS: readonly Check<PlaceFact>[] = [
  stateRow({
    id: 'fs.state_dir.missing',
    severity: 'info',
    title: 'There is no state directory',
    detail: (place) => `${place.path} does not exist. It was audited as a fresh installation: defaults only, no files.`,
    why: 'An audit of nothing finds nothing: a misspelt --state-dir, or the wrong user, looks like a host without sessions.',
    triggers: 'Nothing stands at the path of the state directory.',
    when: (place) => place.kind === 'state_dir' && place.state === 'missing',
    mend: 'If OpenClaw runs on this host, name its directory with --state-dir, or run the audit as the user that OpenClaw runs as.',
  }),
  stateRow({
    id: 'fs.state_dir.not_a_directory',
    severity: 'warn',
    title: 'The state directory is no directory',
    detail: (place) =>
      `${place.path} is something else. OpenClaw cannot keep its state there, and nothing in it could be audited.`,
    why: 'What OpenClaw keeps must then be somewhere else, where this audit has not looked.',
    triggers: 'A file, a device or another thing that is no directory stands at the path of the state directory.',
    when: (place) => place.kind === 'state_dir' && place.state === 'present' && !place.isDirectory,
    mend: 'Move it away, or name the right directory with --state-dir.',
  }),
  stateRow({
    id: PLACE_UNREADABLE,
    severity: 'warn',
    title: 'A place could not be looked at',
    detail: (place) =>
      `${place.path} could not be looked at (${place.code}). ${
        place.kind === 'config'
          ? "Its mode and its content are unknown: the checks of the config judged OpenClaw's defaults instead."
          : 'Its mode is unknown.'
      }`,
    why: 'What could not be looked at may be anything: it is never reported as fine, and the audit counts as incomplete.',
    triggers:
      'The state directory, the config, one of its includes, the credentials directory, auth profiles, a session store or the log file lies behind a directory that the auditor may not enter.',
    when: (place) => place.state === 'unreadable',
    mend: 'Run the audit as the user that OpenClaw runs as, or as root.',
  }),
  stateRow({
    id: 'fs.dangling_link',
    severity: 'info',
    title: 'A link leads nowhere',
    detail: (place) =>
      place.linkTarget === undefined
        ? `${place.path} leads nowhere: links on the way to it lead in a circle. OpenClaw treats it as missing.`
        : `${place.path} points to ${place.linkTarget}, where there is nothing. OpenClaw treats it as missing.`,
    why: 'OpenClaw goes on as if the place were not there, and whoever can create the target decides what it reads next.',
    triggers:
      'A place that OpenClaw knows by name is a link without a target, or lies behind links that lead in a circle.',
    when: (place) => place.state === 'dangling',
    mend: 'Remove the link, or put back what it points to.',
  }),
];
