import type { JsonObject } from '../../audit/context.ts';
import { entryTextsAt, objectAt, objectsAt, textAt } from '../../context/config-reader.ts';
import type { RunningAccount } from './accounts.ts';
import type { ChannelDescriptor, GroupMap } from './channel.ts';
import { keyOf } from './direct-messages.ts';

const POLICIES = ['open', 'allowlist', 'disabled'] as const;

/** Who of a group may command the agent, and where that is written. */
export type GroupPolicy = {
  readonly policy: (typeof POLICIES)[number];
  /** Config key that holds the policy, or would. */
  readonly key: string;
  /** True when the policy is written in the config, not a default. */
  readonly written: boolean;
  /** True when the channel's map of groups has entries. */
  readonly listed: boolean;
};

const knownPolicy = (text: string | undefined) => POLICIES.find((policy) => policy === text);

/** The group policy of an account (spec: checks 5.2, "group policy if unset"). */
export const groupPolicyOf = (channel: ChannelDescriptor, account: RunningAccount, config: JsonObject): GroupPolicy => {
  const own = knownPolicy(textAt(account.merged, 'groupPolicy'));
  const shared = channel.ignoresDefaults ? undefined : knownPolicy(textAt(config, 'channels.defaults.groupPolicy'));
  const chosen = own ?? shared;
  return {
    policy: chosen ?? (channel.groupDefault === 'open' ? 'open' : 'allowlist'),
    key: own === undefined && shared !== undefined ? 'channels.defaults.groupPolicy' : keyOf(account, 'groupPolicy'),
    written: chosen !== undefined,
    listed: channel.groups !== undefined && Object.keys(objectAt(account.merged, channel.groups.key)).length > 0,
  };
};

/** One group (guild, room, topic …) of an account: where it is written, and who may command the agent there. */
export type Group = {
  readonly key: string;
  /** Config key of `senders`, whether or not it is set. */
  readonly sendersKey: string;
  readonly senders: readonly string[];
  readonly policy: string | undefined;
  readonly inner: readonly Group[];
};

const groupsIn = (root: unknown, path: string, map: GroupMap | undefined): Group[] => {
  if (map === undefined) return [];
  return objectsAt(root, map.key).map(([name, group]) => {
    const key = `${path}.${map.key}.${name}`;
    return {
      key,
      sendersKey: `${key}.${map.senders ?? 'allowFrom'}`,
      senders: map.senders === undefined ? [] : entryTextsAt(group, map.senders),
      policy: textAt(group, 'groupPolicy'),
      inner: groupsIn(group, key, map.inner),
    };
  });
};

/** The groups an account lists, in config order. */
export const groupsOf = (channel: ChannelDescriptor, account: RunningAccount): Group[] => {
  const map = channel.groups;
  if (map === undefined) return [];
  const path = keyOf(account, map.key).slice(0, -map.key.length - 1);
  return groupsIn(account.merged, path, map);
};

/** Groups and the groups inside them, outer before inner. */
export const flattenGroups = (groups: readonly Group[]): Group[] =>
  groups.flatMap((group) => [group, ...flattenGroups(group.inner)]);
