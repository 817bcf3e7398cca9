import type { CheckModule } from '../../audit/check.ts';
import type { AnyCheckModule } from '../judge.ts';
import { type ChannelFact, channelFacts } from './channel-facts.ts';
import { commandChecks } from './command-checks.ts';
import { directMessageChecks, furtherDirectMessageChecks } from './direct-message-checks.ts';
import { furtherAccountChecks, wholeChannelChecks } from './further-checks.ts';
import { slackHttpCheck } from './slack-http-check.ts';
import { telegramGroupChecks } from './telegram-group-checks.ts';
import { warningChecks } from './warning-checks.ts';

/**
 * Who can reach the agent through its chat channels. A fact is one channel with all its accounts, in the original's order of
 * channels, and the rows stand in its order within a channel (spec: checks 5.1), so the findings interleave as they do there.
 * Ours come last. From config and files alone: no channel is loaded, no program is started.
 */
export const channels: CheckModule<ChannelFact> = {
  name: 'channels',
  facts: channelFacts,
  keep: 'every',
  checks: [
    ...commandChecks,
    ...directMessageChecks,
    ...warningChecks,
    ...telegramGroupChecks,
    ...furtherDirectMessageChecks,
    ...furtherAccountChecks,
    slackHttpCheck,
    ...wholeChannelChecks,
  ],
};

/** What the registry takes, in order. */
export const channelChecks: readonly AnyCheckModule[] = [channels];
