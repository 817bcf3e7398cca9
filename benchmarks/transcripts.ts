import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createContext } from '../src/context/create-context.ts';
import { auditTranscripts } from '../src/transcripts/audit-transcripts.ts';
import { PRESET_DETECTORS } from '../src/transcripts/preset-needles.ts';
import { SECRET_RULES } from '../src/transcripts/rules.ts';

/**
 * How fast transcripts are searched, beside ripgrep with the same patterns on the same files in the same run. Whole processes
 * are measured. Every case asserts its counts before it reports a time.
 *
 *   node benchmarks/transcripts.ts [--megabytes 200] [--seed 1] [--threads 2] [--rounds 3] [--keep DIR]
 */
const MB = 1_000_000;
const MIB = 1024 * 1024;
/** One line in so many holds a secret. */
const SECRET_EVERY = 2_000;

const WORDS =
  'the a file function returns error when opening session token value please check the task list and update config for gateway agent run tests again with verbose output so we can see risk of disk usage const import export from await async string number object path docs package json build failed line column warning unused variable'.split(
    ' ',
  );
const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A generator of made-up text that gives the same for the same seed. */
const writerFor = (seed: number) => {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = (list: ArrayLike<string>): string => list[below(list.length)] as string;
  const run = (alphabet: string, length: number): string => Array.from({ length }, () => pick(alphabet)).join('');
  /** Prose, paths, URLs, hashes and line breaks, as agents and tools write them. */
  const text = (length: number): string => {
    let made = '';
    while (made.length < length) {
      const kind = below(100);
      if (kind < 2) made += `https://docs.example.com/${pick(WORDS)}/page `;
      else if (kind < 4) made += `/home/user/project/src/${pick(WORDS)}.ts:${below(900)}:12 `;
      else if (kind < 5) made += `${run(HEX, 40)} `;
      else if (kind < 9) made += '\n';
      else made += `${pick(WORDS)} `;
    }
    return made;
  };
  return { below, pick, run, text };
};

/** Makes a home with about `bytes` of ordinary transcripts; gives how many lines hold a secret. */
const makeCorpus = (home: string, bytes: number, seed: number): number => {
  const { below, pick, run, text } = writerFor(seed);
  const pool = Array.from({ length: 400 }, () => text(200 + below(4_000)));
  const examples = SECRET_RULES.filter(({ generic }) => !generic).flatMap((rule) => rule.examples().match.slice(0, 1));
  let lines = 0;
  let secrets = 0;
  const line = (): string => {
    const kind = below(10);
    const secret = ++lines % SECRET_EVERY === 0 ? `\n${examples[secrets++ % examples.length]}\n` : '';
    const message =
      kind < 3
        ? { role: 'user', content: [{ type: 'text', text: pick(pool).slice(0, 300) + secret }] }
        : kind < 6
          ? {
              role: 'assistant',
              content: [
                { type: 'thinking', thinking: pick(pool) + secret, thinkingSignature: run(BASE64, 400) },
                { type: 'toolCall', id: `toolu_${run(BASE64, 20)}`, name: 'exec', arguments: { command: 'ls -la' } },
              ],
            }
          : { role: 'toolResult', content: [{ type: 'text', text: pick(pool) + secret + pick(pool) }] };
    const timestamp = new Date(1_700_000_000_000 + below(1e9)).toISOString();
    return `${JSON.stringify({ type: 'message', id: run(HEX, 8), timestamp, message })}\n`;
  };
  for (let made = 0, file = 0; made < bytes; file++) {
    const directory = path.join(home, `.openclaw/agents/agent${file % 10}/sessions`);
    mkdirSync(directory, { recursive: true });
    const target = 50_000 + below(400_000);
    let content = '';
    while (content.length < target) content += line();
    writeFileSync(path.join(directory, `${file}.jsonl`), content);
    made += content.length;
  }
  return secrets;
};

/** The same patterns for ripgrep: our rules without what its engine lacks (look-around), the preset's by their needles. */
const ripgrepPatterns = (): string[] => [
  ...PRESET_DETECTORS.flatMap(({ needles }) => needles).map((needle) =>
    typeof needle === 'string' ? needle : `${needle.text}[^:/\\s]{1,100}:[^@/\\s]{1,200}@`,
  ),
  ...SECRET_RULES.map(
    ({ pattern }) =>
      (pattern.flags.includes('i') ? '(?i)' : '') +
      pattern.source
        .replace(/\(\?<?![^)]*\)/g, '')
        .replace(/\(\?<=/g, '(?:')
        .replace(/\(\?<secret>/g, '(?:')
        .replace(/\\\//g, '/'),
  ),
];

type Measured = {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rssMiB: number;
  readonly out: string;
};

const TIME = '/usr/bin/time';

/** Runs a command under GNU time. */
const measure = (command: string, args: readonly string[]): Measured => {
  const started = performance.now();
  const run = spawnSync(TIME, ['-f', '%U %S %M', command, ...args], { encoding: 'utf8', maxBuffer: 256 * MIB });
  const seconds = (performance.now() - started) / 1000;
  const [user, system, kilobytes] = (run.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (kilobytes === undefined || Number.isNaN(kilobytes)) throw new Error(`${command} failed: ${run.stderr}`);
  return { seconds, cpuSeconds: (user ?? 0) + (system ?? 0), rssMiB: kilobytes / 1024, out: run.stdout };
};

type Counts = { readonly lines: number; readonly files: number; readonly bytes: number; readonly bytesRead: number };

/** What a child process of this benchmark does: one search, its counts on stdout. */
const searchOnce = async (home: string, threads: number, cache: boolean): Promise<void> => {
  const context = createContext({ env: { HOME: home } });
  const { findings, stats } = await auditTranscripts(context, { threads, cache, logDirectories: [] });
  const lines = findings
    .filter(({ checkId }) => checkId === 'sessions.secrets_in_transcripts')
    .reduce(
      (sum, { detail }) =>
        sum + Number(/ in (?<lines>[\d,]+) lines? of/.exec(detail)?.groups?.lines?.replaceAll(',', '')),
      0,
    );
  const counts: Counts = { lines, files: stats.files, bytes: stats.bytes, bytesRead: stats.bytesRead };
  process.stdout.write(JSON.stringify(counts));
};

const assertEqual = (actual: unknown, expected: unknown, what: string): void => {
  if (actual !== expected) throw new Error(`${what}: ${actual} instead of ${expected}`);
};

const best = (runs: readonly Measured[]): Measured => runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));

const options = {
  megabytes: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  rounds: { type: 'string', default: '3' },
  keep: { type: 'string' },
  child: { type: 'string' },
  cache: { type: 'boolean', default: false },
} as const;

/** Makes the corpus, runs all cases, prints the table. Throws when a count is wrong. */
const run = (values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values']): void => {
  const home = values.keep ?? mkdtempSync(path.join(tmpdir(), 'transcripts-bench-'));
  const threads = Number(values.threads);
  try {
    const planted = makeCorpus(home, Number(values.megabytes) * MB, Number(values.seed));
    const agents = path.join(home, '.openclaw/agents');
    const ours = (count: number, cache: boolean, where = home): Measured =>
      measure(process.execPath, [
        import.meta.filename,
        '--child',
        where,
        '--threads',
        String(count),
        ...(cache ? ['--cache'] : []),
      ]);
    const countsOf = ({ out }: Measured): Counts => JSON.parse(out);
    const forget = (): void => rmSync(path.join(home, '.openclaw/security-audit'), { recursive: true, force: true });

    const patterns = path.join(home, 'patterns');
    writeFileSync(patterns, `${ripgrepPatterns().join('\n')}\n`);
    const ripgrep = (): Measured =>
      measure('rg', [`-j${threads}`, '--no-unicode', '--no-ignore', '-c', '-f', patterns, agents]);
    const ripgrepLines = ({ out }: Measured): number =>
      out.split('\n').reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(':') + 1) || 0), 0);

    const rows: [string, Measured, string][] = [];
    const rounds = Array.from({ length: Number(values.rounds) });
    const bytes = countsOf(ours(threads, false)).bytes;

    const empty = path.join(home, 'empty');
    const bare = best(rounds.map(() => ours(1, false, empty)));
    rows.push(['ours, nothing there', bare, 'what starting costs']);
    for (const count of new Set([1, threads])) {
      const measured = best(rounds.map(() => ours(count, false)));
      assertEqual(countsOf(measured).lines, planted, 'lines with secrets');
      const perThread = bytes / MB / (measured.cpuSeconds - bare.cpuSeconds);
      rows.push([
        `ours, ${count} thread${count === 1 ? '' : 's'}`,
        measured,
        `${perThread.toFixed(0)} MB per CPU second`,
      ]);
    }
    if (existsSync('/usr/bin/rg')) {
      const measured = best(rounds.map(ripgrep));
      const lines = ripgrepLines(measured);
      rows.push([
        `rg -j${threads}`,
        measured,
        lines === planted ? 'same lines' : `${lines} lines: it has no look-around, ${planted} hold a secret`,
      ]);
    }
    forget();
    const first = ours(threads, true);
    assertEqual(countsOf(first).bytesRead, bytes, 'bytes read at first');
    rows.push(['ours, first run with index', first, '']);
    const second = best(rounds.map(() => ours(threads, true)));
    assertEqual(countsOf(second).lines, planted, 'lines with secrets from the index');
    assertEqual(countsOf(second).bytesRead, 0, 'bytes read again');
    const share = (of: 'seconds' | 'cpuSeconds'): string =>
      `${((100 * (second[of] - bare[of])) / (first[of] - bare[of])).toFixed(1)} %`;
    const shares = `${share('seconds')} of the first's wall time, ${share('cpuSeconds')} of its CPU time`;
    rows.push(['ours, unchanged', second, `${shares}, without what starting costs`]);
    const added = `${JSON.stringify({ type: 'message', text: 'x'.repeat(900) })}\n`;
    appendFileSync(path.join(agents, 'agent0/sessions/0.jsonl'), added);
    const third = ours(threads, true);
    assertEqual(countsOf(third).bytesRead, added.length, 'bytes read of what was appended to');
    rows.push(['ours, one line appended', third, `${added.length} bytes read`]);

    const { files } = countsOf(second);
    process.stdout.write(
      `${(bytes / MB).toFixed(0)} MB in ${files} files, ${planted} lines with a secret, ${threads} threads\n`,
    );
    process.stdout.write('| | wall s | CPU s | peak RSS MiB | MB/s | |\n|---|---|---|---|---|---|\n');
    for (const [name, { seconds, cpuSeconds, rssMiB }, remark] of rows) {
      const cells = [
        name,
        seconds.toFixed(2),
        cpuSeconds.toFixed(2),
        rssMiB.toFixed(0),
        (bytes / MB / seconds).toFixed(0),
        remark,
      ];
      process.stdout.write(`| ${cells.join(' | ')} |\n`);
    }
  } finally {
    if (values.keep === undefined) rmSync(home, { recursive: true, force: true });
  }
};

/** Entry for `npm run bench -- transcripts`. */
export const main = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options });
  if (values.child !== undefined) await searchOnce(values.child, Number(values.threads), values.cache);
  else run(values);
};

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
