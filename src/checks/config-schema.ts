import type { Check, CheckModule } from '../audit/check.ts';
import type { AuditContext, ConfigFailure, ConfigProblem } from '../audit/context.ts';
import type { Place } from '../audit/finding.ts';
import { countOf } from '../audit/units.ts';
import { textAt } from '../context/config-reader.ts';
import { DIALECT } from '../context/schema/dialect.ts';
import { isLaterVersion } from '../context/schema/version.ts';
import { PROBLEM_TEXTS, type ProblemTexts } from './config-schema-texts.ts';
import { rowFor } from './row-for.ts';

type ProblemKind = ConfigProblem['kind'];

/** All problems of one kind in one file, or the failure that left nothing to read. */
type SchemaFact =
  | {
      readonly kind: ProblemKind;
      readonly file: string;
      readonly problems: readonly ConfigProblem[];
      /** Set when a later OpenClaw than the known one wrote the config: then the tables may simply be too old. */
      readonly laterVersion: string | undefined;
    }
  | { readonly kind: 'unreadable'; readonly failure: ConfigFailure };

type ProblemFact = Exclude<SchemaFact, { kind: 'unreadable' }>;
type FailureFact = Extract<SchemaFact, { kind: 'unreadable' }>;

/** Keys spelled out in the detail, and places given; the rest are counted. */
const MAX_LISTED = 10;
const MAX_PLACES = 100;

const laterVersionOf = (context: AuditContext): string | undefined => {
  const version = textAt(context.config.value, 'meta.lastTouchedVersion');
  return version !== undefined && isLaterVersion(version, DIALECT.version) ? version : undefined;
};

const factsOf = (context: AuditContext): SchemaFact[] => {
  const { failure, problems } = context.config;
  const groups = Map.groupBy(problems, (problem) => JSON.stringify([problem.kind, problem.file]));
  const laterVersion = laterVersionOf(context);
  const groupFacts = [...groups.values()].map((group): SchemaFact => {
    const { kind, file } = group[0] as ConfigProblem;
    return { kind, file, problems: group, laterVersion };
  });
  return failure === undefined ? groupFacts : [{ kind: 'unreadable', failure }, ...groupFacts];
};

const isProblem =
  (kind: ProblemKind) =>
  (fact: SchemaFact): fact is ProblemFact =>
    fact.kind === kind;

const isFailure = (fact: SchemaFact): fact is FailureFact => fact.kind === 'unreadable';

/** A problem without a key says how many more there are. */
const isRemainder = ({ key }: ConfigProblem): boolean => key === '';

const count = (problems: readonly ConfigProblem[], one: string, many: string): string => {
  const listed = problems.filter((problem) => !isRemainder(problem)).length;
  if (listed < problems.length) return `More than ${listed} ${many}`;
  return countOf(listed, one, many);
};

const line = (problem: ConfigProblem): string =>
  isRemainder(problem) ? problem.message : `${problem.key}: ${problem.message}`;

const listing = ({ file, problems }: ProblemFact): string => {
  const rest = problems.slice(MAX_LISTED);
  const more = rest.at(-1);
  const ending =
    more === undefined ? [] : [isRemainder(more) ? `and many more: ${more.message}` : `and ${rest.length} more`];
  return [`In ${file}:`, ...problems.slice(0, MAX_LISTED).map(line), ...ending].join('\n');
};

const detailOf = (fact: ProblemFact, consequence: string): string => {
  const later =
    fact.laterVersion === undefined
      ? consequence
      : `This config was last written by OpenClaw ${fact.laterVersion}, and this audit knows ${DIALECT.version}: to the later version it may be right.`;
  return `${listing(fact)}\n${later}`;
};

const placesOf = ({ file, problems }: ProblemFact): Place[] =>
  problems
    .filter((problem) => !isRemainder(problem))
    .slice(0, MAX_PLACES)
    .map(({ key }) => ({ file, key }));

const problemRow = (texts: ProblemTexts): Check<ProblemFact> => ({
  id: texts.id,
  severity: ({ laterVersion }) => (texts.dependsOnVersion && laterVersion !== undefined ? 'info' : 'warn'),
  severities: texts.dependsOnVersion ? ['warn', 'info'] : ['warn'],
  title: ({ problems }) => `${count(problems, texts.one, texts.many)} ${texts.fault}`,
  detail: (fact) => detailOf(fact, texts.consequence),
  remediation: texts.remediation,
  places: placesOf,
  docs: texts.docs,
  when: () => true,
});

const UNREADABLE_REMEDIATIONS: Readonly<Record<ConfigFailure['kind'], string>> = {
  syntax:
    'Mend the file at the place named, then run the audit again. A backup may stand beside it as openclaw.json.bak.',
  unreadable: 'Run the audit as the user who owns the file, or give that user read access: chmod u+r FILE',
  'not-a-file': 'Put a regular file there, or point OPENCLAW_CONFIG_PATH at the right one.',
  'not-an-object': 'Write the config as one object: { … }',
  include: 'Correct the $include, or take it out. Includes must stand in the directory of the main config.',
};

const unreadable: Check<FailureFact> = {
  id: 'config.unreadable',
  severity: 'critical',
  title: 'The config cannot be read, so none of its settings was audited',
  detail: ({ failure }) =>
    `${failure.file}: ${failure.message}. OpenClaw refuses to start with it. Only the file system was audited: whatever this config opens to others is not in this report.`,
  remediation: ({ failure }) => UNREADABLE_REMEDIATIONS[failure.kind],
  places: ({ failure: { file, line } }) => [{ file, ...(line === undefined ? {} : { line }) }],
  docs: {
    summary: 'The config cannot be read, so none of its settings was audited',
    why: 'No check of the gateway, the channels, the tools or the sandbox can be made. A gateway that is still running works with an earlier config that nobody has audited; it will not start again with this one.',
    triggers:
      'A config or a file it includes that is not valid JSON5, cannot be read, is larger than 64 MiB, is no regular file, or holds no object; an $include that is broken, circular or leads out of the config directory.',
    mend: 'Mend what the finding names, then run the audit again. The exit code is 1 until then.',
    example: "printf '{' > ~/.openclaw/openclaw.json",
  },
  when: () => true,
};

/** A config that OpenClaw would refuse: said once for each kind of fault and file, and audited all the same. */
export const configSchemaChecks: CheckModule<SchemaFact> = {
  name: 'config-schema',
  facts: factsOf,
  keep: 'every',
  checks: [
    rowFor(isFailure, unreadable),
    ...PROBLEM_TEXTS.map((texts) => rowFor(isProblem(texts.kind), problemRow(texts))),
  ],
};
