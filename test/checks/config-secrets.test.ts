import test from 'ava';
import { configSecrets } from '../../src/checks/config-secrets.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const REFERENCE = '$' + '{MYPW}';
const LOWER = '$' + '{my_pw}';
const password = (written: string, loaded = written) => ({
  config: { gateway: { auth: { password: loaded } } },
  raw: { gateway: { auth: { password: written } } },
});
const token = (written: string, enabled: unknown = true) => ({ config: { hooks: { enabled, token: written } } });
const PASSWORD = ['config.secrets.gateway_password_in_config warn'];
const HOOKS = ['config.secrets.hooks_token_in_config info'];

checkTable(configSecrets, [
  ['a password', password('pw'), PASSWORD],
  ['a password from a variable', password(REFERENCE, 'pw'), []],
  ['a password with a variable in it', password(`pre-${REFERENCE}`, 'pre-pw'), []],
  ['a variable that is not set', password(REFERENCE), []],
  ['an escaped reference', password(`$${REFERENCE}`, REFERENCE), []],
  ['a reference that is not replaced', password(LOWER), []],
  ['an escaped reference in a password', password(`x$${REFERENCE}`, `x${REFERENCE}`), PASSWORD],
  ['blanks', password('  '), []],
  ['a token of the gateway belongs there', { config: { gateway: { auth: { token: 't' } } } }, []],
  ['a token of the hooks', token('t'), HOOKS],
  ['a token of hooks that are off', token('t', false), []],
  ['a token from a variable', token(REFERENCE), []],
]);

test('the password itself is not shown', async (t) => {
  t.notRegex(JSON.stringify(await findingsOf(configSecrets, password('hunter2'))), /hunter2/);
});
