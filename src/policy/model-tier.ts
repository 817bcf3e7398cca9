/** Ids of models are short. Looking no further keeps the patterns below from taking long over a text that is none. */
const MAX_ID_LENGTH = 256;

type Reason = { readonly pattern: RegExp; readonly label: string };

/** Families that are out of support. The first that matches names the model. */
const LEGACY: readonly Reason[] = [
  { pattern: /\bgpt-3\.5\b/i, label: 'GPT-3.5' },
  { pattern: /\bclaude-(?:instant|2)\b/i, label: 'Claude 2 or Claude Instant' },
  { pattern: /\bgpt-4-(?:0314|0613)\b/i, label: 'a GPT-4 snapshot of 2023' },
];

const GPT = /\bgpt-/i;
const GPT_5 = /\bgpt-5(?:\b|[.-])/i;
const CLAUDE = /\bclaude-/i;
/** `-4-5`, `-45` or `4.5` and later minors of Claude 4; `claude-4-5`, too. */
const CLAUDE_4_5 = /\bclaude-(?:4-[5-9]\b|[^\s/]*?(?:-4-?|4\.)(?:[5-9]|[1-9]\d)\b)/i;
/** A later major: a digit of 5 or more that is not itself the minor of `3-5`. */
const CLAUDE_5 = /\bclaude-(?:[^\s/]*?(?<!-\d)-)?[5-9](?:\b|[.-])/i;

/** The family of a model that is out of support; undefined when it is in none (spec: checks 4.13). */
export const legacyFamily = (modelId: string): string | undefined =>
  LEGACY.find(({ pattern }) => pattern.test(modelId.slice(0, MAX_ID_LENGTH)))?.label;

/** Why a model is below the tier that withstands hostile input; empty when nothing in its id says so (spec: checks 4.13). */
export const weakTierReasons = (modelId: string): string[] => {
  const id = modelId.slice(0, MAX_ID_LENGTH);
  return [
    ...(/\bhaiku\b/i.test(id) ? ['a Haiku model, the smallest tier'] : []),
    ...(GPT.test(id) && !GPT_5.test(id) ? ['older than GPT-5'] : []),
    ...(CLAUDE.test(id) && !CLAUDE_4_5.test(id) && !CLAUDE_5.test(id) ? ['older than Claude 4.5'] : []),
  ];
};
