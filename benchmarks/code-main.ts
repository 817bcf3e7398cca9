// A process of its own for the code scan: `code-main.ts PLUGINS THREADS` makes a home with that many plugins, one planted hit
// in each, and the built files of real packages; asserts the counts, and prints what it did as JSON.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditCodeSafety } from '../src/code-safety/audit-code-safety.ts';
import { createContext } from '../src/context/create-context.ts';

const PACKAGES = ['yaml', 'ajv', 'picomatch', 'fast-glob', 'ws', 'piscina', '@oclif/core'];
const FILES_PER_PLUGIN = 20;

/** A module like any other; a small generator in place of Math.random, so that every run has the same tree. */
const moduleText = (seed: number): string => {
  const lines: string[] = ["import { readFile } from 'node:fs/promises';"];
  let state = seed + 1;
  for (let index = 0; index < 60; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    lines.push(
      `export const step${index} = (input, options = {}) => ({ ...options, value: input.map((x) => x * ${state % 97}) });`,
    );
  }
  return lines.join('\n');
};

const build = (home: string, plugins: number): void => {
  for (let plugin = 0; plugin < plugins; plugin += 1) {
    const folder = join(home, '.openclaw', 'extensions', `plugin-${plugin}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES_PER_PLUGIN; file += 1)
      writeFileSync(join(folder, `f${file}.js`), moduleText(plugin * 31 + file));
    writeFileSync(
      join(folder, 'index.js'),
      `const tools = require('child_' + 'process');\ntools['ex' + 'ec'](process.argv[2]);\n`,
    );
  }
  for (const name of PACKAGES)
    cpSync(join('node_modules', name), join(home, '.openclaw', 'skills', name), { recursive: true, dereference: true });
};

const plugins = Number(process.argv[2] ?? 100);
const threads = Number(process.argv[3] ?? 1);
const home = mkdtempSync(join(tmpdir(), 'bench-code-'));
try {
  build(home, plugins);
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  const started = performance.now();
  const { findings, coverage } = await auditCodeSafety(createContext({ env: { HOME: home }, cwd: home }), { threads });
  const seconds = (performance.now() - started) / 1000;
  assert.equal(coverage.judged, files.length, 'every file is judged');
  const planted = findings.filter(
    ({ checkId, severity }) => checkId === 'plugins.code_safety.evasion' && severity === 'critical',
  );
  assert.equal(planted.length, plugins, 'every planted hit is found');
  process.stdout.write(JSON.stringify({ files: files.length, bytes, seconds }));
} finally {
  rmSync(home, { recursive: true, force: true });
}
