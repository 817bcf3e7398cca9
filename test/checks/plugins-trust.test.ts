import path from 'node:path';
import test from 'ava';
import { pluginsTrust } from '../../src/checks/plugins-trust.ts';
import { findingsOf } from '../helpers/check-table.ts';
import { type Entry, makeHome } from '../helpers/home.ts';

const NO_ALLOWLIST = 'plugins.extensions_no_allowlist warn';
const NO_ALLOWLIST_SKILLS = 'plugins.extensions_no_allowlist critical';
const REACHABLE = 'plugins.tools_reachable_permissive_policy warn';
const BOTH = [NO_ALLOWLIST, REACHABLE];

type Tree = Readonly<Record<string, Entry>>;

const EXT = '.openclaw/extensions';
const DEMO: Tree = { [`${EXT}/demo`]: { dir: true } };
const manifest = (id: string, more: object = {}): Entry => ({
  json: { id, configSchema: { type: 'object' }, ...more },
});
const plugins = (section: unknown) => ({ plugins: section });
const TELEGRAM = { channels: { telegram: { botToken: '1:a' } } };

const CASES: readonly (readonly [
  name: string,
  tree: Tree,
  config: unknown,
  findings: readonly string[],
  env?: Record<string, string>,
])[] = [
  ['no directory', {}, {}, []],
  ['an empty one', { [EXT]: { dir: true } }, {}, []],
  ['a plugin', DEMO, {}, BOTH],
  ['a name in capitals', { [`${EXT}/DeMo`]: { dir: true } }, {}, BOTH],
  [
    'hidden folders and dependencies',
    { [`${EXT}/.git`]: { dir: true }, [`${EXT}/node_modules`]: { dir: true } },
    {},
    [],
  ],
  ['a hidden folder with something to load', { [`${EXT}/.x/index.js`]: { text: 'x' } }, {}, BOTH],
  ['a link in a circle', { [EXT]: { link: 'extensions' } }, {}, ['plugins.extensions_unreadable warn']],
  ['a text file', { [`${EXT}/readme.txt`]: { text: 'x' } }, {}, []],
  ['types are no code', { [`${EXT}/x.d.ts`]: { text: 'x' } }, {}, []],
  ['a file of code', { [`${EXT}/x.mjs`]: { text: 'x' } }, {}, BOTH],
  ['a link to a plugin', { plug: { dir: true }, [`${EXT}/x`]: { link: '../../plug' } }, {}, BOTH],
  ['a link to nowhere', { [`${EXT}/x`]: { link: 'nowhere' } }, {}, []],
  ['the directory is a link', { 'plug/x': { dir: true }, [EXT]: { link: '../plug' } }, {}, BOTH],
  ['the directory is a file', { [EXT]: { text: 'x' } }, {}, []],
  ['in the workspace', { '.openclaw/workspace/.openclaw/extensions/x': { dir: true } }, {}, BOTH],
  ['at a load path', { 'evil/index.js': { text: 'x' } }, plugins({ load: { paths: ['~/evil'] } }), BOTH],
  ['a load path of several', { 'many/a/index.js': { text: 'x' } }, plugins({ load: { paths: ['~/many'] } }), BOTH],
  ['a load path to nowhere', {}, plugins({ load: { paths: ['~/evil'] } }), []],

  ['allowed by name', DEMO, plugins({ allow: ['Demo'] }), [REACHABLE]],
  [
    'allowed by the id of its manifest',
    { [`${EXT}/d/openclaw.plugin.json`]: manifest('real') },
    plugins({ allow: ['real'] }),
    [REACHABLE],
  ],
  [
    'allowed by a name that is not its id',
    { [`${EXT}/d/openclaw.plugin.json`]: manifest('real') },
    plugins({ allow: ['d'] }),
    [],
  ],
  ['a broken manifest', { [`${EXT}/d/openclaw.plugin.json`]: { text: '{' } }, plugins({ allow: ['d'] }), [REACHABLE]],
  ['not allowed', DEMO, plugins({ allow: ['other'] }), []],
  ['denied', DEMO, plugins({ deny: ['demo'] }), [NO_ALLOWLIST]],
  ['switched off', DEMO, plugins({ entries: { demo: { enabled: false } } }), [NO_ALLOWLIST]],
  ['all switched off', DEMO, plugins({ enabled: false }), [NO_ALLOWLIST]],
  ['an empty list allows nothing by name', DEMO, plugins({ allow: [] }), BOTH],
  [
    'a memory plugin that is not in the slot',
    { [`${EXT}/m/openclaw.plugin.json`]: manifest('m', { kind: 'memory' }) },
    {},
    [NO_ALLOWLIST],
  ],
  [
    'a memory plugin in the slot',
    { [`${EXT}/m/openclaw.plugin.json`]: manifest('m', { kind: 'memory' }) },
    plugins({ slots: { memory: 'm' } }),
    BOTH,
  ],

  ['skills on Telegram by default', DEMO, TELEGRAM, [NO_ALLOWLIST_SKILLS, REACHABLE]],
  ['Telegram denied: none by default', DEMO, { ...TELEGRAM, plugins: { deny: ['telegram'] } }, BOTH],
  ['all plugins off: none by default', DEMO, { ...TELEGRAM, plugins: { enabled: false } }, [NO_ALLOWLIST]],
  [
    'all plugins off, but skills asked for',
    DEMO,
    { ...TELEGRAM, plugins: { enabled: false }, commands: { nativeSkills: true } },
    [NO_ALLOWLIST_SKILLS],
  ],
  ['skills on Telegram switched off', DEMO, { ...TELEGRAM, commands: { nativeSkills: false } }, BOTH],
  ['skills on Slack are off by default', DEMO, { channels: { slack: { botToken: 'x' } } }, BOTH],
  ['skills on a channel that is not there', DEMO, { commands: { nativeSkills: true } }, BOTH],
  [
    'skills on a channel from the environment',
    DEMO,
    { commands: { nativeSkills: true } },
    [NO_ALLOWLIST_SKILLS, REACHABLE],
    { SLACK_APP_TOKEN: 't' },
  ],

  ['a restrictive profile', DEMO, { tools: { profile: 'coding' } }, [NO_ALLOWLIST]],
  ['which alsoAllow does not widen', DEMO, { tools: { profile: 'coding', alsoAllow: ['demo'] } }, [NO_ALLOWLIST]],
  [
    'an agent without it',
    DEMO,
    { tools: { profile: 'minimal' }, agents: { list: [{ id: 'a', tools: { profile: 'full' } }] } },
    BOTH,
  ],
  ['a list of tools', DEMO, { tools: { allow: ['exec'] } }, [NO_ALLOWLIST]],
  ['a list with the plugin', DEMO, { tools: { allow: ['exec', ' Demo '] } }, BOTH],
  ['a list with all plugins', DEMO, { tools: { allow: ['group:plugins'] } }, BOTH],
  ['a list of a provider', DEMO, { tools: { allow: ['exec'], byProvider: { x: { alsoAllow: ['demo'] } } } }, BOTH],
  [
    'a list of an agent',
    DEMO,
    { tools: { allow: ['exec'] }, agents: { list: [{ id: 'a', tools: { allow: ['demo'] } }] } },
    BOTH,
  ],
  ['everything denied', DEMO, { tools: { deny: ['*'] } }, [NO_ALLOWLIST]],
  [
    'a sandbox lets its own tools through',
    DEMO,
    { agents: { defaults: { sandbox: { mode: 'all' } } } },
    [NO_ALLOWLIST],
  ],
];

for (const [name, tree, config, expected, env = {}] of CASES) {
  test(name, async (t) => {
    const home = makeHome(t, tree);
    const found = await findingsOf(pluginsTrust, {
      config,
      env,
      paths: { home, stateDir: path.join(home, '.openclaw') },
    });
    t.deepEqual(
      found.map(({ checkId, severity }) => `${checkId} ${severity}`),
      [...expected],
    );
  });
}

test('plugins and contexts are named', async (t) => {
  const home = makeHome(t, { [`${EXT}/dir/openclaw.plugin.json`]: manifest('Real') });
  const config = { tools: { profile: 'minimal' }, agents: { list: [{ id: 'a', tools: { profile: 'full' } }] } };
  const [first, second] = await findingsOf(pluginsTrust, {
    config,
    paths: { home, stateDir: path.join(home, '.openclaw') },
  });
  t.regex(first?.detail ?? '', /\nReal: .*\/extensions\/dir$/);
  t.regex(second?.detail ?? '', /^Loaded plugins: real\..*\nagents\.list\.a$/s);
});
