import { entryTextsAt, textAt } from '../../context/config-reader.ts';
import { keyOf } from '../../policy/channels/direct-messages.ts';
import { enumerate } from '../enumerate.ts';
import { accountCheck, setCommand, subjectOf } from './account-check.ts';
import { type ChannelAccount, type ChannelFact, takesDirectMessages } from './channel-facts.ts';

const policyKeys = (accounts: readonly ChannelAccount[]): string[] =>
  accounts.flatMap(({ direct }) => direct?.policyKey ?? []);
const allowFromKeys = (accounts: readonly ChannelAccount[]): string[] => [
  ...new Set(accounts.flatMap(({ direct }) => direct?.allowFromKey ?? [])),
];

/** A list with "*" admits everyone under any policy: to close the policy alone would close nothing. */
const wildcardsOf = (accounts: readonly ChannelAccount[]): string => {
  const keys = allowFromKeys(accounts.filter(({ direct }) => direct?.anyone));
  return keys.length === 0 ? '' : ` Take "*" out of ${enumerate(keys)} too: it admits everyone under any policy.`;
};

/** `main` is shared by everybody: by anyone where the list has "*", else by the senders of all accounts together. */
const sharesSession = (account: ChannelAccount, { dmScope, directSenders }: ChannelFact): boolean => {
  const { direct } = account;
  if (dmScope !== 'main' || direct === undefined || !takesDirectMessages(account)) return false;
  return direct.anyone || (direct.senders.length > 0 && directSenders > 1);
};

const recommendedScope = ({ accounts }: ChannelFact): string =>
  accounts.length > 1 ? 'per-account-channel-peer' : 'per-channel-peer';

const isClosed = (policy: string): boolean => policy === 'pairing' || policy === 'allowlist';

const policiesOf = (accounts: readonly ChannelAccount[]): string[] => [
  ...new Set(accounts.flatMap(({ direct }) => (direct ? [`"${direct.policy}"`] : []))),
];

/** Who may write to the agent directly (spec: checks 5.3). In the original's order. */
export const directMessageChecks = [
  accountCheck({
    id: 'channels.<channel>.dm.open',
    severity: 'critical',
    affects: ({ direct }) => direct?.policy === 'open',
    title: (label) => `Anyone can send ${label} direct messages to the agent`,
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: ${enumerate(policyKeys(affected))} is "open". Whoever finds the bot can talk to the agent and have it use the tools of this host.`,
    remediation: (_, affected) =>
      `Approve senders one by one with "pairing", or list them with "allowlist".${wildcardsOf(affected)}`,
    command: (_, affected) => setCommand(policyKeys(affected), 'pairing'),
    keys: ({ direct }) => (direct ? [direct.policyKey] : []),
    docs: {
      summary: 'Anyone can send direct messages to the agent',
      why: 'A stranger who finds the bot talks to the agent as its owner would: reading files, running commands, or using up paid model calls, as far as the tool policy goes.',
      triggers:
        'The direct-message policy of an enabled, configured account is "open". Discord and Slack: dmPolicy, else dm.policy; Google Chat and Matrix: dm.policy; others: dmPolicy.',
      mend: 'Set the policy to "pairing" or "allowlist" (openclaw config set channels.telegram.dmPolicy pairing).',
      example: '{ channels: { telegram: { botToken: "…", dmPolicy: "open", allowFrom: ["*"] } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.dm.open_invalid',
    severity: 'warn',
    affects: ({ direct }) => direct?.policy === 'open' && !direct.anyone,
    title: (label) => `${label} direct messages are open, but the allowlist does not say so`,
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: the policy is "open" while ${enumerate(allowFromKeys(affected))} has no "*". The two contradict each other; do not rely on the list to keep anyone out.`,
    remediation: () =>
      'Set the policy to "allowlist" to admit only the listed senders. To admit everyone on purpose, add "*" to the list.',
    command: (_, affected) => setCommand(policyKeys(affected), 'allowlist'),
    keys: ({ direct }) => (direct ? [direct.allowFromKey] : []),
    docs: {
      summary: 'Direct messages are open, but the allowlist has no "*"',
      why: 'The list looks as if it restricted who may write, but with an open policy it is not meant to. Which of the two holds depends on the channel and the version.',
      triggers: 'The direct-message policy is "open" and the allowlist does not contain "*".',
      mend: 'Set the policy to "allowlist" to admit only the listed senders, or add "*" to state that everyone may write.',
      example: '{ channels: { mattermost: { botToken: "…", baseUrl: "https://chat.example", dmPolicy: "open" } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.dm.disabled',
    severity: 'info',
    affects: ({ direct }) => direct?.policy === 'disabled',
    title: (label) => `${label} direct messages are turned off`,
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: ${enumerate(policyKeys(affected))} is "disabled", so nobody can write to the agent directly.`,
    remediation: () => 'Nothing needs mending. To let approved senders in, set the policy to "pairing".',
    keys: ({ direct }) => (direct ? [direct.policyKey] : []),
    docs: {
      summary: 'Direct messages are turned off',
      why: 'Worth knowing when the bot does not answer: no direct message reaches the agent, whoever sends it.',
      triggers: 'The direct-message policy is "disabled".',
      mend: 'Nothing needs mending. Set the policy to "pairing" if people are meant to write to the agent.',
      example: '{ channels: { telegram: { botToken: "…", dmPolicy: "disabled" } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.dm.scope_main_multiuser',
    severity: 'warn',
    affects: sharesSession,
    title: (label) => `Several ${label} senders share one conversation`,
    detail: (fact, affected) => {
      const anyone = affected.some(({ direct }) => direct?.anyone);
      const who = anyone ? `anyone ("*" is in ${enumerate(allowFromKeys(affected))})` : `${fact.directSenders} senders`;
      return `${subjectOf(fact, affected)}: ${who} may write, and session.dmScope is "main". All of them talk in the same session, so each can ask the agent what another has told it.`;
    },
    remediation: () => 'Give each sender a session of their own.',
    command: (fact) => setCommand(['session.dmScope'], recommendedScope(fact)),
    keys: ({ direct }) => ['session.dmScope', ...(direct ? [direct.allowFromKey] : [])],
    docs: {
      summary: 'Several direct-message senders share one session',
      why: 'With the scope "main" every direct message lands in the same conversation. What one person tells the agent, another can have repeated, and can steer.',
      triggers:
        'session.dmScope is "main" (the default), direct messages are not disabled, and the allowlist contains "*" or more than one sender is admitted. Pairing approvals count, those of single accounts too, and so do the senders of all accounts of the channel together.',
      mend: 'Give each sender a session (openclaw config set session.dmScope per-channel-peer; per-account-channel-peer when the channel has several accounts).',
      example: '{ channels: { telegram: { botToken: "…", allowFrom: ["1001", "1002"] } } }',
    },
  }),
];

/** Beyond the original: lists that undo a closed policy, and the direct messages of Microsoft Teams and Feishu. */
export const furtherDirectMessageChecks = [
  accountCheck({
    id: 'channels.<channel>.dm.wildcard',
    severity: 'warn',
    affects: ({ direct }) => direct?.anyone === true && isClosed(direct.policy),
    title: (label) => `The list of ${label} senders admits everyone`,
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: "*" stands in ${enumerate(allowFromKeys(affected))}, and the policy is ${enumerate(policiesOf(affected))}. The policy looks closed, and whoever finds the bot can talk to the agent all the same.`,
    remediation: () => 'Replace "*" by the ids of the people you trust, or take it out.',
    keys: ({ direct }) => (direct ? [direct.allowFromKey] : []),
    docs: {
      summary: 'The list of direct-message senders admits everyone',
      why: 'A policy of "pairing" or "allowlist" lets in whoever is on the list, and "*" puts everyone there. This is what is left when the policy is changed from "open" and the list is not.',
      triggers:
        'The direct-message policy of an enabled, configured account is "pairing" (the default) or "allowlist", and its allowlist contains "*".',
      mend: 'Replace "*" in allowFrom by the ids of the people you trust, or remove it.',
      example: '{ channels: { telegram: { botToken: "…", dmPolicy: "pairing", allowFrom: ["*"] } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.dms_open',
    severity: 'warn',
    affects: (account, { channel }) =>
      channel.directMessages === undefined && textAt(account.merged, 'dmPolicy') === 'open',
    title: (label) => `Anyone can send ${label} direct messages to the agent`,
    detail: (fact, affected) => {
      const restricted = affected.every(({ merged }) => !entryTextsAt(merged, 'allowFrom').includes('*'));
      const list = restricted ? ' The allowlist has no "*", which does not make an open policy safe.' : '';
      return `${subjectOf(fact, affected)}: dmPolicy is "open". Everyone who can reach the bot there, guests included, can talk to the agent.${list}`;
    },
    remediation: () => 'Approve senders one by one with "pairing".',
    command: (_, affected) =>
      setCommand(
        affected.map((account) => keyOf(account, 'dmPolicy')),
        'pairing',
      ),
    keys: (account) => [keyOf(account, 'dmPolicy')],
    docs: {
      summary: 'Anyone can send direct messages to the agent (Microsoft Teams, Feishu)',
      why: 'Everyone in the organisation, and guests and outside partners where the chat service admits them, can talk to the agent and have it use the tools of this host.',
      triggers:
        'dmPolicy is "open" for an enabled, configured Microsoft Teams or Feishu account. OpenClaw itself does not check these two.',
      mend: 'Approve senders one by one (openclaw config set channels.msteams.dmPolicy pairing).',
      example: '{ channels: { feishu: { appId: "…", appSecret: "…", dmPolicy: "open" } } }',
    },
  }),
];
