import type { AuditContext, JsonObject } from '../../audit/context.ts';
import { channelFiles } from '../../context/channel-files.ts';
import { objectsAt } from '../../context/config-reader.ts';
import { type PairingStore, readPairingStore } from '../../context/pairing-stores.ts';
import { type RunningAccount, runningAccounts } from '../../policy/channels/accounts.ts';
import type { ChannelDescriptor } from '../../policy/channels/channel.ts';
import { CHANNELS, unknownChannel } from '../../policy/channels/channels.ts';
import { isSlackOverHttp } from '../../policy/channels/configured.ts';
import { type DirectMessages, directMessagesOf, dmScopeOf } from '../../policy/channels/direct-messages.ts';
import { type Group, type GroupPolicy, groupPolicyOf, groupsOf } from '../../policy/channels/groups.ts';

/** One running account of a channel, with OpenClaw's rules applied. */
export type ChannelAccount = RunningAccount & {
  /** Absent for channels whose direct messages the original does not judge. */
  readonly direct: DirectMessages | undefined;
  readonly groupPolicy: GroupPolicy;
  readonly groups: readonly Group[];
  /** Pairing approvals that count for the account, in the channel's normalized form. */
  readonly approved: readonly string[];
};

/** One channel that runs, with all its accounts. */
export type ChannelFact = {
  readonly channel: ChannelDescriptor;
  readonly accounts: readonly ChannelAccount[];
  /** Slack accounts that get their events over HTTP: the original never looks at these. */
  readonly httpAccounts: readonly ChannelAccount[];
  readonly unreadableStores: readonly Extract<PairingStore, { status: 'unreadable' }>[];
  readonly dmScope: string;
  /** How many people by name may write directly, over all accounts: with one shared session these are its members. */
  readonly directSenders: number;
  readonly config: JsonObject;
};

const accountFact = (
  channel: ChannelDescriptor,
  account: RunningAccount,
  stores: readonly PairingStore[],
  config: JsonObject,
): ChannelAccount => {
  const entries = stores.flatMap((store) => (store.status === 'read' ? store.entries : []));
  const approved = entries.map(channel.normalizeEntry).filter(Boolean);
  return {
    ...account,
    direct: channel.directMessages && directMessagesOf(channel, account, channel.directMessages, approved),
    groupPolicy: groupPolicyOf(channel, account, config),
    groups: groupsOf(channel, account),
    approved,
  };
};

/** True for an account that takes direct messages at all. */
export const takesDirectMessages = ({ direct }: ChannelAccount): boolean =>
  direct !== undefined && direct.policy !== 'disabled';

const countDirectSenders = (accounts: readonly ChannelAccount[]): number =>
  new Set(accounts.filter(takesDirectMessages).flatMap(({ direct }) => direct?.senders ?? [])).size;

const channelFact = (channel: ChannelDescriptor, context: AuditContext): ChannelFact | undefined => {
  const { config, env, paths } = context;
  const running = runningAccounts(channel, { config: config.value, env, files: channelFiles(paths) });
  if (running.length === 0) return undefined;
  const shared = readPairingStore(paths.credentialsDir, channel.id);
  const own = new Map(running.map(({ id }) => [id, readPairingStore(paths.credentialsDir, channel.id, id)]));
  const accounts = running.map((account) => {
    const scoped = own.get(account.id);
    return accountFact(channel, account, scoped === undefined ? [shared] : [shared, scoped], config.value);
  });
  const isHttp = (account: ChannelAccount): boolean => channel.id === 'slack' && isSlackOverHttp(account);
  return {
    channel,
    accounts: accounts.filter((account) => !isHttp(account)),
    httpAccounts: accounts.filter(isHttp),
    unreadableStores: [shared, ...own.values()].filter((store) => store.status === 'unreadable'),
    dmScope: dmScopeOf(config.value),
    directSenders: countDirectSenders(accounts),
    config: config.value,
  };
};

/** Channels that a plugin from elsewhere brings: sections that no descriptor is for. */
const foreignChannels = (config: JsonObject): ChannelDescriptor[] => {
  const known = new Set(['defaults', ...CHANNELS.map(({ id }) => id)]);
  return objectsAt(config, 'channels')
    .map(([id]) => id)
    .filter((id) => !known.has(id))
    .map(unknownChannel);
};

const inWalkOrder = (a: ChannelDescriptor, b: ChannelDescriptor): number =>
  a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Every channel that runs, in the order of the original's walk (spec: checks 5.1). Reads credential and pairing files. */
export const channelFacts = (context: AuditContext): ChannelFact[] =>
  [...CHANNELS, ...foreignChannels(context.config.value)]
    .sort(inWalkOrder)
    .map((channel) => channelFact(channel, context))
    .filter((fact) => fact !== undefined);
