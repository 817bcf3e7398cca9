import test from 'ava';
import { agentFinder, configuredAgentIds, defaultAgentId, normalizeAgentId } from '../../src/policy/agents.ts';

for (const [id, normalized] of [
  ['main', 'main'],
  ['Ops', 'ops'],
  ['  ops  ', 'ops'],
  ['Foo Bar!', 'foo-bar'],
  ['a.b', 'a-b'],
  ['../etc', 'etc'],
  ['日本', 'main'],
  ['', 'main'],
  ['_x', '_x'],
  ['-x-', 'x'],
  ['a--b', 'a--b'],
  ['x'.repeat(65), 'x'.repeat(64)],
  [`${'-'.repeat(70)}x`, 'x'],
] as const) {
  test(`"${id}" lives in "${normalized}"`, (t) => {
    t.is(normalizeAgentId(id), normalized);
  });
}

for (const [list, expected] of [
  [undefined, 'main'],
  [[], 'main'],
  [[{ id: 'A' }, { id: 'b' }], 'a'],
  [[{ id: 'a' }, { id: 'B', default: true }, { id: 'c', default: true }], 'b'],
  [[{ id: 'a' }, { id: 'b', default: 'true' }], 'a'],
  [[{ id: ' ' }], 'main'],
  [[7, { id: 'a' }], 'a'],
] as const) {
  test(`the default of ${JSON.stringify(list)} is ${expected}`, (t) => {
    t.is(defaultAgentId({ agents: { list } }), expected);
  });
}

test('ids that normalize alike are one agent, and the first entry is it', (t) => {
  const config = { agents: { list: [{ id: 'Ops', model: 'first' }, { id: 'ops' }, { id: 'w x' }, { id: '' }] } };
  t.deepEqual(configuredAgentIds(config), ['ops', 'w-x']);
  t.is(agentFinder(config)('OPS')?.entry.model, 'first');
  t.is(agentFinder(config)('w x')?.index, 2);
  t.is(agentFinder(config)('nobody'), undefined);
});
