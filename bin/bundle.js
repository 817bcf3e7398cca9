// Part of the build: a few large files start twice as fast as five hundred small ones (benchmarks/README.md). Commands, hooks and
// thread entries stay files of their own, where oclif and piscina look for them; what they share goes to chunks.
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What is started together is bundled together: each further start would cut the chunks of the others into smaller pieces. */
const PROGRAMS = [
  ['src/main.ts', ...globSync(['src/commands/**/*.ts', 'src/hooks/*.ts'], { cwd: root })],
  ['src/index.ts'],
  globSync('workers/*.ts', { cwd: root }),
];

/** Native code, thread entries of its own, or read from its folder at run time; and what oclif asks for in TypeScript projects. */
const external = ['koffi', 'oxc-parser', 'piscina', '@secretlint/*', 'typescript', 'ts-node', 'tsx'];

await rm(path.join(root, 'dist'), { recursive: true, force: true });
const bundle = (entryPoints) =>
  build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    outbase: '.',
    chunkNames: 'src/chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    external,
    minifySyntax: true,
    minifyWhitespace: true,
    // Bundled CommonJS asks for Node's own modules by `require`.
    banner: {
      js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });

const builds = await Promise.all(PROGRAMS.map(bundle));
const homes = builds
  .flatMap(({ metafile }) => Object.entries(metafile.outputs))
  .filter(([, { inputs }]) => 'src/platform/worker-file.ts' in inputs)
  .map(([file]) => file);
if (homes.length === 0 || homes.some((file) => path.dirname(file) !== 'dist/src/chunks'))
  throw new Error(`src/platform/worker-file.ts is in ${homes.join(', ')}: from there it does not find dist/workers`);
