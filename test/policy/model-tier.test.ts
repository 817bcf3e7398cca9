import test from 'ava';
import { legacyFamily, weakTierReasons } from '../../src/policy/model-tier.ts';

/** spec: checks 4.13. `l`: legacy; `w`: weak, once for each reason. */
for (const [id, judged] of [
  ['anthropic/claude-2.1', 'lw'],
  ['anthropic/claude-instant-1.2', 'lw'],
  ['openai/gpt-3.5-turbo', 'lw'],
  ['openai/gpt-4-0613', 'lw'],
  ['openai/GPT-4-0314', 'lw'],
  ['openai/gpt-4-0125', 'w'],
  ['anthropic/claude-haiku-4-5', 'w'],
  ['anthropic/claude-3-haiku', 'ww'],
  ['anthropic/claude-3-opus', 'w'],
  ['anthropic/claude-3.5-sonnet', 'w'],
  ['anthropic/claude-3-5-sonnet-20241022', 'w'],
  ['anthropic/claude-3-7-sonnet-latest', 'w'],
  ['anthropic/claude-sonnet-4-20250514', 'w'],
  ['anthropic/claude-opus-4-1-20250805', 'w'],
  ['openai/gpt-4o', 'w'],
  ['openai/gpt-oss-120b', 'w'],
  ['openai/gpt-50', 'w'],
  ['anthropic/claude-opus-4-6', ''],
  ['anthropic/claude-opus-4-5-20251101', ''],
  ['anthropic/claude-sonnet-4.5', ''],
  ['anthropic/claude-opus-4-10', ''],
  ['anthropic/claude-opus-45', ''],
  ['anthropic/claude-opus-5', ''],
  ['anthropic/claude-5-sonnet', ''],
  ['anthropic/claude-4-6', ''],
  ['anthropic/claude-4-5-sonnet', ''],
  ['anthropic/claude-4-1', 'w'],
  ['anthropic/claude-sonnet-6.1', ''],
  ['openai/gpt-5', ''],
  ['openai/gpt-5.2', ''],
  ['openai/gpt-5-mini', ''],
  ['openai/chatgpt-4o-latest', ''],
  ['google/gemini-1.5-flash', ''],
  ['haikus', ''],
] as const) {
  test(`${id}: "${judged}"`, (t) => {
    t.is((legacyFamily(id) === undefined ? '' : 'l') + 'w'.repeat(weakTierReasons(id).length), judged);
  });
}

test('a text that is no id takes no time', (t) => {
  t.is(weakTierReasons('claude-'.repeat(200_000)).length, 1);
});
