import { booleanAt, entryTextsAt } from '../../context/config-reader.ts';
import { keyOf } from '../../policy/channels/direct-messages.ts';
import { groupSenderLists, isInvalidTelegramEntry } from '../../policy/channels/telegram-senders.ts';
import { isNativeOn } from '../../policy/native-commands.ts';
import { enumerate } from '../enumerate.ts';
import { accountCheck, subjectOf } from './account-check.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';

const MAX_ENTRIES = 5;

/** Groups are admitted, and text commands work in them. */
const takesGroupCommands = ({ groupPolicy }: ChannelAccount, { channel, config }: ChannelFact): boolean =>
  channel.id === 'telegram' &&
  booleanAt(config, 'commands.text') !== false &&
  (groupPolicy.policy === 'open' || (groupPolicy.policy === 'allowlist' && groupPolicy.listed));

const invalidAmong = ({ channel }: ChannelFact, entries: readonly string[]): string[] => [
  ...new Set(entries.map(channel.normalizeEntry).filter(isInvalidTelegramEntry)),
];

type SenderList = { readonly key: string; readonly senders: readonly string[] };

/** The lists in the config that OpenClaw reads, in its order. */
const listsOf = (account: ChannelAccount): SenderList[] => [
  ...['groupAllowFrom', 'allowFrom'].map((key) => ({
    key: keyOf(account, key),
    senders: entryTextsAt(account.merged, key),
  })),
  ...groupSenderLists(account.groups).read.map(({ sendersKey, senders }) => ({ key: sendersKey, senders })),
];

const keysWithInvalid = (fact: ChannelFact, lists: readonly SenderList[]): string[] =>
  lists.filter(({ senders }) => invalidAmong(fact, senders).length > 0).map(({ key }) => key);

const invalidEntries = (fact: ChannelFact, account: ChannelAccount): string[] =>
  invalidAmong(fact, [...account.approved, ...listsOf(account).flatMap(({ senders }) => senders)]);

const invalidGroupEntries = (fact: ChannelFact, account: ChannelAccount): string[] =>
  invalidAmong(
    fact,
    groupSenderLists(account.groups).unread.flatMap(({ senders }) => senders),
  );

const anyoneInGroups = ({ merged }: ChannelAccount): boolean => entryTextsAt(merged, 'groupAllowFrom').includes('*');

/** Nothing limits who may command: no group list, no approvals, and no `allowFrom` for the groups to fall back to. */
const lacksSenders = (account: ChannelAccount): boolean => {
  const fallback = entryTextsAt(account.merged, 'allowFrom');
  return (
    account.approved.length === 0 &&
    entryTextsAt(account.merged, 'groupAllowFrom').length === 0 &&
    groupSenderLists(account.groups).read.length === 0 &&
    (fallback.length === 0 || fallback.includes('*'))
  );
};

const entryList = (entries: readonly string[]): string =>
  enumerate(
    entries.map((entry) => `"${entry}"`),
    MAX_ENTRIES,
  );

const GET_IDS =
  'Replace names by numeric Telegram user ids (they stand in the gateway’s log when someone writes to the bot)';

/** Who may command the agent in Telegram groups (spec: checks 5.6; the last row is ours). */
export const telegramGroupChecks = [
  accountCheck({
    id: 'channels.telegram.allowFrom.invalid_entries',
    severity: 'warn',
    affects: (account, fact) => takesGroupCommands(account, fact) && invalidEntries(fact, account).length > 0,
    title: () => 'Telegram allowlists name senders that can never match',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: ${entryList([...new Set(affected.flatMap((account) => invalidEntries(fact, account)))])}. Telegram senders are known by numeric id; a user name can change hands and is not matched.`,
    remediation: () => GET_IDS,
    keys: (account, fact) => keysWithInvalid(fact, listsOf(account)),
    docs: {
      summary: 'Telegram allowlists have entries that are no numeric ids',
      why: 'Such an entry lets nobody in, so the people meant are locked out, and the list looks stricter or looser than it is.',
      triggers:
        'Text commands work in groups, and an entry of groupAllowFrom, allowFrom, the pairing approvals or the first group with a list of its own is not made of digits once "telegram:" or "tg:" is taken off. Group ids (negative numbers) count too. "*" does not.',
      mend: 'Replace @names by numeric user ids.',
      example: '{ channels: { telegram: { botToken: "…", groups: { "-100": {} }, groupAllowFrom: ["@alice"] } } }',
    },
  }),
  accountCheck({
    id: 'channels.telegram.groups.allowFrom.wildcard',
    severity: 'critical',
    affects: (account, fact) => takesGroupCommands(account, fact) && anyoneInGroups(account),
    title: () => 'Anyone in a Telegram group can command the agent',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: ${enumerate(affected.map((account) => keyOf(account, 'groupAllowFrom')))} contains "*", so every member of an admitted group is authorized.`,
    remediation: () => 'List the numeric ids of the people you trust there instead of "*".',
    keys: (account) => [keyOf(account, 'groupAllowFrom')],
    docs: {
      summary: 'The Telegram group allowlist contains "*"',
      why: 'Every member of an admitted group can run commands and have the agent use its tools.',
      triggers: 'Text commands work in groups and groupAllowFrom contains "*".',
      mend: 'Replace "*" in channels.telegram.groupAllowFrom by the numeric ids of the people you trust.',
      example: '{ channels: { telegram: { botToken: "…", groups: { "-100": {} }, groupAllowFrom: ["*"] } } }',
    },
  }),
  accountCheck({
    id: 'channels.telegram.groups.allowFrom.missing',
    severity: 'critical',
    affects: (account, fact) => takesGroupCommands(account, fact) && !anyoneInGroups(account) && lacksSenders(account),
    title: () => 'Nothing limits who can command the agent in Telegram groups',
    detail: (fact, affected) => {
      const skills = affected.some(({ merged }) => isNativeOn(fact.config, 'telegram', merged, 'nativeSkills'));
      return `${subjectOf(fact, affected)}: groups are admitted, but there is no groupAllowFrom, no allowFrom that names people, no pairing approval and no list in a group or topic. Every member can run commands${skills ? ', those of skills included' : ''}.`;
    },
    remediation: (_, affected) =>
      `List the numeric ids of the people you trust in ${enumerate(affected.map((account) => keyOf(account, 'groupAllowFrom')))}.`,
    keys: (account) => [keyOf(account, 'groupAllowFrom')],
    docs: {
      summary: 'Telegram groups have no sender allowlist',
      why: 'Every member of an admitted group can run commands and have the agent use its tools.',
      triggers:
        'Text commands work in groups (commands.text is not false; groupPolicy is "open", or "allowlist" with listed groups), groupAllowFrom is empty, there are no pairing approvals, no group or topic has a list, and allowFrom, to which Telegram falls back, is empty or contains "*".',
      mend: 'List your numeric id in channels.telegram.groupAllowFrom.',
      example: '{ channels: { telegram: { botToken: "…", groups: { "-100": {} } } } }',
    },
  }),
  accountCheck({
    id: 'channels.telegram.group_lists.invalid_entries',
    severity: 'warn',
    affects: (account, fact) => takesGroupCommands(account, fact) && invalidGroupEntries(fact, account).length > 0,
    title: () => 'Sender lists of Telegram groups name senders that can never match',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: ${entryList([...new Set(affected.flatMap((account) => invalidGroupEntries(fact, account)))])}. Telegram senders are known by numeric id.`,
    remediation: () => GET_IDS,
    keys: (account, fact) =>
      keysWithInvalid(
        fact,
        groupSenderLists(account.groups).unread.map(({ sendersKey, senders }) => ({ key: sendersKey, senders })),
      ),
    docs: {
      summary: 'Sender lists of further Telegram groups have entries that are no numeric ids',
      why: 'Such an entry lets nobody in. OpenClaw’s own audit stops at the first group with a list and never sees these.',
      triggers:
        'Text commands work in groups, and a sender list of a group or topic after the first one has an entry that is not made of digits.',
      mend: 'Replace @names by numeric user ids.',
      example:
        '{ channels: { telegram: { botToken: "…", groups: { "-100": { allowFrom: ["1001"] }, "-200": { allowFrom: ["@alice"] } } } } }',
    },
  }),
];
