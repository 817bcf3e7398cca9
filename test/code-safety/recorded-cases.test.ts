import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { auditCodeSafety } from '../../src/code-safety/audit-code-safety.ts';
import { buildTree, type TreeEntry } from './build-tree.ts';
import { auditAs, contextOf } from './context.ts';

/** The recorded cases of the original, where they are at hand. */
const shared = process.env.OPENCLAW_SHARED ?? '../shared';
const corpus = join(shared, 'conformance', 'public');
const families = ['plugins-deep', 'skills-deep'];

type Case = {
  name: string;
  user?: string;
  args: string[];
  env?: Record<string, string>;
  files: TreeEntry[];
  expect: { findings: [string, string][] };
};

/** Ids the original has. Ours beyond them are allowed. */
const ORIGINAL = /^(?:plugins|skills)\.code_safety(?:\.scan_failed|\.entry_path|\.entry_escape)?$/;

/** Where we are meant to answer differently: the difference's id, and what we report. */
const DIFFERENCES: Record<string, [string, string[]]> = {
  // A single file and a linked folder are plugins, too.
  'plugins-deep-file-in-extensions-root': ['D30', ['plugins.code_safety critical']],
  'plugins-deep-symlinked-plugin-dir': ['D30', ['plugins.code_safety critical']],
  // Hidden folders of a plugin are scanned.
  'plugins-deep-hidden-code-not-entry': ['D29', ['plugins.code_safety critical']],
  // Every folder a skill loader could reach is scanned.
  'skills-deep-no-description-not-loaded': ['D31', ['skills.code_safety critical']],
  'skills-deep-no-skill-md': ['D31', ['skills.code_safety critical']],
  'skills-deep-workspace-overrides-managed': ['D31', ['skills.code_safety critical']],
};

const cases: Case[] = families
  .map((family) => join(corpus, family))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case))
  .filter(({ args }) => args.includes('--deep'));

const isRoot = process.getuid?.() === 0;

if (cases.length === 0) test.skip(`no recorded cases at ${corpus} (set OPENCLAW_SHARED)`, (t) => t.fail());

for (const recorded of cases) {
  const run = recorded.user === 'nonroot' && !isRoot ? test.skip : test;
  run(recorded.name, async (t) => {
    const home = mkdtempSync(join(tmpdir(), 'code-safety-'));
    t.teardown(() => rmSync(home, { recursive: true, force: true }));
    const nobody = recorded.user === 'nonroot';
    buildTree(home, recorded.files, nobody ? 65534 : undefined);
    const { findings } = nobody ? auditAs(65534, home) : await auditCodeSafety(contextOf(home, recorded.env));
    const found = findings.map(({ checkId, severity }) => `${checkId} ${severity}`);
    const ours = found.filter((line) => ORIGINAL.test(line.split(' ')[0] ?? '')).sort();
    const theirs = recorded.expect.findings
      .filter(([id]) => ORIGINAL.test(id))
      .map((pair) => pair.join(' '))
      .sort();
    t.deepEqual(ours, DIFFERENCES[recorded.name]?.[1] ?? theirs);
  });
}
