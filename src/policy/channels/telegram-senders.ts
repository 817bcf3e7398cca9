import type { Group } from './groups.ts';

/** The lists of group senders that OpenClaw reads, and those it does not reach. */
export type GroupSenderLists = { readonly read: readonly Group[]; readonly unread: readonly Group[] };

const hasSenders = ({ senders }: Group): boolean => senders.length > 0;

/**
 * OpenClaw stops looking at the first group that has senders, and does not look into the topics of a group that has its own
 * (spec: checks 5.6). `unread` holds the lists after that.
 */
export const groupSenderLists = (groups: readonly Group[]): GroupSenderLists => {
  const stop = groups.findIndex((group) => hasSenders(group) || group.inner.some(hasSenders));
  const last = groups[stop];
  if (last === undefined) return { read: [], unread: [] };
  const rest = groups.slice(stop + 1).flatMap((group) => [group, ...group.inner]);
  const [read, skipped] = hasSenders(last) ? [[last], last.inner] : [last.inner, []];
  return { read: read.filter(hasSenders), unread: [...skipped, ...rest].filter(hasSenders) };
};

/** True for an entry that can never match a Telegram sender: those are numeric ids. `*` and blanks are no entries. */
export const isInvalidTelegramEntry = (normalizedEntry: string): boolean =>
  normalizedEntry !== '' && normalizedEntry !== '*' && !/^\d+$/.test(normalizedEntry);
