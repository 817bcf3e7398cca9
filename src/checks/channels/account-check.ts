import type { Check, CheckDocs } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
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
  readonly keys: (account: ChannelAccount, fact: ChannelFact) => readonly string[];
  readonly fixable?: (account: ChannelAccount) => boolean;
  readonly docs: CheckDocs;
};

const MAX_NAMES = 10;
const MAX_COMMANDS = 3;

/** "a, b and 3 more". Raw text: a renderer escapes it. */
export const enumerate = (items: readonly string[], max: number = MAX_NAMES): string =>
  items.length > max ? `${items.slice(0, max).join(', ')} and ${items.length - max} more` : items.join(', ');

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

/** A key as one word for a shell: account names come from the config, and people paste what we print. */
export const shellWord = (key: string): string => (/^[\w.-]+$/.test(key) ? key : `'${key.replaceAll("'", "'\\''")}'`);

/** `openclaw config set` for each key; `value` is a shell word already. */
export const setCommands = (keys: readonly string[], value: string): string => {
  const distinct = [...new Set(keys)];
  const commands = distinct.slice(0, MAX_COMMANDS).map((key) => `openclaw config set ${shellWord(key)} ${value}`);
  const rest = distinct.length - commands.length;
  return commands.join('; ') + (rest > 0 ? ` (and ${rest} more keys alike)` : '');
};

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
    keys: (fact) => [...new Set(affected(fact).flatMap((account) => row.keys(account, fact)))],
    ...(row.fixable ? { fixable: (fact) => affected(fact).every((account) => row.fixable?.(account)) } : {}),
    docs: row.docs,
    when: (fact) => affected(fact).length > 0,
  };
};
