import type { Check } from '../../audit/check.ts';
import { booleanAt } from '../../context/config-reader.ts';
import { enumerate } from '../enumerate.ts';
import { subjectOf } from './account-check.ts';
import type { ChannelAccount, ChannelFact } from './channel-facts.ts';
import { hasSlashCommands } from './command-checks.ts';

type Gap = { readonly says: string; readonly key: string };

/** What is open in one account, in words. */
const gapsOf = (account: ChannelAccount, fact: ChannelFact): Gap[] => {
  const gaps: Gap[] = [];
  if (account.direct?.policy === 'open')
    gaps.push({ says: 'anyone can send direct messages', key: account.direct.policyKey });
  if (account.groupPolicy.policy === 'open') {
    gaps.push({ says: 'every Slack channel is admitted', key: account.groupPolicy.key });
  }
  if (hasSlashCommands(account, fact) && booleanAt(fact.config, 'commands.useAccessGroups') === false) {
    gaps.push({ says: 'slash commands ignore the allowlists', key: 'commands.useAccessGroups' });
  }
  return gaps;
};

const open = (fact: ChannelFact): ChannelAccount[] =>
  fact.httpAccounts.filter((account) => gapsOf(account, fact).length > 0);

const gapsIn = (fact: ChannelFact): Gap[] => open(fact).flatMap((account) => gapsOf(account, fact));

/** Slack in HTTP mode: the original overlooks it altogether (spec: checks 10.2), so it has an id of its own. */
export const slackHttpCheck: Check<ChannelFact> = {
  id: 'channels.slack.http_mode_open',
  severity: 'critical',
  title: 'Slack in HTTP mode is open to people you have not listed',
  detail: (fact) =>
    `${subjectOf(fact, open(fact))}: ${enumerate([...new Set(gapsIn(fact).map(({ says }) => says))])} (${enumerate([...new Set(gapsIn(fact).map(({ key }) => key))])}).`,
  remediation: 'Set dmPolicy to pairing, groupPolicy to allowlist and commands.useAccessGroups to true.',
  keys: (fact) => [...new Set(gapsIn(fact).map(({ key }) => key))],
  docs: {
    summary: 'Slack in HTTP mode is open to people who are not listed',
    why: 'Members of the workspace, guests included, can have the agent use the tools of this host. OpenClaw’s own audit does not look at Slack in HTTP mode.',
    triggers:
      'A Slack account has mode "http", a bot token and a signing secret, and its direct messages are "open", its group policy is "open", or it has slash commands while commands.useAccessGroups is false.',
    mend: 'Approve senders (openclaw config set channels.slack.dmPolicy pairing), admit only listed channels (openclaw config set channels.slack.groupPolicy allowlist), and turn access groups on (openclaw config set commands.useAccessGroups true).',
    example: '{ channels: { slack: { mode: "http", botToken: "…", signingSecret: "…", groupPolicy: "open" } } }',
  },
  when: (fact) => open(fact).length > 0,
};
