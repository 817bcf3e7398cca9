import type { Check } from '../audit/check.ts';
import type { Place } from '../audit/finding.ts';
import { countOf } from '../audit/units.ts';
import { rowFor } from './row-for.ts';
import { rotateAt } from './transcripts/rotate-at.ts';

/** One kind of secret that stands in transcripts or logs. */
export type SecretFact = {
  readonly about: 'secret';
  /** What a user calls it: "Telegram bot token"; for one of this host's own, the key that holds it. */
  readonly kind: string;
  /** The file that holds it in use, when it is one of this host's own secrets: `config`, `.env`, … */
  readonly ownIn: string | undefined;
  readonly lines: number;
  readonly files: number;
  /** Different secrets of this kind. */
  readonly secrets: number;
  /** True when there are more than could be told apart. */
  readonly andMore: boolean;
  /** Sorted; at most a few. */
  readonly agents: readonly string[];
  readonly agentCount: number;
  readonly newest: Place;
  /** Eight hex characters each, sorted; at most a few. */
  readonly fingerprints: readonly string[];
};

/** Files of one sort that are counted, and a few of them. */
export type CountedFact = {
  readonly about: 'orphans' | 'missing' | 'malformed';
  readonly count: number;
  /** Only for `malformed`: lines that are no JSON object, and files whose last line is cut off. */
  readonly lines: number;
  readonly cutOff: number;
  readonly samples: readonly string[];
};

export type TranscriptFact = SecretFact | CountedFact;

const isSecret = (fact: TranscriptFact): fact is SecretFact => fact.about === 'secret';

const isCounted =
  (about: CountedFact['about']) =>
  (fact: TranscriptFact): fact is CountedFact =>
    fact.about === about;

const samplePlaces = ({ samples }: CountedFact): Place[] => samples.map((file) => ({ file }));

const secretDetail = ({
  kind,
  ownIn,
  lines,
  files,
  secrets,
  andMore,
  agents,
  agentCount,
  newest,
  fingerprints,
}: SecretFact) => {
  const what =
    ownIn === undefined
      ? `${kind}: ${andMore ? 'more than ' : ''}${countOf(secrets, 'secret', 'different secrets')}`
      : `The secret ${kind} from ${ownIn}, which this host uses, stands there word for word:`;
  const who =
    agentCount === 0
      ? 'no agent, only logs'
      : `${countOf(agentCount, 'agent')} (${agents.join(', ')}${agentCount > agents.length ? ', …' : ''})`;
  return [
    `${what} in ${countOf(lines, 'line')} of ${countOf(files, 'file')}; ${who}.`,
    `Newest: ${newest.file}${newest.line === undefined ? '' : ` line ${newest.line}`}.`,
    `${fingerprints.length === 1 ? 'Fingerprint' : 'Fingerprints'}: ${fingerprints.join(', ')}${secrets > fingerprints.length ? ', …' : ''}.`,
    'Whoever can read these files can use it, and what an agent read or wrote has been sent to its model provider.',
  ].join(' ');
};

/** Keys of the config whose secret is this host's own choice: nobody else has to be asked for a new one. */
const ISSUED_BY_YOU = /^(?:gateway\.auth\.(?:token|password)|hooks\.token)$/;

const secrets: Check<SecretFact> = {
  id: 'sessions.secrets_in_transcripts',
  severity: ({ ownIn }) => (ownIn === undefined ? 'warn' : 'critical'),
  severities: ['critical', 'warn'],
  title: ({ kind, ownIn }) =>
    ownIn === undefined ? `Transcripts hold secrets: ${kind}` : `Transcripts hold a secret of this host: ${kind}`,
  detail: secretDetail,
  remediation: ({ kind, ownIn }) =>
    `Rotate first: issue a new one ${ownIn === undefined ? rotateAt(kind) : ownIn === 'config' && ISSUED_BY_YOU.test(kind) ? 'with the command' : 'where it came from'}, put it into use, revoke the old one. ` +
    'Then scrub: `openclaw gateway stop`, delete the files that hold it or replace it in them, `openclaw gateway start`. A secret that was only deleted is still known.',
  command: ({ kind, ownIn }) =>
    ownIn === 'config' && ISSUED_BY_YOU.test(kind)
      ? `openclaw config set ${kind} "$(openssl rand -hex 32)"`
      : undefined,
  places: ({ newest }) => [newest],
  count: ({ secrets }) => secrets,
  when: () => true,
  docs: {
    summary: 'Session transcripts or logs hold secrets in plain text',
    why:
      'Agents read files, run commands and call services; whatever passes through them is written to their transcripts. A key in a ' +
      'transcript is a key in a plain file, in its backups, and with the model provider that was sent the conversation.',
    triggers:
      'With --deep: a line of a transcript, its residue (deleted, reset and archived ones), an agent’s database, a session store or a log holds a known form of ' +
      'secret, or word for word a secret that this host uses (config, .env, auth profiles; 8 characters or more). One finding for each ' +
      'kind: critical for a secret in use, warn otherwise. The same secret in many files is counted, not repeated. No secret is ever ' +
      'shown or stored: a fingerprint is the first eight hex digits of its SHA-256, which tells you which key it is ' +
      '(printf %s "$KEY" | sha256sum) and nobody else anything; for short secrets it is keyed with a random salt, so that nobody can guess from it.',
    mend: 'Rotate the secret, then delete the transcripts or replace the secret in them while the gateway is stopped. To list them without leaving the secret in the shell history: `read -rs K; grep -rlF -- "$K" ~/.openclaw`.',
    example: 'openclaw security audit --deep',
  },
};

const orphans: Check<CountedFact> = {
  id: 'sessions.orphan_transcripts',
  severity: 'info',
  title: 'There are transcripts that no session store names',
  detail: ({ count, samples }) =>
    `${countOf(count, 'transcript is', 'transcripts are')} not named by a sessions.json, for example ${samples.slice(0, 3).join(', ')}. ` +
    'They are conversations that were ended or reset; OpenClaw neither shows nor removes them.',
  remediation: 'Delete the ones you no longer need: an old conversation is only a risk.',
  places: samplePlaces,
  count: ({ count }) => count,
  when: ({ count }) => count > 0,
  docs: {
    summary: 'Transcripts that no session store names',
    why: 'Conversations that nobody sees any more are forgotten in backups, clean-ups and deletion requests, and still hold what was said.',
    triggers: 'With --deep: a *.jsonl file in an agent’s sessions directory that its sessions.json does not name.',
    mend: 'Delete the ones you no longer need.',
    example: 'touch ~/.openclaw/agents/main/sessions/forgotten.jsonl',
  },
};

const missing: Check<CountedFact> = {
  id: 'sessions.missing_transcripts',
  severity: 'info',
  title: 'Session stores name transcripts that are not there',
  detail: ({ count, samples }) =>
    `${countOf(count, 'transcript is', 'transcripts are')} named by a sessions.json and not on disk, for example ${samples.slice(0, 3).join(', ')}. ` +
    'They were deleted or moved, or another program keeps them; such a session starts anew.',
  remediation: 'Nothing, if you deleted them. Otherwise restore them from a backup.',
  places: samplePlaces,
  count: ({ count }) => count,
  when: ({ count }) => count > 0,
  docs: {
    summary: 'Session stores that name missing transcripts',
    why: 'A transcript that vanished without your doing may have been removed to hide what an agent was made to do.',
    triggers: 'With --deep: an entry of a sessions.json whose transcript does not exist beside it.',
    mend: 'Nothing, if you deleted them. Otherwise restore them from a backup.',
    example: 'echo \'{"a": {"sessionId": "gone"}}\' > ~/.openclaw/agents/main/sessions/sessions.json',
  },
};

const malformed: Check<CountedFact> = {
  id: 'sessions.malformed_lines',
  severity: 'info',
  title: 'Transcripts have damaged lines',
  detail: ({ count, lines, cutOff, samples }) =>
    `${[
      ...(lines > 0 ? [`${countOf(lines, 'line is', 'lines are')} no JSON object`] : []),
      ...(cutOff > 0 ? [`${countOf(cutOff, 'file ends', 'files end')} in the middle of a line`] : []),
    ].join(
      ' and ',
    )}, in ${countOf(count, 'transcript')}, for example ${samples.slice(0, 3).join(', ')}. They were searched for secrets all the same. ` +
    'A crash, a full disk or two writers at once leave such lines; a file that is being written may just be unfinished.',
  remediation: 'Check the disk and its free space if there are many.',
  places: samplePlaces,
  count: ({ count }) => count,
  when: ({ count }) => count > 0,
  docs: {
    summary: 'Transcripts with damaged or cut-off lines',
    why: 'What stands in a damaged line is lost to the session, and may be a sign of a failing disk or of someone who edits transcripts.',
    triggers:
      'With --deep: a line of a *.jsonl file that does not begin and end as a JSON object, or a last line without its end.',
    mend: 'Check the disk; restore the file from a backup if it matters.',
    example: 'printf \'{"type":"mess\' >> ~/.openclaw/agents/main/sessions/a.jsonl',
  },
};

/** What the search of transcripts and logs tells. */
export const transcriptChecks: readonly Check<TranscriptFact>[] = [
  rowFor(isSecret, secrets),
  rowFor(isCounted('orphans'), orphans),
  rowFor(isCounted('missing'), missing),
  rowFor(isCounted('malformed'), malformed),
];
