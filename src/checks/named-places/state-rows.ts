import type { Check } from '../../audit/check.ts';
import type { PlaceFact } from './fact.ts';

type StateRow = Pick<Check<PlaceFact>, 'id' | 'severity' | 'when'> & {
  readonly title: string;
  readonly detail: (place: PlaceFact) => string;
  readonly mend: string;
};

const stateRow = ({ id, severity, title, detail, when, mend }: StateRow): Check<PlaceFact> => ({
  id,
  severity,
  title,
  detail,
  remediation: mend,
  places: (place) => [{ file: place.path }],
  when: (place) => place.aspect === 'state' && when(place),
  docs: {
    summary: title,
    why: 'What could not be looked at may be anything: it is never reported as fine.',
    triggers: `${title}.`,
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
    when: (place) => place.kind === 'state_dir' && place.state === 'missing',
    mend: 'If OpenClaw runs on this host, name its directory with --state-dir, or run the audit as the user that OpenClaw runs as.',
  }),
  stateRow({
    id: 'fs.state_dir.not_a_directory',
    severity: 'warn',
    title: 'The state directory is no directory',
    detail: (place) =>
      `${place.path} is something else. OpenClaw cannot keep its state there, and nothing in it could be audited.`,
    when: (place) => place.kind === 'state_dir' && place.state === 'present' && !place.isDirectory,
    mend: 'Move it away, or name the right directory with --state-dir.',
  }),
  stateRow({
    id: 'fs.place_unreadable',
    severity: 'warn',
    title: 'A place could not be looked at',
    detail: (place) => `${place.path} could not be looked at (${place.code}). Its mode is unknown.`,
    when: (place) => place.state === 'unreadable',
    mend: 'Run the audit as the user that OpenClaw runs as, or as root.',
  }),
  stateRow({
    id: 'fs.dangling_link',
    severity: 'info',
    title: 'A link leads nowhere',
    detail: (place) =>
      `${place.path} points to ${place.linkTarget ?? 'itself'}, where there is nothing. OpenClaw treats it as missing.`,
    when: (place) => place.state === 'dangling',
    mend: 'Remove the link, or put back what it points to.',
  }),
];
