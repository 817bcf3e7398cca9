import { isObject, listAt } from '../context/config-reader.ts';
import { parseJson5 } from '../context/parse-json5.ts';
import { UsageError } from '../context/paths.ts';

/** One thing the host's owner has accepted. All conditions given must hold. */
export type SuppressionRule = {
  readonly source: 'config' | 'ignore-file';
  /** Exact in the config, a glob in an ignore file. */
  readonly checkId: string;
  readonly titleIncludes?: string;
  readonly detailIncludes?: string;
  /** Globs, absolute or relative to the state directory; every file of the finding must fit one. */
  readonly paths?: readonly string[];
  readonly reason: string;
  /** The rule no longer holds from this time on. */
  readonly expires?: { readonly text: string; readonly at: number };
};

/** An entry that is no rule, and why. It suppresses nothing. */
export type InvalidRule = { readonly where: string; readonly message: string };

type Parsed = { readonly rules: readonly SuppressionRule[]; readonly invalid: readonly InvalidRule[] };

const CONFIG_KEY = 'security.audit.suppressions';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A day ("2027-01-31") holds to its end in UTC; a time with an offset ("2027-01-31T12:00:00Z") to the second. */
const parseExpiry = (text: string): number | undefined => {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined;
  const at = Date.parse(text);
  // Date.parse rolls some impossible days over into the next month.
  const exists = isDay ? !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) : !Number.isNaN(at);
  return exists ? at + (isDay ? DAY_MS : 0) : undefined;
};

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Every member a rule may have, and what it must be. */
const MEMBERS: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly must: string }>> = {
  checkId: { is: isFilled, must: 'name a check' },
  reason: { is: isFilled, must: 'say why, in words' },
  titleIncludes: { is: isFilled, must: 'be some text' },
  detailIncludes: { is: isFilled, must: 'be some text' },
  paths: {
    is: (value) => Array.isArray(value) && value.length > 0 && value.every(isFilled),
    must: 'be a list of paths or globs',
  },
  expires: {
    is: (value) => typeof value === 'string' && parseExpiry(value) !== undefined,
    must: 'be a day like 2027-01-31',
  },
};

const REQUIRED = { config: ['checkId'], 'ignore-file': ['checkId', 'reason'] } as const;
const ALLOWED: Readonly<Record<SuppressionRule['source'], readonly string[]>> = {
  config: ['checkId', 'titleIncludes', 'detailIncludes', 'reason'],
  'ignore-file': Object.keys(MEMBERS),
};

/** What is wrong with an entry; undefined when it is a rule. */
const faultOf = (entry: unknown, source: SuppressionRule['source']): string | undefined => {
  if (!isObject(entry)) return 'is not an object with a checkId';
  for (const name of REQUIRED[source]) if (!Object.hasOwn(entry, name)) return `has no ${name}`;
  for (const [name, value] of Object.entries(entry)) {
    const member = ALLOWED[source].includes(name) ? MEMBERS[name] : undefined;
    if (member === undefined)
      return `has ${JSON.stringify(name)}, which means nothing here (known: ${ALLOWED[source].join(', ')})`;
    if (!member.is(value)) return `has a wrong ${name}: it must ${member.must}`;
  }
  return undefined;
};

type Written = Omit<SuppressionRule, 'source' | 'expires'> & { readonly expires?: string };

const ruleOf = (
  { expires, reason = 'no reason given', ...rule }: Written,
  source: SuppressionRule['source'],
): SuppressionRule => ({
  source,
  ...rule,
  reason,
  ...(expires === undefined ? {} : { expires: { text: expires, at: parseExpiry(expires) as number } }),
});

const parseEntries = (entries: readonly unknown[], source: SuppressionRule['source'], where: string): Parsed => {
  const rules: SuppressionRule[] = [];
  const invalid: InvalidRule[] = [];
  entries.forEach((entry, i) => {
    const fault = faultOf(entry, source);
    if (fault === undefined) rules.push(ruleOf(entry as Written, source));
    else invalid.push({ where: `${where}[${i}]`, message: fault });
  });
  return { rules, invalid };
};

/**
 * OpenClaw's own suppressions, `security.audit.suppressions` in the config: exact `checkId`, optional `titleIncludes`,
 * `detailIncludes` and `reason`. The config is audited data, so a bad entry is an answer, not an error.
 */
export const suppressionsOfConfig = (config: unknown): Parsed =>
  parseEntries(listAt(config, CONFIG_KEY) ?? [], 'config', CONFIG_KEY);

const parseDocument = async (text: string, file: string): Promise<unknown> => {
  if (/\.json5?$/i.test(file)) return parseJson5(text);
  // Loaded when it is needed: it takes as long as the audit of a small host. In the bundle only the default has the package's names.
  const { default: yaml } = await import('yaml');
  return yaml.parse(text, { maxAliasCount: 0 });
};

/**
 * An ignore file: a list of rules, or an object whose `suppressions` is that list. JSON5 for `.json` and `.json5`, else YAML.
 * Rejects with a UsageError that names the file and the first entry that is no rule.
 */
export const parseIgnoreFile = async (text: string, file: string): Promise<readonly SuppressionRule[]> => {
  const fail = (what: string): never => {
    throw new UsageError(`--ignore-file ${file}: ${what}`);
  };
  const document = await parseDocument(text, file).catch((error: Error) =>
    fail(`cannot be read: ${error.message.split('\n')[0]}`),
  );
  const entries = Array.isArray(document) ? document : listAt(document, 'suppressions');
  if (entries === undefined) return fail('is neither a list of rules nor an object with a list named "suppressions"');
  const { rules, invalid } = parseEntries(entries, 'ignore-file', 'rule');
  const [first] = invalid;
  return first === undefined ? rules : fail(`${first.where} ${first.message}`);
};
