import type { CheckModule } from '../audit/check.ts';
import { type ConfiguredModel, configuredModels } from '../policy/agent-models.ts';
import { legacyFamily, weakTierReasons } from '../policy/model-tier.ts';
import { listLines } from './list-lines.ts';

type JudgedModel = ConfiguredModel & { readonly reasons: readonly string[] };

/** Models that are old, and models that are weak; one that is both stands in each list. */
export type ModelsFact = { readonly legacy: readonly JudgedModel[]; readonly weak: readonly JudgedModel[] };

const lines = (models: readonly JudgedModel[]): string =>
  listLines(models.map(({ model, source, reasons }) => `${model} (${reasons.join('; ')}) at ${source}`));

/** The same model from the same source, named once. */
const once = (models: readonly JudgedModel[]): JudgedModel[] => [
  ...new Map(models.map((judged) => [`${judged.model}\0${judged.source}`, judged])).values(),
];

const UPGRADE = 'Choose a current top model for every agent that has tools or reads messages and pages of strangers.';

/** Models that are easily misled (spec: checks 4.13). */
export const models: CheckModule<ModelsFact> = {
  name: 'models',
  facts: ({ config }) => {
    const all = configuredModels(config.value);
    const legacy = all.map((model) => ({ ...model, reasons: [legacyFamily(model.model) ?? ''].filter(Boolean) }));
    const weak = all.map((model) => ({ ...model, reasons: weakTierReasons(model.model) }));
    const withReasons = (judged: readonly JudgedModel[]) => judged.filter(({ reasons }) => reasons.length > 0);
    return [{ legacy: withReasons(legacy), weak: once(withReasons(weak)) }];
  },
  keep: 'every',
  checks: [
    {
      id: 'models.legacy',
      severity: 'warn',
      title: 'Outdated models are in use',
      detail: ({ legacy }) =>
        `These models date from before defences against prompt injection were trained in:\n${lines(legacy)}`,
      remediation: UPGRADE,
      keys: ({ legacy }) => legacy.map(({ key }) => key),
      when: ({ legacy }) => legacy.length > 0,
      docs: {
        summary: 'An agent uses GPT-3.5, Claude 2, Claude Instant or a GPT-4 snapshot of 2023',
        why: 'Old models follow instructions wherever they stand, in a web page or in a mail too.',
        triggers:
          'A model of agents.defaults.model, agents.defaults.imageModel or agents.list[].model, fallbacks included, is named gpt-3.5, claude-2, claude-instant, gpt-4-0314 or gpt-4-0613.',
        mend: UPGRADE,
        example: '{ agents: { defaults: { model: { primary: "openai/gpt-3.5-turbo" } } } }',
      },
    },
    {
      id: 'models.weak_tier',
      severity: 'warn',
      title: 'Models below the recommended tier are in use',
      detail: ({ weak }) =>
        `These models are easier to talk into misusing their tools than current top models:\n${lines(weak)}`,
      remediation: UPGRADE,
      keys: ({ weak }) => weak.map(({ key }) => key),
      when: ({ weak }) => weak.length > 0,
      docs: {
        summary: 'An agent uses a Haiku model, a GPT model before GPT-5 or a Claude model before 4.5',
        why: 'The weaker the model, the more often a hostile message gets its way.',
        triggers:
          'A configured model contains the word haiku, or gpt- without gpt-5, or claude- without a version of 4.5 or later. claude-3-5 and claude-3-7 are before 4.5.',
        mend: UPGRADE,
        example: '{ agents: { defaults: { model: { primary: "openai/gpt-4o" } } } }',
      },
    },
  ],
};
