import type { CheckModule } from '../audit/check.ts';
import { textAt } from '../context/config-reader.ts';
import { listedAgents } from '../policy/agents.ts';

type Override = { readonly id: string; readonly index: number; readonly profile: string };

/** Agents that leave the minimal tool profile (spec: checks 4.11). */
export const toolProfile: CheckModule<{ readonly overrides: readonly Override[] }> = {
  name: 'tool-profile',
  facts: ({ config }) => {
    if (textAt(config.value, 'tools.profile') !== 'minimal') return [];
    const overrides = listedAgents(config.value).flatMap(({ id, index, entry }) => {
      const profile = textAt(entry, 'tools.profile');
      return profile === undefined || profile === 'minimal' ? [] : [{ id, index, profile }];
    });
    return [{ overrides }];
  },
  keep: 'every',
  checks: [
    {
      id: 'tools.profile_minimal_overridden',
      severity: 'warn',
      title: 'Some agents have more than the minimal tools',
      detail: ({ overrides }) =>
        `tools.profile is "minimal", but these agents choose another: ${overrides.map(({ id, profile }) => `agents.list.${id}=${profile}`).join(', ')}.`,
      remediation: 'Remove tools.profile from these agents, or keep them away from messages of strangers.',
      keys: ({ overrides }) => overrides.map(({ index }) => `agents.list.${index}.tools.profile`),
      when: ({ overrides }) => overrides.length > 0,
      docs: {
        summary: 'The global tool profile is minimal, but agents override it',
        why: 'Whoever sets the minimal profile expects it to hold. An agent with a wider one is the way around it.',
        triggers: 'tools.profile is minimal, and an agent of agents.list sets tools.profile to something else.',
        mend: 'Remove tools.profile from these agents, or keep them away from messages of strangers.',
        example: '{ tools: { profile: "minimal" }, agents: { list: [{ id: "a", tools: { profile: "full" } }] } }',
      },
    },
  ],
};
