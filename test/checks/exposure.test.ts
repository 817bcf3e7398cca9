import test from 'ava';
import { exposure } from '../../src/checks/exposure.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const channels = (sections: unknown) => ({ config: { channels: sections } });
const FOUND = ['security.exposure.open_groups_with_elevated critical'];

checkTable(exposure, [
  ['an open channel', channels({ telegram: { groupPolicy: 'open' } }), FOUND],
  ['an open account', channels({ telegram: { accounts: { b: { groupPolicy: 'open' } } } }), FOUND],
  ['open defaults', channels({ defaults: { groupPolicy: 'open' } }), FOUND],
  [
    'a channel that is off',
    channels({ telegram: { enabled: false, groupPolicy: 'open', accounts: { b: { groupPolicy: 'open' } } } }),
    [],
  ],
  ['an account that is off', channels({ telegram: { accounts: { b: { enabled: false, groupPolicy: 'open' } } } }), []],
  ['an allowlist', channels({ telegram: { groupPolicy: 'allowlist' } }), []],
  ['a single group', channels({ telegram: { groups: { g: { groupPolicy: 'open' } } } }), []],
  [
    'no elevated tools',
    { config: { tools: { elevated: { enabled: false } }, channels: { telegram: { groupPolicy: 'open' } } } },
    [],
  ],
]);

test('every open key is named', async (t) => {
  const [finding] = await findingsOf(
    exposure,
    channels({ signal: { groupPolicy: 'open', accounts: { b: { groupPolicy: 'open' } } } }),
  );
  t.deepEqual(
    finding?.places?.map(({ key }) => key),
    ['channels.signal.groupPolicy', 'channels.signal.accounts.b.groupPolicy'],
  );
});
