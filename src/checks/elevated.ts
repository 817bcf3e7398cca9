import type { CheckModule } from '../audit/check.ts';
import { entryTextsAt, objectAt } from '../context/config-reader.ts';
import { isElevatedOn } from '../policy/elevated.ts';

/** Longer lists are no longer read by anyone (spec: checks 4.6). */
const MAX_REVIEWABLE = 25;

/** Who may use elevated tools through one provider: entries as written. */
export type ElevatedSenders = { readonly provider: string; readonly entries: readonly string[] };

const keyOf = ({ provider }: ElevatedSenders): string => `tools.elevated.allowFrom.${provider}`;

/** Who may run commands outside the sandbox, channel by channel (spec: checks 4.6). */
export const elevated: CheckModule<ElevatedSenders> = {
  name: 'elevated',
  facts: ({ config }) => {
    if (!isElevatedOn(config.value)) return [];
    const allowFrom = objectAt(config.value, 'tools.elevated.allowFrom');
    return Object.keys(allowFrom).map((provider) => ({
      provider,
      entries: entryTextsAt({ list: allowFrom[provider] }, 'list'),
    }));
  },
  keep: 'first',
  checks: [
    {
      id: 'tools.elevated.allowFrom.<provider>.wildcard',
      idFor: (fact) => `${keyOf(fact)}.wildcard`,
      severity: 'critical',
      title: ({ provider }) => `Everyone on ${provider} may run elevated commands`,
      detail: (fact) =>
        `${keyOf(fact)} contains "*": every sender that reaches the bot there can run commands on the host, outside every sandbox.`,
      remediation: (fact) => `Replace "*" in ${keyOf(fact)} by the ids of the people you trust with this machine.`,
      keys: (fact) => [keyOf(fact)],
      when: ({ entries }) => entries.includes('*'),
      docs: {
        summary: 'A channel lets every sender run elevated commands',
        why: 'Elevated commands run on the host with the rights of the gateway. With a wildcard, one message is enough.',
        triggers:
          'tools.elevated.enabled is not false, and the list of a channel in tools.elevated.allowFrom contains *.',
        mend: 'Replace * by the ids of the people you trust with this machine.',
        example: '{ tools: { elevated: { allowFrom: { telegram: ["*"] } } } }',
      },
    },
    {
      id: 'tools.elevated.allowFrom.<provider>.large',
      idFor: (fact) => `${keyOf(fact)}.large`,
      severity: 'warn',
      title: ({ provider }) => `Many senders on ${provider} may run elevated commands`,
      detail: (fact) =>
        `${keyOf(fact)} has ${fact.entries.length} entries. Each of them can run commands on the host; a list of more than ${MAX_REVIEWABLE} is hard to keep right.`,
      remediation: (fact) => `Shorten ${keyOf(fact)} to the people who need it.`,
      keys: (fact) => [keyOf(fact)],
      when: ({ entries }) => entries.length > MAX_REVIEWABLE,
      docs: {
        summary: `A channel lets more than ${MAX_REVIEWABLE} senders run elevated commands`,
        why: 'Each account on the list is a way onto the host. One of them being taken over is enough.',
        triggers: `tools.elevated.enabled is not false, and the list of a channel in tools.elevated.allowFrom has more than ${MAX_REVIEWABLE} entries and no *.`,
        mend: 'Shorten the list to the people who need it.',
      },
    },
  ],
};
