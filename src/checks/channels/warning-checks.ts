import { booleanAt, filledTextAt, textAt } from '../../context/config-reader.ts';
import { keyOf } from '../../policy/channels/direct-messages.ts';
import { enumerate } from '../enumerate.ts';
import { accountCheck, setCommand, subjectOf } from './account-check.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';

const TRUTHY: ReadonlySet<string> = new Set(['true', '1', 'yes', 'on']);

/** A variable that only the account `default` reads. */
const variable = (account: ChannelAccount, name: string): string | undefined =>
  account.isDefault ? account.env[name]?.trim() || undefined : undefined;

/** The config's switch, else IRC_TLS, else on. */
const usesTls = (account: ChannelAccount): boolean => {
  const fromEnv = variable(account, 'IRC_TLS');
  return booleanAt(account.merged, 'tls') ?? (fromEnv === undefined || TRUTHY.has(fromEnv.toLowerCase()));
};

const registersNick = (account: ChannelAccount, { channel }: ChannelFact): boolean =>
  channel.id === 'irc' && booleanAt(account.merged, 'nickserv.register') === true;

const hasNickPassword = (account: ChannelAccount): boolean =>
  filledTextAt(account.merged, 'nickserv.password') !== undefined ||
  filledTextAt(account.merged, 'nickserv.passwordFile') !== undefined ||
  variable(account, 'IRC_NICKSERV_PASSWORD') !== undefined;

const policyKeys = (affected: readonly ChannelAccount[]): string[] =>
  affected.map(({ groupPolicy }) => groupPolicy.key);

const groupScope = ({ groupPolicy }: ChannelAccount): string =>
  groupPolicy.listed
    ? 'Every member of the listed groups can have the agent act.'
    : 'Every member of any group the bot is in, or is added to, can have the agent act.';

/** What the channels themselves warn of (spec: checks 5.5), with permanent ids in place of running numbers. */
export const warningChecks = [
  accountCheck({
    id: 'channels.<channel>.warning.groups_open',
    severity: 'critical',
    affects: ({ groupPolicy }, { channel }) => channel.groupDefault !== 'unjudged' && groupPolicy.policy === 'open',
    title: (label) => `Anyone in a ${label} group can use the agent`,
    detail: (fact, affected) => {
      const source = affected.some(({ groupPolicy }) => !groupPolicy.written)
        ? 'no group policy is set, and the default is "open".'
        : `${enumerate([...new Set(policyKeys(affected))])} is "open".`;
      const scopes = [...new Set(affected.map(groupScope))];
      return `${subjectOf(fact, affected)}: ${source} ${scopes.join(' ')}`;
    },
    remediation: () => 'Admit only listed groups and senders, or run this audit with --fix.',
    command: (_, affected) => setCommand(policyKeys(affected), 'allowlist'),
    keys: ({ groupPolicy }) => [groupPolicy.key],
    fixable: ({ groupPolicy }) => groupPolicy.written,
    docs: {
      summary: 'Anyone in a group can use the agent',
      why: 'Group members you do not know can give the agent orders, and can plant text that steers it (prompt injection).',
      triggers:
        'The effective group policy is "open": the account’s groupPolicy, else the section’s, else channels.defaults.groupPolicy, else the channel’s default ("open" for Discord and Slack without a section). An account object of a built-in channel that sets no policy counts as "allowlist", as in OpenClaw.',
      mend: 'Admit only listed groups (openclaw config set channels.telegram.groupPolicy allowlist), or run this audit with --fix.',
      example: '{ channels: { telegram: { botToken: "…", groupPolicy: "open" } } }',
    },
  }),
  accountCheck({
    id: 'channels.irc.warning.plaintext',
    severity: 'warn',
    affects: (account, { channel }) => channel.id === 'irc' && !usesTls(account),
    title: () => 'IRC is used without encryption',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: TLS is off. Passwords and every message travel in plain text; whoever is on the way can read and forge them, orders to the agent included.`,
    remediation: () => 'Turn TLS on (the usual port is 6697).',
    command: (_, affected) =>
      setCommand(
        affected.map((account) => keyOf(account, 'tls')),
        'true',
      ),
    keys: (account) => [keyOf(account, 'tls')],
    docs: {
      summary: 'IRC is used without encryption',
      why: 'Passwords and messages can be read and changed on the way. Sender names prove nothing then, and with them no allowlist.',
      triggers: 'tls is false in the config, or unset there while IRC_TLS is set to anything but true, 1, yes or on.',
      mend: 'Turn TLS on (openclaw config set channels.irc.tls true; the usual port is 6697).',
      example: '{ channels: { irc: { host: "irc.example", nick: "bot", tls: false } } }',
    },
  }),
  accountCheck({
    id: 'channels.irc.warning.nickserv_register',
    severity: 'warn',
    affects: registersNick,
    title: () => 'The IRC bot registers its nick at every start',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: nickserv.register is on. It is meant for one first start; left on, it sends the password and e-mail address again and again.`,
    remediation: () => 'Turn it off once the nick is registered.',
    command: (_, affected) =>
      setCommand(
        affected.map((account) => keyOf(account, 'nickserv.register')),
        'false',
      ),
    keys: (account) => [keyOf(account, 'nickserv.register')],
    docs: {
      summary: 'NickServ registration is left on',
      why: 'Registration sends a password and an e-mail address to whatever answers as NickServ, at every start.',
      triggers: 'nickserv.register is true.',
      mend: 'Turn it off after the first start (openclaw config set channels.irc.nickserv.register false).',
      example:
        '{ channels: { irc: { host: "irc.example", nick: "bot", nickserv: { register: true, registerEmail: "a@b.example" } } } }',
    },
  }),
  accountCheck({
    id: 'channels.irc.warning.nickserv_no_password',
    severity: 'warn',
    affects: (account, fact) => registersNick(account, fact) && !hasNickPassword(account),
    title: () => 'The IRC bot registers its nick without a password',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: nickserv.register is on, but there is no NickServ password. The nick stays free, and anyone who takes it is taken for the bot.`,
    remediation: () => 'Set channels.irc.nickserv.passwordFile (or the variable IRC_NICKSERV_PASSWORD).',
    keys: (account) => [keyOf(account, 'nickserv.password')],
    docs: {
      summary: 'NickServ registration has no password',
      why: 'Without a password the nick cannot be held. Someone else can take it and speak as the bot.',
      triggers:
        'nickserv.register is true, and neither nickserv.password, nickserv.passwordFile nor IRC_NICKSERV_PASSWORD is set.',
      mend: 'Put the password into a file that only you can read and set channels.irc.nickserv.passwordFile.',
      example: '{ channels: { irc: { host: "irc.example", nick: "bot", nickserv: { register: true } } } }',
    },
  }),
  accountCheck({
    id: 'channels.googlechat.warning.dms_open',
    severity: 'warn',
    affects: (account, { channel }) => channel.id === 'googlechat' && textAt(account.merged, 'dm.policy') === 'open',
    title: () => 'The whole Google Chat organisation can write to the agent',
    detail: (fact, affected) =>
      `${subjectOf(fact, affected)}: dm.policy is "open". Everyone who can find the Chat app can start a conversation with the agent.`,
    remediation: () => 'Approve senders one by one with "pairing".',
    command: (_, affected) =>
      setCommand(
        affected.map((account) => keyOf(account, 'dm.policy')),
        'pairing',
      ),
    keys: (account) => [keyOf(account, 'dm.policy')],
    docs: {
      summary: 'The whole Google Chat organisation can write to the agent',
      why: 'A Chat app is visible to everyone it is published to; with open direct messages all of them can use the agent.',
      triggers: 'dm.policy of an enabled, configured Google Chat account is "open".',
      mend: 'Approve senders one by one (openclaw config set channels.googlechat.dm.policy pairing).',
      example:
        '{ channels: { googlechat: { serviceAccountFile: "/etc/chat.json", dm: { policy: "open", allowFrom: ["*"] } } } }',
    },
  }),
];
