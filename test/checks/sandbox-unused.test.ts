import test from 'ava';
import { sandboxUnused } from '../../src/checks/sandbox-unused.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const DOCKER = { docker: { image: 'x' } };
const agents = (defaults: unknown, ...list: readonly unknown[]) => ({
  config: { agents: { defaults: { sandbox: defaults }, list: list.map((sandbox, at) => ({ id: `a${at}`, sandbox })) } },
});
const FOUND = ['sandbox.docker_config_mode_off warn'];

checkTable(sandboxUnused, [
  ['defaults that nobody uses', agents(DOCKER), FOUND],
  ['an agent that is off', agents({}, DOCKER), FOUND],
  ['an agent that is off although the defaults are on', agents({ mode: 'all' }, { mode: 'off', ...DOCKER }), FOUND],
  ['no settings', agents({ docker: {} }), []],
  ['switched on', agents({ mode: 'non-main', ...DOCKER }), []],
  ['used by one agent', agents(DOCKER, { mode: 'all' }), []],
  ['a mode that is none', agents({ mode: 'on', ...DOCKER }), FOUND],
]);

test('one finding names all places', async (t) => {
  const [finding] = await findingsOf(sandboxUnused, agents(DOCKER, DOCKER));
  t.regex(finding?.detail ?? '', /agents\.defaults\.sandbox\.docker, agents\.list\.a0\.sandbox\.docker/);
});
