import test from 'ava';
import { nodes } from '../../src/checks/nodes.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const deny = (denyCommands: unknown, allowCommands: unknown = undefined) => ({
  config: { gateway: { nodes: { denyCommands, allowCommands } } },
});
const FOUND = ['gateway.nodes.deny_commands_ineffective warn'];
const ONBOARDING = ['camera.snap', 'camera.clip', 'screen.record', 'calendar.add', 'contacts.add', 'reminders.add'];

checkTable(nodes, [
  ['known names', deny(['canvas.eval', ' system.run ']), []],
  ['what onboarding writes', deny(ONBOARDING), []],
  ['a pattern', deny(['camera.*']), FOUND],
  ['a group', deny(['group:camera']), FOUND],
  ['a regular expression', deny(['/camera/']), FOUND],
  ['two words', deny(['system run']), FOUND],
  ['a name in capitals is another name', deny(['System.Run']), FOUND],
  ['a name that is none', deny(['sms']), FOUND],
  ['a name that is allowed elsewhere is one', deny(['x.y'], [' x.y ']), []],
  ['blanks', deny(['', '  ']), []],
  ['no list', deny('camera.*'), []],
]);

test('patterns and unknown names are told apart', async (t) => {
  const [finding] = await findingsOf(nodes, deny(['camera.*', 'sms', 'canvas.eval']));
  t.regex(finding?.detail ?? '', /pattern or group: camera\.\*\nNo known command: sms$/);
});
