// `npm run bench -- [SUITE …] [--scale N] [--rounds N] [--save]`: whole processes side by side in one run.
import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCode } from './code.ts';
import { benchConfig } from './config.ts';
import { benchFirstProgress } from './first-progress.ts';
import { benchFix } from './fix.ts';
import { benchMemory } from './memory.ts';
import { type Row, table, withoutTimeBar } from './report.ts';
import { benchScan } from './scan.ts';
import { benchStartup } from './startup.ts';
import { benchThreads } from './threads.ts';
import { benchTranscripts } from './transcripts.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    save: { type: 'boolean', default: false },
  },
});
const scale = Number(values.scale);
const rounds = Number(values.rounds);

/** A table, and a picture of it where there is one. */
type Suite = Row[] | { readonly rows: Row[]; readonly svg: string };

const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  startup: () => benchStartup(rounds * 4),
  config: () => benchConfig(rounds),
  scan: () => benchScan(scale, rounds),
  progress: () => benchFirstProgress(scale, rounds),
  threads: () => benchThreads(scale, rounds),
  memory: () => benchMemory(scale, rounds),
  fix: () => benchFix(scale, rounds),
  code: () => benchCode(scale, rounds),
  transcripts: () => benchTranscripts(scale, rounds),
};

const unknown = positionals.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0 || !(scale > 0) || !(rounds >= 1)) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(SUITES).join('] [')}] [--scale 0.05] [--rounds 5] [--save]\n`,
  );
  process.exitCode = 2;
} else {
  const chosen = positionals.length === 0 ? Object.keys(SUITES) : positionals;
  for (const name of chosen) {
    const suite = (await SUITES[name]?.()) ?? [];
    const { rows, svg } = Array.isArray(suite) ? { rows: suite, svg: undefined } : suite;
    const judged = scale < 1 ? rows.map(withoutTimeBar) : rows;
    const text = `# ${name}\n\nNode ${process.versions.node}, Linux ${release()}, ${cpus().length} cores; medians of ${rounds} rounds, warm cache, scale ${scale}.\n\n${table(judged)}`;
    process.stdout.write(`${text}\n`);
    if (!values.save) continue;
    writeFileSync(
      new URL(`results/${name}.md`, import.meta.url),
      svg === undefined ? text : `${text}\n![${name}](${name}.svg)\n`,
    );
    if (svg !== undefined) writeFileSync(new URL(`results/${name}.svg`, import.meta.url), svg);
  }
}
