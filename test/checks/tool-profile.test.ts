import test from 'ava';
import { toolProfile } from '../../src/checks/tool-profile.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const profiles = (global: string, list: readonly unknown[]) => ({
  config: { tools: { profile: global }, agents: { list } },
});
const FOUND = ['tools.profile_minimal_overridden warn'];

checkTable(toolProfile, [
  ['an agent takes more', profiles('minimal', [{ id: 'a', tools: { profile: 'full' } }, { id: 'b' }]), FOUND],
  ['an agent says the same', profiles('minimal', [{ id: 'a', tools: { profile: 'minimal' } }]), []],
  ['an agent only adds tools', profiles('minimal', [{ id: 'a', tools: { alsoAllow: ['exec'] } }]), []],
  ['another profile', profiles('coding', [{ id: 'a', tools: { profile: 'full' } }]), []],
  ['an agent without an id', profiles('minimal', [{ tools: { profile: 'full' } }]), []],
]);

test('every agent is named with its profile, and its place in the file', async (t) => {
  const [finding] = await findingsOf(
    toolProfile,
    profiles('minimal', [{ id: 'a' }, { id: 'b', tools: { profile: 'full' } }]),
  );
  t.regex(finding?.detail ?? '', /agents\.list\.b=full/);
  t.is(finding?.places?.[0]?.key, 'agents.list.1.tools.profile');
});
