import { booleanAt, objectAt } from '../../context/config-reader.ts';
import { keyOf } from '../../policy/channels/direct-messages.ts';
import { flattenGroups } from '../../policy/channels/groups.ts';
import { isNativeOn } from '../../policy/native-commands.ts';
import { accountCheck, setCommand, subjectOf } from './account-check.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';

const usesAccessGroups = ({ config }: ChannelFact): boolean => booleanAt(config, 'commands.useAccessGroups') !== false;

const namesUsers = ({ groups }: ChannelAccount): boolean =>
  flattenGroups(groups).some(({ senders }) => senders.length > 0);

/** Owners are those who may write directly: the direct-message allowlist and pairing approvals. */
const namesOwners = ({ direct }: ChannelAccount): boolean =>
  direct !== undefined && (direct.anyone || direct.senders.length > 0);

const anyNative = ({ channel, config }: ChannelFact, { merged }: ChannelAccount): boolean =>
  isNativeOn(config, channel.id, merged, 'native') || isNativeOn(config, channel.id, merged, 'nativeSkills');

const discordInGuilds = (account: ChannelAccount, fact: ChannelFact): boolean =>
  fact.channel.id === 'discord' &&
  anyNative(fact, account) &&
  account.groupPolicy.policy !== 'disabled' &&
  Object.keys(objectAt(account.merged, 'guilds')).length > 0;

/** Whether a Slack account answers slash commands at all. */
export const hasSlashCommands = (account: ChannelAccount, fact: ChannelFact): boolean =>
  anyNative(fact, account) || booleanAt(account.merged, 'slashCommand.enabled') === true;

/** Whether nothing says who may use an account's slash commands. */
const lacksSlashAllowlist = (account: ChannelAccount): boolean => !namesOwners(account) && !namesUsers(account);

const slackWithSlash = (account: ChannelAccount, fact: ChannelFact): boolean =>
  fact.channel.id === 'slack' && hasSlashCommands(account, fact);

const groupsOn = () => setCommand(['commands.useAccessGroups'], 'true');

/** Who may use the slash commands of Discord and Slack (spec: checks 5.4). Each pair is an else-if. */
export const commandChecks = [
  accountCheck({
    id: 'channels.discord.commands.native.unrestricted',
    severity: 'critical',
    affects: (account, fact) => discordInGuilds(account, fact) && !usesAccessGroups(fact) && !namesUsers(account),
    title: () => 'Every member of a Discord server can use the agent’s slash commands',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: commands.useAccessGroups is false and no server or channel lists its users, so any member can run slash commands and skills.`,
    remediation: () =>
      'Let the allowlists decide again, then name the users in channels.discord.guilds.<server>.users.',
    command: groupsOn,
    keys: (account) => ['commands.useAccessGroups', keyOf(account, 'guilds')],
    docs: {
      summary: 'Every member of a Discord server can use slash commands',
      why: 'Slash commands act with the rights of the agent. On a server with strangers, each of them can run them.',
      triggers:
        'Native commands or native skills are on for Discord ("auto" is on), commands.useAccessGroups is false, groupPolicy is not "disabled", servers are listed, and neither a server nor a channel has a non-empty users list.',
      mend: 'Turn access groups on (openclaw config set commands.useAccessGroups true), and list users under channels.discord.guilds.<server>.users.',
      example:
        '{ commands: { useAccessGroups: false }, channels: { discord: { token: "…", guilds: { "1234": {} } } } }',
    },
  }),
  accountCheck({
    id: 'channels.discord.commands.native.no_allowlists',
    severity: 'warn',
    affects: (account, fact) =>
      discordInGuilds(account, fact) && usesAccessGroups(fact) && !namesOwners(account) && !namesUsers(account),
    title: () => 'Discord slash commands have no list of who may use them',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: slash commands are on, but no owner is named (allowFrom, pairing approvals) and no server or channel lists its users. Nothing says who may use them.`,
    remediation: () => 'Name yourself: openclaw config set channels.discord.allowFrom \'["<your Discord user id>"]\'',
    keys: (account) => [keyOf(account, 'allowFrom'), keyOf(account, 'guilds')],
    docs: {
      summary: 'Discord slash commands have no allowlist',
      why: 'Without a list it is left to defaults who may run them, and the tempting way to make them work, switching access groups off, opens them to every member of the server.',
      triggers:
        'Native commands or native skills are on for Discord, access groups are on, servers are listed, groupPolicy is not "disabled", and there is no owner (allowFrom, dm.allowFrom, pairing approvals) and no users list of a server or channel. Role lists do not count.',
      mend: 'List your Discord user id in channels.discord.allowFrom, or users in channels.discord.guilds.<server>.users.',
      example: '{ channels: { discord: { token: "…", guilds: { "1234": {} } } } }',
    },
  }),
  accountCheck({
    id: 'channels.slack.commands.slash.useAccessGroups_off',
    severity: 'critical',
    affects: (account, fact) => slackWithSlash(account, fact) && !usesAccessGroups(fact),
    title: () => 'Slack slash commands ignore the allowlists',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: slash commands are on and commands.useAccessGroups is false, so any member of the workspace can run them.`,
    remediation: () => 'Let the allowlists decide again.',
    command: groupsOn,
    keys: () => ['commands.useAccessGroups'],
    docs: {
      summary: 'Slack slash commands ignore the allowlists',
      why: 'Slash commands act with the rights of the agent. Every member of the workspace, guests included, can run them.',
      triggers:
        'commands.useAccessGroups is false and Slack has slash commands: slashCommand.enabled, or native commands or native skills set to true.',
      mend: 'Turn access groups on (openclaw config set commands.useAccessGroups true).',
      example:
        '{ commands: { useAccessGroups: false }, channels: { slack: { botToken: "…", appToken: "…", slashCommand: { enabled: true } } } }',
    },
  }),
  accountCheck({
    id: 'channels.slack.commands.slash.no_allowlists',
    severity: 'warn',
    affects: (account, fact) => slackWithSlash(account, fact) && usesAccessGroups(fact) && lacksSlashAllowlist(account),
    title: () => 'Slack slash commands have no list of who may use them',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: slash commands are on, but no owner is named (allowFrom, pairing approvals) and no Slack channel lists its users. Nothing says who may use them.`,
    remediation: () => 'Name yourself: openclaw config set channels.slack.allowFrom \'["<your Slack user id>"]\'',
    keys: (account) => [keyOf(account, 'allowFrom')],
    docs: {
      summary: 'Slack slash commands have no allowlist',
      why: 'Without a list it is left to defaults who may run them, and the tempting way to make them work, switching access groups off, opens them to the whole workspace.',
      triggers:
        'Slack has slash commands, access groups are on, and there is no owner (allowFrom, dm.allowFrom, pairing approvals) and no users list of a Slack channel.',
      mend: 'List your Slack user id in channels.slack.allowFrom, or users in channels.slack.channels.<channel>.users.',
      example: '{ channels: { slack: { botToken: "…", appToken: "…", slashCommand: { enabled: true } } } }',
    },
  }),
];
