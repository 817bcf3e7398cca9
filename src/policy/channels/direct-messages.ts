import { entryTextsAt, filledTextAt, listAt, objectAt, textAt, valueAt } from '../../context/config-reader.ts';
import type { RunningAccount } from './accounts.ts';
import type { ChannelDescriptor, DirectMessageKeys } from './channel.ts';

const POLICIES = ['pairing', 'allowlist', 'open', 'disabled'] as const;

/** Who may write to an account directly, and where that is written. */
export type DirectMessages = {
  readonly policy: (typeof POLICIES)[number];
  /** Config key that holds the policy, or would. */
  readonly policyKey: string;
  readonly allowFromKey: string;
  /** The allowlist contains `*`. */
  readonly anyone: boolean;
  /** Distinct senders by name, in normalized form: allowlist without `*`, and pairing approvals. */
  readonly senders: readonly string[];
};

const knownPolicy = (text: string | undefined) => POLICIES.find((policy) => policy === text);

/** The config key a merged value comes from: the account's own where it has it, or has an object of its own at all. */
export const keyOf = (account: RunningAccount, key: string): string => {
  const inAccount = valueAt(account.own, key) !== undefined || account.path === account.sectionPath;
  const onlyInSection = !inAccount && valueAt(account.section, key) !== undefined;
  // A value that the schema fills into the account hides the section's: then the account is the place to set it.
  const fromSection = onlyInSection && valueAt(account.merged, key) === valueAt(account.section, key);
  return `${fromSection ? account.sectionPath : account.path}.${key}`;
};

const allowlistOf = (account: RunningAccount, keys: DirectMessageKeys) => {
  const set = keys.allowFrom.find((candidate) => listAt(account.merged, candidate) !== undefined);
  const key = set ?? keys.allowFrom[0] ?? 'allowFrom';
  return { key, entries: entryTextsAt(account.merged, key) };
};

/** Distinct entries in the channel's normalized form, without `*` and blanks, in order of appearance. */
const distinctSenders = (channel: ChannelDescriptor, entries: readonly string[]): string[] => [
  ...new Set(
    entries
      .filter((entry) => entry !== '*')
      .map(channel.normalizeEntry)
      .filter(Boolean),
  ),
];

/** Who may write to the agent directly; `approved` are the pairing approvals that count for the account. */
export const directMessagesOf = (
  channel: ChannelDescriptor,
  account: RunningAccount,
  keys: DirectMessageKeys,
  approved: readonly string[],
): DirectMessages => {
  const policyAt = (key: string) => knownPolicy(textAt(account.merged, key));
  const policyKey = keys.policy.find((key) => policyAt(key) !== undefined) ?? keys.policy[0] ?? '';
  const allowlist = allowlistOf(account, keys);
  return {
    policy: policyAt(policyKey) ?? 'pairing',
    policyKey: keyOf(account, policyKey),
    allowFromKey: keyOf(account, allowlist.key),
    anyone: allowlist.entries.includes('*'),
    senders: distinctSenders(channel, [...allowlist.entries, ...approved]),
  };
};

/** `session.dmScope`; `main` (one session for everybody) when unset. */
export const dmScopeOf = (config: unknown): string => filledTextAt(objectAt(config, 'session'), 'dmScope') ?? 'main';
