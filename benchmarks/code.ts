/**
 * How fast `--deep` judges the code of plugins and skills: a home with many plugins, one planted hit in each, and the built
 * files of real packages. Counts are asserted before a time is shown.
 *
 *     node benchmarks/code.ts [plugins]
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
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

const run = async (home: string, threads: number, files: number, bytes: number, plugins: number): Promise<void> => {
  const started = performance.now();
  const usage = process.cpuUsage();
  const { findings, coverage } = await auditCodeSafety(createContext({ env: { HOME: home }, cwd: home }), { threads });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(usage);
  assert.equal(coverage.judged, files, 'every file is judged');
  const planted = findings.filter(
    ({ checkId, severity }) => checkId === 'plugins.code_safety.evasion' && severity === 'critical',
  );
  assert.equal(planted.length, plugins, 'every planted hit is found');
  const megabytes = bytes / 1_000_000;
  console.log(
    `${threads} threads: ${files} files, ${megabytes.toFixed(1)} MB, ${findings.length} findings in ${seconds.toFixed(2)} s` +
      ` = ${Math.round(files / seconds)} files/s, ${(megabytes / seconds).toFixed(1)} MB/s, ${((user + system) / 1e6).toFixed(2)} CPU s,` +
      ` peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
};

const plugins = Number(process.argv[2] ?? 100);
const home = mkdtempSync(join(tmpdir(), 'bench-code-'));
try {
  build(home, plugins);
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  for (const threads of new Set([1, Math.min(availableParallelism(), 8)]))
    await run(home, threads, files.length, bytes, plugins);
} finally {
  rmSync(home, { recursive: true, force: true });
}
