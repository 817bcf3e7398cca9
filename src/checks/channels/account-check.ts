import type { Check, CheckDocs } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
import { shellWord } from '../../audit/shell-quote.ts';
import { enumerate } from '../enumerate.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';

/** What a row says about the accounts it affects. */
type Of<Value> = (fact: ChannelFact, affected: readonly ChannelAccount[]) => Value;

/** A row that judges each account of a channel and makes one finding that names all accounts affected. */
export type AccountCheck = {
  /** `<channel>` stands for the channel's id. */
  readonly id: string;
  readonly severity: Severity;
  readonly affects: (account: ChannelAccount, fact: ChannelFact) => boolean;
  readonly title: (label: string) => string;
  readonly detail: Of<string>;
  readonly remediation: Of<string>;
  /** A shell line that mends it; undefined where none does. */
  readonly command?: Of<string | undefined>;
  readonly keys: (account: ChannelAccount, fact: ChannelFact) => readonly string[];
  readonly fixable?: (account: ChannelAccount) => boolean;
  readonly docs: CheckDocs;
};

const MAX_COMMANDS = 10;

/** The channel alone where it has no accounts, else the accounts by name. */
export const subjectOf = ({ channel }: ChannelFact, affected: readonly ChannelAccount[]): string => {
  const [first] = affected;
  if (first === undefined || (affected.length === 1 && first.isDefault && first.path === first.sectionPath))
    return channel.label;
  const names = affected.map(
    ({ id, path, sectionPath }) => `"${path === sectionPath ? id : path.slice(sectionPath.length + 10)}"`,
  );
  return `${channel.label} ${affected.length === 1 ? 'account' : 'accounts'} ${enumerate(names)}`;
};

/**
 * `openclaw config set` for each key, in one shell line; `value` is a shell word already. Undefined where there are too many, or one has
 * no safe spelling.
 */
export const setCommand = (keys: readonly string[], value: string): string | undefined => {
  const words = [...new Set(keys)].map(shellWord);
  if (words.length > MAX_COMMANDS || words.includes(undefined)) return undefined;
  return words.map((word) => `openclaw config set ${word} ${value}`).join(' && ');
};

/** True where a name has what divides keys in it: a dotted key would set something else. */
const isAmbiguous = ({ path, sectionPath }: ChannelAccount): boolean =>
  [sectionPath.slice('channels.'.length), path.slice(sectionPath.length + '.accounts.'.length)].some((name) =>
    /[.[\]\\]/.test(name),
  );

/** One finding for each channel and id: fifty accounts with the same fault are one thing to mend, in fifty places. */
export const accountCheck = (row: AccountCheck): Check<ChannelFact> => {
  // Each text of a finding asks again, and an account may have thousands of entries to look through.
  const known = new WeakMap<ChannelFact, readonly ChannelAccount[]>();
  const affected = (fact: ChannelFact): readonly ChannelAccount[] => {
    const found = known.get(fact) ?? fact.accounts.filter((account) => row.affects(account, fact));
    known.set(fact, found);
    return found;
  };
  return {
    id: row.id,
    ...(row.id.includes('<channel>') ? { idFor: ({ channel }) => row.id.replace('<channel>', channel.id) } : {}),
    severity: row.severity,
    title: ({ channel }) => row.title(channel.label),
    detail: (fact) => row.detail(fact, affected(fact)),
    remediation: (fact) => row.remediation(fact, affected(fact)),
    command: (fact) => (affected(fact).some(isAmbiguous) ? undefined : row.command?.(fact, affected(fact))),
    keys: (fact) => [...new Set(affected(fact).flatMap((account) => row.keys(account, fact)))],
    ...(row.fixable ? { fixable: (fact) => affected(fact).every((account) => row.fixable?.(account)) } : {}),
    docs: row.docs,
    when: (fact) => affected(fact).length > 0,
  };
};
