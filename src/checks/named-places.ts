import type { Check, CheckModule } from '../audit/check.ts';
import type { Severity } from '../audit/severity.ts';
import { shellWord } from '../audit/shell-quote.ts';
import { lookAtNamedPlaces, type NamedPlace, type PlaceKind, permissionMask } from '../scan/named-places.ts';

/** A place, seen under one aspect: its rows are an else-if chain. */
type PlaceFact = NamedPlace & {
  readonly aspect: 'state' | 'link' | 'mode' | 'write';
  /** Mode bits of others that count under the audit's permission policy. */
  readonly bits: number;
  /** What a fix takes away: "go" or "o". */
  readonly who: 'go' | 'o';
};

type PlaceText = { readonly name: string; readonly written: string; readonly read: string };

const TEXTS: Readonly<Record<PlaceKind, PlaceText>> = {
  state_dir: {
    name: 'The state directory',
    written: 'add, replace or remove anything in it: config, credentials and sessions',
    read: 'list what is in it, and read every file in it that is not closed itself',
  },
  config: {
    name: 'The config file',
    written: 'change who may talk to the agent, which tools it has and what it runs',
    read: 'read the tokens and keys in it',
  },
  config_include: {
    name: 'An included config file',
    written: 'change the config through it',
    read: 'read the tokens and keys in it',
  },
  credentials_dir: {
    name: 'The credentials directory',
    written: 'replace channel logins or approve themselves as senders',
    read: 'list the channel logins, and read those that are not closed themselves',
  },
  auth_profiles: {
    name: "An agent's auth profiles",
    written: 'put their own model credentials in place of yours',
    read: 'use your API keys and OAuth tokens',
  },
  sessions_store: {
    name: 'A session store',
    written: 'point conversations at other transcripts',
    read: 'see who talks to the agent, and where the transcripts are',
  },
  log_file: {
    name: 'The log file',
    written: 'remove the traces of what they did',
    read: 'read prompts, names and sometimes keys',
  },
};

const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

const exposureText = (place: NamedPlace): string =>
  place.exposure.exposed
    ? ''
    : ` Exposed: no, closed by ${place.exposure.closedBy} (${octal(place.exposure.closedByMode)}); that is the only thing in the way.`;

const throughLink = (place: NamedPlace): string =>
  place.linkTarget === undefined ? '' : ` (a link to ${place.linkTarget}; the target is judged)`;

const chmodCommand = (place: PlaceFact): string | undefined => {
  const word = shellWord(place.path);
  return word === undefined ? undefined : `chmod ${place.who}-rwx ${word}`;
};

type Access = 'written' | 'read';

/** One permission row. `who` says for whom: it becomes part of the title. */
const permissionRow = (
  kind: PlaceKind,
  id: string,
  severity: Severity,
  who: string,
  access: Access,
  bits: number,
  aspect: 'mode' | 'write' = 'mode',
): Check<PlaceFact> => {
  const { name } = TEXTS[kind];
  const risk = TEXTS[kind][access];
  const can = access === 'written' ? 'written' : 'read';
  return {
    id,
    severity,
    title: `${name} can be ${can} by ${who}`,
    detail: (place) =>
      `${place.path} has mode ${octal(place.mode)}${throughLink(place)}: ${who} can ${risk}.${exposureText(place)}`,
    remediation: 'Take the access of others away; the owner keeps what the owner has.',
    command: chmodCommand,
    exposure: (place) => place.exposure,
    places: (place) => [{ file: place.path }],
    fixable: true,
    when: (place) => place.kind === kind && place.aspect === aspect && (place.bits & bits) !== 0,
    docs: {
      summary: `${name} can be ${can} by ${who}`,
      why: `Whoever can get there can ${risk}.`,
      triggers: `Mode bits ${octal(bits)} on the file or directory itself; for a link, on its target. Execute bits do not count. The first matching row of a place is reported.`,
      mend: '`chmod go-rwx PATH`, or `openclaw-security security audit --fix`, which never adds a bit.',
      example: `chmod ${kind.endsWith('_dir') ? '755' : access === 'written' ? '666' : '644'} PATH`,
    },
  };
};

const OTHERS_READ = 0o004;
const GROUP_READ = 0o040;
const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const READ = OTHERS_READ | GROUP_READ;
const WRITE = OTHERS_WRITE | GROUP_WRITE;

const linkRow = (kind: PlaceKind, severity: Severity): Check<PlaceFact> => {
  const { name } = TEXTS[kind];
  return {
    id: `fs.${kind}.symlink`,
    severity,
    title: `${name} is a symbolic link`,
    detail: (place) =>
      `${place.path} points to ${place.linkTarget}. Whoever can change that link or its target decides what OpenClaw reads and writes. The target's own mode is judged separately.`,
    remediation:
      'Make sure that the target and every directory above it belong to you and nobody else can write there.',
    places: (place) => [{ file: place.path }],
    when: (place) => place.kind === kind && place.aspect === 'link' && place.linkTarget !== undefined,
    docs: {
      summary: `${name} is a symbolic link`,
      why: 'A link moves the trust to another place: its target, and all directories above that, must be as well protected.',
      triggers: 'The path itself is a link, wherever it points.',
      mend: 'Keep the link if you made it and the target is yours alone; else put the real file or directory there.',
      example: 'ln -s /srv/openclaw ~/.openclaw',
    },
  };
};

const stateRow = (
  id: string,
  severity: Severity,
  title: string,
  detail: (place: PlaceFact) => string,
  when: (place: PlaceFact) => boolean,
  mend: string,
): Check<PlaceFact> => ({
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

const STATE_ROWS: readonly Check<PlaceFact>[] = [
  stateRow(
    'fs.state_dir.missing',
    'info',
    'There is no state directory',
    (place) => `${place.path} does not exist. It was audited as a fresh installation: defaults only, no files.`,
    (place) => place.kind === 'state_dir' && place.state === 'missing',
    'If OpenClaw runs on this host, name its directory with --state-dir, or run the audit as the user that OpenClaw runs as.',
  ),
  stateRow(
    'fs.state_dir.not_a_directory',
    'warn',
    'The state directory is no directory',
    (place) =>
      `${place.path} is something else. OpenClaw cannot keep its state there, and nothing in it could be audited.`,
    (place) => place.kind === 'state_dir' && place.state === 'present' && !place.isDirectory,
    'Move it away, or name the right directory with --state-dir.',
  ),
  stateRow(
    'fs.place_unreadable',
    'warn',
    'A place could not be looked at',
    (place) => `${place.path} could not be looked at (${place.code}). Its mode is unknown.`,
    (place) => place.state === 'unreadable',
    'Run the audit as the user that OpenClaw runs as, or as root.',
  ),
  stateRow(
    'fs.dangling_link',
    'info',
    'A link leads nowhere',
    (place) =>
      `${place.path} points to ${place.linkTarget ?? 'itself'}, where there is nothing. OpenClaw treats it as missing.`,
    (place) => place.state === 'dangling',
    'Remove the link, or put back what it points to.',
  ),
];

/** In the original's order; `first` row of a place's aspect wins. */
export const NAMED_PLACE_ROWS: readonly Check<PlaceFact>[] = [
  ...STATE_ROWS,
  linkRow('state_dir', 'warn'),
  permissionRow(
    'state_dir',
    'fs.state_dir.perms_world_writable',
    'critical',
    'everyone on this host',
    'written',
    OTHERS_WRITE,
  ),
  permissionRow('state_dir', 'fs.state_dir.perms_group_writable', 'warn', 'its group', 'written', GROUP_WRITE),
  permissionRow('state_dir', 'fs.state_dir.perms_readable', 'warn', 'others', 'read', READ),
  linkRow('config', 'warn'),
  permissionRow('config', 'fs.config.perms_writable', 'critical', 'others', 'written', WRITE),
  permissionRow('config', 'fs.config.perms_world_readable', 'critical', 'everyone on this host', 'read', OTHERS_READ),
  permissionRow('config', 'fs.config.perms_group_readable', 'warn', 'its group', 'read', GROUP_READ),
  linkRow('config_include', 'info'),
  permissionRow('config_include', 'fs.config_include.perms_writable', 'critical', 'others', 'written', WRITE),
  permissionRow(
    'config_include',
    'fs.config_include.perms_world_readable',
    'critical',
    'everyone on this host',
    'read',
    OTHERS_READ,
  ),
  permissionRow('config_include', 'fs.config_include.perms_group_readable', 'warn', 'its group', 'read', GROUP_READ),
  linkRow('credentials_dir', 'warn'),
  permissionRow('credentials_dir', 'fs.credentials_dir.perms_writable', 'critical', 'others', 'written', WRITE),
  permissionRow('credentials_dir', 'fs.credentials_dir.perms_readable', 'warn', 'others', 'read', READ),
  linkRow('auth_profiles', 'info'),
  permissionRow('auth_profiles', 'fs.auth_profiles.perms_writable', 'critical', 'others', 'written', WRITE),
  permissionRow('auth_profiles', 'fs.auth_profiles.perms_readable', 'warn', 'others', 'read', READ),
  linkRow('sessions_store', 'info'),
  permissionRow('sessions_store', 'fs.sessions_store.perms_writable', 'critical', 'others', 'written', WRITE, 'write'),
  permissionRow('sessions_store', 'fs.sessions_store.perms_readable', 'warn', 'others', 'read', READ),
  linkRow('log_file', 'info'),
  permissionRow('log_file', 'fs.log_file.perms_writable', 'warn', 'others', 'written', WRITE, 'write'),
  permissionRow('log_file', 'fs.log_file.perms_readable', 'warn', 'others', 'read', READ),
];

/** A credentials "directory" that is a file holds no credentials: the original skips it, and so do we. */
const isJudged = (place: NamedPlace): boolean => place.kind !== 'credentials_dir' || place.isDirectory;

const ASPECTS = ['state', 'link', 'write', 'mode'] as const;

export const namedPlaces: CheckModule<PlaceFact> = {
  name: 'named-places',
  keep: 'first',
  checks: NAMED_PLACE_ROWS,
  facts: (context) => {
    const mask = permissionMask(context);
    const who = mask === 0o007 ? 'o' : 'go';
    return lookAtNamedPlaces(context).flatMap((place) =>
      ASPECTS.filter(
        (aspect) => aspect === 'state' || (place.state === 'present' && isJudged(place)) || aspect === 'link',
      ).map(
        (aspect) =>
          ({ ...place, aspect, who, bits: aspect === 'state' || aspect === 'link' ? 0 : place.mode & mask }) as const,
      ),
    );
  },
};
