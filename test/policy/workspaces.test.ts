import test from 'ava';
import { workspaceFinder } from '../../src/policy/workspaces.ts';
import { contextWith } from '../helpers/context.ts';

const PATHS = {
  home: '/h',
  stateDir: '/s',
  configPath: '/s/openclaw.json',
  credentialsDir: '/s/credentials',
  cwd: '/w',
};

/** spec: config-and-resolution 3.12 */
const CASES: readonly (readonly [
  name: string,
  agents: unknown,
  env: Record<string, string>,
  id: string,
  directory: string,
])[] = [
  ['nothing set', {}, {}, 'main', '/h/.openclaw/workspace'],
  ['a profile', {}, { OPENCLAW_PROFILE: 'dev' }, 'main', '/h/.openclaw/workspace-dev'],
  ['the profile "default"', {}, { OPENCLAW_PROFILE: 'Default' }, 'main', '/h/.openclaw/workspace'],
  ['the defaults', { defaults: { workspace: '~/ws' } }, {}, 'main', '/h/ws'],
  ['its own', { list: [{ id: 'a', workspace: 'rel' }] }, {}, 'a', '/w/rel'],
  [
    'another agent',
    { defaults: { workspace: '~/ws' }, list: [{ id: 'a' }, { id: 'B c' }] },
    {},
    'B c',
    '/s/workspace-b-c',
  ],
];

for (const [name, agents, env, id, directory] of CASES) {
  test(name, (t) => {
    t.is(workspaceFinder(contextWith({ config: { agents }, paths: PATHS, env }))(id), directory);
  });
}
