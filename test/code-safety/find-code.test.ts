import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { CodeUnit } from '../../src/code-safety/code-unit.ts';
import { findHooks } from '../../src/code-safety/find-hooks.ts';
import { findPlugins } from '../../src/code-safety/find-plugins.ts';
import { findSkills } from '../../src/code-safety/find-skills.ts';
import { buildTree, type TreeEntry } from './build-tree.ts';
import { contextOf } from './context.ts';

const homeWith = (t: ExecutionContext, entries: readonly TreeEntry[]): string => {
  const home = mkdtempSync(join(tmpdir(), 'find-code-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  buildTree(home, entries);
  return home;
};

const config = (value: unknown): TreeEntry => ({ path: '.openclaw/openclaw.json', json: value });
const plugin = (folder: string, id: string): TreeEntry[] => [
  { path: `${folder}/openclaw.plugin.json`, json: { id, configSchema: { type: 'object' } } },
  { path: `${folder}/index.js`, text: 'export {};' },
];
const skill = (folder: string, name: string): TreeEntry => ({
  path: `${folder}/SKILL.md`,
  text: `---\nname: ${name}\ndescription: d\n---\n`,
});

const shown = (home: string, units: readonly CodeUnit[]): string[] =>
  units.map(({ name, root, source }) => `${name} ${root.replace(home, '~')} ${source}`).sort();

const EXTENSIONS = '.openclaw/extensions';

const plugins: [string, TreeEntry[], string[]][] = [
  ['no extensions at all', [], []],
  [
    'a folder is called what its manifest says',
    plugin(`${EXTENSIONS}/folder`, 'real-id'),
    [`real-id ~/${EXTENSIONS}/folder extensions`],
  ],
  [
    'a folder without a manifest',
    [{ path: `${EXTENSIONS}/demo/index.js`, text: '' }],
    [`demo ~/${EXTENSIONS}/demo extensions`],
  ],
  [
    'a single file, not its types',
    [
      { path: `${EXTENSIONS}/one.ts`, text: '' },
      { path: `${EXTENSIONS}/one.d.ts`, text: '' },
      { path: `${EXTENSIONS}/notes.md`, text: '' },
    ],
    [`one ~/${EXTENSIONS}/one.ts extensions`],
  ],
  [
    'a hidden folder that can be loaded',
    plugin(`${EXTENSIONS}/.hidden`, 'sly'),
    [`sly ~/${EXTENSIONS}/.hidden extensions`],
  ],
  [
    'hidden folders that cannot, and node_modules',
    [
      { path: `${EXTENSIONS}/.git/HEAD`, text: '' },
      { path: `${EXTENSIONS}/node_modules/x/index.js`, text: '' },
    ],
    [],
  ],
  [
    'a linked folder',
    [...plugin('elsewhere', 'linked'), { path: `${EXTENSIONS}/l`, link: '../../elsewhere' }],
    [`linked ~/${EXTENSIONS}/l extensions`],
  ],
  [
    'the same folder twice is one plugin',
    [...plugin(`${EXTENSIONS}/a`, 'a'), { path: `${EXTENSIONS}/b`, link: 'a' }],
    [`a ~/${EXTENSIONS}/a extensions`],
  ],
  [
    'an extensions folder that is a link',
    [...plugin('all/a', 'a'), { path: EXTENSIONS, link: '../all' }],
    [`a ~/${EXTENSIONS}/a extensions`],
  ],
  [
    'load path: a plugin',
    [config({ plugins: { load: { paths: ['~/dev/p'] } } }), ...plugin('dev/p', 'p')],
    ['p ~/dev/p plugins.load.paths'],
  ],
  [
    'load path: a folder of plugins',
    [config({ plugins: { load: { paths: ['~/dev'] } } }), ...plugin('dev/p', 'p'), ...plugin('dev/q', 'q')],
    ['p ~/dev/p plugins.load.paths', 'q ~/dev/q plugins.load.paths'],
  ],
  [
    'load path: a file',
    [config({ plugins: { load: { paths: ['~/p.mjs'] } } }), { path: 'p.mjs', text: '' }],
    ['p ~/p.mjs plugins.load.paths'],
  ],
  ['load path: missing', [config({ plugins: { load: { paths: ['~/gone'] } } })], []],
  [
    "the default workspace's extensions",
    [config({ agents: { defaults: { workspace: '~/ws' } } }), ...plugin('ws/.openclaw/extensions/w', 'w')],
    ['w ~/ws/.openclaw/extensions/w workspace extensions'],
  ],
  [
    'denied plugins are code as well',
    [config({ plugins: { enabled: false, deny: ['p'] } }), ...plugin(`${EXTENSIONS}/p`, 'p')],
    [`p ~/${EXTENSIONS}/p extensions`],
  ],
];

for (const [name, entries, expected] of plugins) {
  test(`plugins: ${name}`, (t) => {
    const home = homeWith(t, entries);
    const { units, closed } = findPlugins(contextOf(home));
    t.deepEqual(shown(home, units), expected);
    t.deepEqual(closed, []);
  });
}

const WORKSPACE = '.openclaw/workspace/skills';

const skills: [string, TreeEntry[], string[]][] = [
  ['managed', [skill('.openclaw/skills/a', 'a')], ['a ~/.openclaw/skills/a managed skills']],
  ['personal', [skill('.agents/skills/a', 'a')], ['a ~/.agents/skills/a personal skills']],
  [
    'project',
    [skill('.openclaw/workspace/.agents/skills/a', 'a')],
    ['a ~/.openclaw/workspace/.agents/skills/a project skills'],
  ],
  ['workspace', [skill(`${WORKSPACE}/a`, 'a')], [`a ~/${WORKSPACE}/a workspace skills`]],
  [
    'extra folder',
    [config({ skills: { load: { extraDirs: ['~/x'] } } }), skill('x/a', 'a')],
    ['a ~/x/a skills.load.extraDirs'],
  ],
  [
    "another agent's workspace",
    [
      config({ agents: { list: [{ id: 'main' }, { id: 'Ops' }, { id: 'b', workspace: '~/wb' }] } }),
      skill('.openclaw/workspace-ops/skills/a', 'a'),
      skill('wb/skills/c', 'c'),
    ],
    ['a ~/.openclaw/workspace-ops/skills/a workspace skills', 'c ~/wb/skills/c workspace skills'],
  ],
  [
    'without SKILL.md, without a description, shadowed',
    [
      { path: `${WORKSPACE}/bare/run.js`, text: '' },
      { path: `${WORKSPACE}/nodesc/SKILL.md`, text: '---\nname: n\n---\n' },
      skill('.openclaw/skills/a', 'twin'),
      skill(`${WORKSPACE}/a`, 'twin'),
    ],
    [
      `bare ~/${WORKSPACE}/bare workspace skills`,
      `n ~/${WORKSPACE}/nodesc workspace skills`,
      'twin ~/.openclaw/skills/a managed skills',
      `twin ~/${WORKSPACE}/a workspace skills`,
    ],
  ],
  [
    'ignored by its own .gitignore',
    [skill(`${WORKSPACE}/a`, 'a'), { path: `${WORKSPACE}/a/.gitignore`, text: 'SKILL.md' }],
    [`a ~/${WORKSPACE}/a workspace skills`],
  ],
  [
    'broken front matter',
    [{ path: `${WORKSPACE}/a/SKILL.md`, text: '---\nname: [\n---\n' }],
    [`a ~/${WORKSPACE}/a workspace skills`],
  ],
  [
    'a skill in a skill',
    [skill(`${WORKSPACE}/a`, 'a'), skill(`${WORKSPACE}/a/deep/b`, 'b')],
    [`a ~/${WORKSPACE}/a workspace skills`, `b ~/${WORKSPACE}/a/deep/b workspace skills`],
  ],
  [
    'a root that is a skill',
    [config({ skills: { load: { extraDirs: ['~/x'] } } }), skill('x', 'root'), skill('x/sub', 'sub')],
    ['root ~/x skills.load.extraDirs', 'sub ~/x/sub skills.load.extraDirs'],
  ],
  [
    'a repository with a skills folder',
    [
      config({ skills: { load: { extraDirs: ['~/x'] } } }),
      skill('x/skills/a', 'a'),
      { path: 'x/src/index.js', text: '' },
    ],
    ['a ~/x/skills/a skills.load.extraDirs'],
  ],
  [
    'a linked skill',
    [skill('far/a', 'a'), { path: WORKSPACE, dir: true }, { path: `${WORKSPACE}/l`, link: '../../../far/a' }],
    [`a ~/${WORKSPACE}/l workspace skills`],
  ],
  ['hidden folders are no skills', [skill(`${WORKSPACE}/.git`, 'g'), skill(`${WORKSPACE}/node_modules`, 'n')], []],
  [
    "a plugin's, when it is not in extensions",
    [
      config({ plugins: { load: { paths: ['~/p'] } } }),
      { path: 'p/openclaw.plugin.json', json: { id: 'p', skills: ['./skills', '../../etc'] } },
      skill('p/skills/a', 'a'),
    ],
    ['a ~/p/skills/a plugin p'],
  ],
];

for (const [name, entries, expected] of skills) {
  test(`skills: ${name}`, (t) => {
    const home = homeWith(t, entries);
    const context = contextOf(home);
    const { units, closed } = findSkills(context, findPlugins(context).units);
    t.deepEqual(shown(home, units), expected);
    t.deepEqual(closed, []);
  });
}

const hooks: [string, TreeEntry[], string[]][] = [
  ['none', [], []],
  [
    'managed and of a workspace',
    [
      { path: '.openclaw/hooks/h/handler.ts', text: '' },
      { path: '.openclaw/workspace/hooks/w/handler.js', text: '' },
    ],
    ['h ~/.openclaw/hooks/h managed hooks', 'w ~/.openclaw/workspace/hooks/w workspace hooks'],
  ],
  [
    'a handler that the config names',
    [
      config({ hooks: { internal: { handlers: [{ event: 'command', module: 'evil.js' }] } } }),
      { path: '.openclaw/evil.js', text: '' },
    ],
    ['evil ~/.openclaw/evil.js hooks.internal.handlers'],
  ],
  [
    'a transform',
    [
      config({ hooks: { transformsDir: '~/t', mappings: [{ transform: { module: 'x.mjs' } }] } }),
      { path: 't/x.mjs', text: '' },
    ],
    ['x ~/t/x.mjs hooks.mappings'],
  ],
];

for (const [name, entries, expected] of hooks) {
  test(`hooks: ${name}`, (t) => {
    const home = homeWith(t, entries);
    const { units, closed } = findHooks(contextOf(home));
    t.deepEqual(shown(home, units), expected);
    t.deepEqual(closed, []);
  });
}
