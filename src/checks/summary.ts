import type { CheckModule } from '../audit/check.ts';
import { booleanAt } from '../context/config-reader.ts';
import { isElevatedOn } from '../policy/elevated.ts';
import { countGroupPolicies } from '../policy/open-groups.ts';

/** What the config opens, counted and switched. */
export type AttackSurface = {
  readonly openGroups: number;
  readonly allowlistGroups: number;
  readonly elevated: boolean;
  readonly webhooks: boolean;
  readonly internalHooks: boolean;
  readonly browserControl: boolean;
};

const onOff = (value: boolean): string => (value ? 'on' : 'off');

/** What this installation opens at all, good or bad (spec: checks 4.1). Always there, always first. */
export const summary: CheckModule<AttackSurface> = {
  name: 'summary',
  facts: ({ config }) => {
    const { open, allowlist } = countGroupPolicies(config.value);
    return [
      {
        openGroups: open,
        allowlistGroups: allowlist,
        elevated: isElevatedOn(config.value),
        webhooks: booleanAt(config.value, 'hooks.enabled') === true,
        internalHooks: booleanAt(config.value, 'hooks.internal.enabled') === true,
        browserControl: booleanAt(config.value, 'browser.enabled') !== false,
      },
    ];
  },
  keep: 'every',
  checks: [
    {
      id: 'summary.attack_surface',
      severity: 'info',
      title: 'What this installation opens',
      detail: (fact) =>
        [
          `channels with open groups: ${fact.openGroups}, with an allowlist: ${fact.allowlistGroups}`,
          `elevated tools: ${onOff(fact.elevated)}`,
          `webhooks: ${onOff(fact.webhooks)}`,
          `internal hooks: ${onOff(fact.internalHooks)}`,
          `browser control: ${onOff(fact.browserControl)}`,
        ].join('\n'),
      when: () => true,
      docs: {
        summary: 'What the config opens: groups, elevated tools, hooks, browser control',
        why: 'The other findings say what is wrong. This one says what is there at all, so that something unexpected shows.',
        triggers:
          'Always reported. Channels that are switched off are not counted; a channel whose groupPolicy is unset counts as OpenClaw fills it in.',
        mend: 'Nothing to mend. Switch off what you do not use.',
      },
    },
  ],
};
