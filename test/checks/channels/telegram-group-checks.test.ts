import test from 'ava';
import { channelFindings } from '../../helpers/channel-context.ts';
import { replay, store, telegram } from './table.ts';

const GROUPS = { groups: { '-100': {} } };
const INVALID = 'telegram.allowFrom.invalid_entries:warn';
const WILDCARD = 'telegram.groups.allowFrom.wildcard:critical';
const MISSING = 'telegram.groups.allowFrom.missing:critical';
const LATER = 'telegram.group_lists.invalid_entries:warn';
const GROUP_WILDCARD = 'telegram.group_senders_wildcard:warn';

replay([
  ['groups and no senders', telegram(GROUPS), [MISSING]],
  ['no groups admitted', telegram(), []],
  ['open groups and no senders', telegram({ groupPolicy: 'open' }), ['telegram.warning.groups_open:critical', MISSING]],
  ['groups disabled', telegram({ ...GROUPS, groupPolicy: 'disabled' }), []],
  ['text commands off', telegram(GROUPS, { commands: { text: false } }), []],
  ['group senders', telegram({ ...GROUPS, groupAllowFrom: ['9'] }), []],
  ['approved senders', { ...telegram(GROUPS), files: [store('telegram', ['1'])] }, []],
  ['a group’s own list', telegram({ groups: { '-100': { allowFrom: [1] }, '-200': {} } }), []],
  ['a topic’s own list', telegram({ groups: { '-100': { topics: { '1': { allowFrom: ['1'] } } } } }), []],
  ['D10: allowFrom is the fallback', telegram({ ...GROUPS, allowFrom: ['5'] }), []],
  [
    'D10: a fallback to everyone is none',
    telegram({ ...GROUPS, allowFrom: ['*'] }),
    ['telegram.dm.scope_main_multiuser:warn', MISSING, 'telegram.dm.wildcard:warn'],
  ],

  ['anyone in a group', telegram({ ...GROUPS, groupAllowFrom: ['*'] }), [WILDCARD]],
  ['anyone, and an invalid entry', telegram({ ...GROUPS, groupAllowFrom: ['@x', '*'] }), [INVALID, WILDCARD]],

  ['a user name', telegram({ ...GROUPS, groupAllowFrom: ['@alice'] }), [INVALID]],
  ['a group id', telegram({ ...GROUPS, groupAllowFrom: ['-100'] }), [INVALID]],
  ['prefixed ids', telegram({ ...GROUPS, groupAllowFrom: ['tg:12', 'TELEGRAM: 13', 14] }), []],
  ['a user name for direct messages only', telegram({ allowFrom: ['@dm'] }), []],
  ['an approved user name', { ...telegram(GROUPS), files: [store('telegram', ['@carol'])] }, [INVALID]],
  [
    'a user name in a topic',
    telegram({ groups: { '-100': { topics: { '1': { allowFrom: ['bob', '2'] } } } } }),
    [INVALID],
  ],

  // Beyond the original
  [
    'a user name in a later group',
    telegram({ groups: { a: { allowFrom: ['1'] }, b: { allowFrom: ['@late'] } } }),
    [LATER],
  ],
  [
    'a user name in a topic of a group with a list',
    telegram({ groups: { a: { allowFrom: ['1'], topics: { '3': { allowFrom: ['@never'] } } } } }),
    [LATER],
  ],
  ['everyone in one group', telegram({ groups: { '-1': { allowFrom: ['*'] } } }), [GROUP_WILDCARD]],
  ['everyone in a disabled group', telegram({ groupPolicy: 'disabled', groups: { '-1': { allowFrom: ['*'] } } }), []],
]);

test('invalid entries are named, five of them, then counted', async (t) => {
  const [finding] = await channelFindings(telegram({ ...GROUPS, groupAllowFrom: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }));
  t.regex(finding?.detail ?? '', /"a", "b", "c", "d", "e" and 2 more/);
});

test('invalid entries point at the lists that hold them', async (t) => {
  const lists = { groupAllowFrom: ['1'], allowFrom: ['@x'], groups: { '-1': { allowFrom: ['@y'] } } };
  const findings = await channelFindings(telegram(lists));
  t.deepEqual(
    findings.flatMap(({ places }) => places ?? []).map(({ key }) => key),
    ['channels.telegram.allowFrom', 'channels.telegram.groups.-1.allowFrom'],
  );
});

test('the finding says whether skill commands are included', async (t) => {
  const [on] = await channelFindings(telegram(GROUPS));
  const [off] = await channelFindings(telegram({ ...GROUPS, commands: { nativeSkills: false } }));
  t.regex(on?.detail ?? '', /skills included/);
  t.notRegex(off?.detail ?? '', /skills/);
});
