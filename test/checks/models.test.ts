import test from 'ava';
import { models } from '../../src/checks/models.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const primary = (model: string) => ({ config: { agents: { defaults: { model: { primary: model } } } } });
const LEGACY = 'models.legacy warn';
const WEAK = 'models.weak_tier warn';

checkTable(models, [
  ['no model', {}, []],
  ['a top model', primary('anthropic/claude-opus-4-6'), []],
  ['an old model is also a weak one', primary('openai/gpt-3.5-turbo'), [LEGACY, WEAK]],
  ['a weak one', primary('openai/gpt-4o'), [WEAK]],
  ['among the fallbacks', { config: { agents: { defaults: { model: { fallbacks: ['openai/gpt-4o'] } } } } }, [WEAK]],
  [
    'for images',
    { config: { agents: { defaults: { imageModel: { primary: 'openai/gpt-4-0613' } } } } },
    [LEGACY, WEAK],
  ],
  ['of an agent, as a text', { config: { agents: { list: [{ id: 'a', model: ' openai/gpt-4o ' }] } } }, [WEAK]],
  [
    'of an agent, as an object',
    { config: { agents: { list: [{ id: 'a', model: { primary: 'openai/gpt-4o' } }] } } },
    [WEAK],
  ],
  [
    'in the catalogue of models only',
    { config: { agents: { defaults: { models: { 'openai/gpt-3.5-turbo': {} } } } } },
    [],
  ],
]);

test('models are listed with reason and source, at most twelve', async (t) => {
  const list = Array.from({ length: 14 }, (_, at) => ({ id: `a${at}`, model: 'openai/gpt-4o' }));
  const [finding] = await findingsOf(models, { config: { agents: { list } } });
  const lines = finding?.detail.split('\n') ?? [];
  t.is(lines[1], 'openai/gpt-4o (older than GPT-5) at agents.list.a0.model');
  t.is(lines.length, 1 + 12 + 1);
  t.is(lines.at(-1), 'and 2 more');
});

test('a weak model twice from one source is one line, an old one two', async (t) => {
  const fallbacks = ['openai/gpt-3.5-turbo', 'openai/gpt-3.5-turbo'];
  const [legacy, weak] = await findingsOf(models, { config: { agents: { defaults: { model: { fallbacks } } } } });
  t.is(legacy?.detail.split('\n').length, 3);
  t.is(weak?.detail.split('\n').length, 2);
});
