import type { Check } from '../../audit/check.ts';
import { shellWord } from '../../audit/shell-quote.ts';
import { textAt } from '../../context/config-reader.ts';
import { keyOf } from '../../policy/channels/direct-messages.ts';
import { flattenGroups, type Group } from '../../policy/channels/groups.ts';
import { enumerate } from '../enumerate.ts';
import { accountCheck, setCommand, subjectOf } from './account-check.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';

const groupsWhere = (account: ChannelAccount, matches: (group: Group) => boolean): Group[] =>
  flattenGroups(account.groups).filter(matches);

const letsAnyoneIn = ({ senders }: Group): boolean => senders.includes('*');
const isOpen = ({ policy }: Group): boolean => policy === 'open';

const ignoredPaths = (affected: readonly ChannelAccount[]): string[] => [
  ...new Set(affected.flatMap(({ ignoredPath }) => ignoredPath ?? [])),
];

/** What the original does not look at in an account (spec: checks 10.2, "channels"). */
export const furtherAccountChecks = [
  accountCheck({
    id: 'channels.<channel>.groups_open',
    severity: 'warn',
    affects: (account, { channel }) =>
      channel.groupDefault === 'unjudged' && textAt(account.merged, 'groupPolicy') === 'open',
    title: (label) => `Anyone in a ${label} group can use the agent`,
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: groupPolicy is "open", so every member of any group the bot is in can have the agent act.`,
    remediation: () => 'Admit only listed groups.',
    command: (_, affected) =>
      setCommand(
        affected.map((account) => keyOf(account, 'groupPolicy')),
        'allowlist',
      ),
    keys: (account) => [keyOf(account, 'groupPolicy')],
    docs: {
      summary: 'Anyone in a group can use the agent (Zalo, Zalo Personal, Nostr)',
      why: 'Group members you do not know can give the agent orders, and can plant text that steers it.',
      triggers:
        'groupPolicy of an enabled, configured Zalo, Zalo Personal or Nostr account is "open". OpenClaw itself does not check these.',
      mend: 'Admit only listed groups (openclaw config set channels.zalouser.groupPolicy allowlist).',
      example: '{ channels: { zalouser: { groupPolicy: "open" } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.group_senders_wildcard',
    severity: 'warn',
    affects: (account) => account.groupPolicy.policy !== 'disabled' && groupsWhere(account, letsAnyoneIn).length > 0,
    title: (label) => `The sender list of a ${label} group admits everyone`,
    detail: (fact, affected) => {
      const keys = affected.flatMap((account) =>
        groupsWhere(account, letsAnyoneIn).map(({ sendersKey }) => sendersKey),
      );
      return `${subjectOf(fact, affected)}: "*" stands in ${enumerate(keys, 5)}. Every member of that group is authorized, whatever the other lists say.`;
    },
    remediation: () => 'Replace "*" by the ids of the people you trust in that group.',
    keys: (account) => groupsWhere(account, letsAnyoneIn).map(({ sendersKey }) => sendersKey),
    docs: {
      summary: 'The sender list of a group, server, room or topic contains "*"',
      why: 'A list for one group overrides the account’s. With "*" in it, everyone in the group can command the agent although the account looks restricted.',
      triggers:
        'A sender list inside groups, guilds, channels, rooms, teams or topics contains "*", and the group policy is not "disabled".',
      mend: 'Replace "*" by the ids of the people you trust.',
      example: '{ channels: { telegram: { botToken: "…", groups: { "-100": { allowFrom: ["*"] } } } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.group_policy_override_open',
    severity: 'warn',
    affects: (account) => account.groupPolicy.policy !== 'open' && groupsWhere(account, isOpen).length > 0,
    title: (label) => `A single ${label} group is set to open`,
    detail: (fact, affected) => {
      const keys = affected.flatMap((account) => groupsWhere(account, isOpen).map(({ key }) => `${key}.groupPolicy`));
      return `${subjectOf(fact, affected)}: ${enumerate(keys, 5)} is "open", although the account’s group policy is not. Every member there can have the agent act.`;
    },
    remediation: () => 'Set groupPolicy to "allowlist" there, or remove it.',
    keys: (account) => groupsWhere(account, isOpen).map(({ key }) => `${key}.groupPolicy`),
    docs: {
      summary: 'A single group, room or topic is set to open',
      why: 'The account’s group policy looks restricted, but this group has its own, and it admits everyone.',
      triggers:
        'groupPolicy inside a listed group or topic is "open" while the account’s group policy is "allowlist" or "disabled".',
      mend: 'Set the group’s groupPolicy to "allowlist", or remove it.',
      example: '{ channels: { telegram: { botToken: "…", groups: { "-100": { groupPolicy: "open" } } } } }',
    },
  }),
  accountCheck({
    id: 'channels.<channel>.account_settings_ignored',
    severity: 'warn',
    affects: ({ ignoredPath }) => ignoredPath !== undefined,
    title: (label) => `OpenClaw does not find the settings of a ${label} account`,
    detail: (_, affected) =>
      `${enumerate(ignoredPaths(affected))}: nothing written there applies, limits included. The account runs with the settings of the whole channel, or not at all.`,
    remediation: ({ channel }, affected) =>
      channel.defaultIsSection
        ? `Move the settings of "default" to channels.${channel.id} itself; write other account names in lower case.`
        : `Rename the key in lower case: ${enumerate([...new Set(affected.map(({ id }) => `"${id}"`))])}.`,
    keys: ({ ignoredPath }) => (ignoredPath === undefined ? [] : [ignoredPath]),
    docs: {
      summary: 'The settings of an account are written where OpenClaw does not find them',
      why: 'Limits written there have no effect; the account runs with the settings of the whole channel, which may be open.',
      triggers:
        'The key under accounts has capitals or characters other than letters, digits, "_" and "-", in a channel that looks accounts up exactly (Discord, Slack, Google Chat, Signal, iMessage, Mattermost, Feishu, BlueBubbles, Zalo, Zalo Personal, LINE). Also channels.line.accounts.default: LINE takes its default account from the section.',
      mend: 'Rename the key to lower case; for LINE, move the settings of "default" into the section.',
      example: '{ channels: { signal: { account: "+1555", accounts: { Work: { dmPolicy: "disabled" } } } } }',
    },
  }),
];

/** Whole-channel rows: what could not be looked at. */
export const wholeChannelChecks: readonly Check<ChannelFact>[] = [
  {
    id: 'channels.<channel>.store_unreadable',
    idFor: ({ channel }) => `channels.${channel.id}.store_unreadable`,
    severity: 'warn',
    title: ({ channel }) => `Who was approved for ${channel.label} cannot be read`,
    detail: ({ unreadableStores }) =>
      `${enumerate(unreadableStores.map(({ path, reason }) => `${path}: ${reason}`))}. The approvals in there are not judged; if the gateway cannot read them either, nobody counts as approved.`,
    remediation: 'Look at the file, then repair or remove it and approve the senders again.',
    command: ({ channel }) => {
      const id = shellWord(channel.id);
      return id && `openclaw pairing list ${id}`;
    },
    places: ({ unreadableStores }) => unreadableStores.map(({ path }) => ({ file: path })),
    docs: {
      summary: 'A store of pairing approvals cannot be read',
      why: 'Approved senders count as owners. When the list cannot be read, this audit cannot say who they are.',
      triggers:
        '<credentials>/<channel>-allowFrom.json or <channel>-<account>-allowFrom.json exists, but is no regular file, leads out of the credentials folder, is larger than 1 MiB, cannot be opened, or is not JSON with a list allowFrom.',
      mend: 'Repair the file or remove it, then approve the senders again with openclaw pairing approve.',
      example: 'echo broken > ~/.openclaw/credentials/telegram-allowFrom.json',
    },
    when: ({ unreadableStores }) => unreadableStores.length > 0,
  },
  {
    id: 'channels.<channel>.not_judged',
    idFor: ({ channel }) => `channels.${channel.id}.not_judged`,
    severity: 'info',
    title: ({ channel }) => `This audit has no rules for the channel ${channel.label}`,
    detail: ({ channel }) =>
      `channels.${channel.id} is set up, but nothing is known here about its access settings. No finding does not mean that it is safe.`,
    remediation: ({ channel }) => `Check by hand who can reach the agent through ${channel.label}`,
    keys: ({ channel }) => [`channels.${channel.id}`],
    docs: {
      summary: 'A channel is set up that this audit has no rules for',
      why: 'Who may reach the agent through it was not looked at. Silence here must not read as "fine".',
      triggers: 'The config has an enabled section for Tlon, Twitch, or a channel that a plugin from elsewhere brings.',
      mend: 'Check by hand who can reach the agent through the channel, or disable it.',
      example: '{ channels: { twitch: { username: "bot" } } }',
    },
    when: ({ channel, accounts }) => !channel.judged && accounts.length > 0,
  },
];
