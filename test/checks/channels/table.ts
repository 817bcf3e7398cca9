import test from 'ava';
import { channelIds, type Home } from '../../helpers/channel-context.ts';

/** A line of a table: what the home is about, the home, and the findings it has, in order. */
export type Line = readonly [name: string, home: Home, findings: readonly string[]];

/** One test for each line. */
export const replay = (lines: readonly Line[]): void => {
  for (const [name, home, findings] of lines)
    test(name, async (t) => t.deepEqual(await channelIds(home), [...findings]));
};

/** Config with one channel, and whatever else stands beside `channels`. */
export const channel = (id: string, section: unknown, beside: Readonly<Record<string, unknown>> = {}): Home => ({
  config: { channels: { [id]: section }, ...beside },
});

export const telegram = (section: object = {}, beside = {}): Home =>
  channel('telegram', { botToken: '1:a', ...section }, beside);
export const discord = (section: object = {}, beside = {}): Home =>
  channel('discord', { token: 'd', ...section }, beside);
export const slack = (section: object = {}, beside = {}): Home =>
  channel('slack', { botToken: 'b', appToken: 'a', ...section }, beside);
export const irc = (section: object = {}, beside = {}): Home =>
  channel('irc', { host: 'irc.example', nick: 'bot', ...section }, beside);

/** A pairing store among a home's files. */
export const store = (name: string, allowFrom: readonly string[]) => ({
  path: `.openclaw/credentials/${name}-allowFrom.json`,
  text: JSON.stringify({ version: 1, allowFrom }),
});
