import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TranscriptStats } from '../src/transcripts/audit-transcripts.ts';
import { PRESET_DETECTORS } from '../src/transcripts/preset-needles.ts';
import { SECRET_RULES } from '../src/transcripts/rules.ts';
import { type Contender, type Cost, compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';
import { makeTranscripts } from './transcript-corpus.ts';

const MAIN = fileURLToPath(new URL('transcripts-main.ts', import.meta.url));
const BYTES = 200_000_000;
const SEED = 1;
const THREADS = 2;
/** The bar for a second run is one for this many bytes: with fewer, what starting and asking cost outweighs them. */
const INDEX_BAR_BYTES = 9_000_000_000;
/** The bar: 150 MB per second and thread. */
const MEGABYTES_PER_SECOND = 150;

/**
 * The same patterns for ripgrep. Its engine has no look-around: as whole lines are counted, "not before this" is as good as
 * "behind something else". For secretlint's preset, the needles: less than we look for.
 */
const ripgrepPatterns = (): string[] => [
  ...PRESET_DETECTORS.flatMap(({ needles }) => needles).map((needle) =>
    typeof needle === 'string' ? needle : `${needle.text}[^:/\\s]{1,100}:[^@/\\s]{1,200}@`,
  ),
  ...SECRET_RULES.map(
    ({ pattern: { source, flags } }) =>
      (flags.includes('i') ? '(?i)' : '') +
      source
        .replace(/\(\?<!\[([^\]]+)\]\)/g, '(?:^|[^$1])')
        .replace(/\(\?!\[([^\]]+)\]\)/g, '(?:[^$1]|$)')
        .replace(/\(\?<=/g, '(?:')
        .replace(/\(\?<secret>/g, '(?:')
        .replaceAll('\\/', '/'),
  ),
];

type Counts = TranscriptStats & { readonly secretLines: number };

const countsOf = ({ stdout }: Cost): Counts => JSON.parse(stdout) as Counts;

const ours = (name: string, home: string, threads: number, cache = false): Contender => ({
  name,
  command: [process.execPath, MAIN, home, String(threads), ...(cache ? ['cache'] : [])],
  count: (cost) => countsOf(cost).secretLines,
});

/** Among gigabytes of random text a pattern alone sees a line or two more than rules that look at what they found. */
const MISTAKEN_SHARE = 0.001;

const ripgrep = (home: string, patterns: string, planted: number): Contender => ({
  name: `rg -j${THREADS}`,
  command: ['rg', `-j${THREADS}`, '--no-unicode', '--no-ignore', '--no-filename', '-c', '-f', patterns, home],
  count: ({ stdout }) => {
    const lines = stdout.split('\n').reduce((sum, line) => sum + Number(line), 0);
    return lines >= planted && lines <= planted * (1 + MISTAKEN_SHARE) ? planted : lines;
  },
});

const one = async (contender: Contender, rounds: number): Promise<Measured> =>
  (await compare([contender], rounds))[0] as Measured;

const assertCount = (actual: number | undefined, expected: number, what: string): void => {
  if (actual !== expected) throw new Error(`${what}: ${actual} instead of ${expected}`);
};

const bytesBelow = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

const bytesRead = (contender: Contender): Contender => ({ ...contender, count: (cost) => countsOf(cost).bytesRead });

/** What the index saves: unchanged files are not read again, of a longer one only its end. */
const benchIndex = async (home: string, bytes: number, starting: Measured, rounds: number): Promise<Row[]> => {
  const first = await one(bytesRead(ours('first run', home, THREADS, true)), 1);
  assertCount(first.count, bytes, 'bytes read at first');
  const second = await one(bytesRead(ours('second run', home, THREADS, true)), rounds);
  assertCount(second.count, 0, 'bytes read again');
  const sessions = path.join(home, '.openclaw/agents/agent0/sessions');
  const line = `${JSON.stringify({ type: 'message', text: 'x'.repeat(900) })}\n`;
  appendFileSync(path.join(sessions, readdirSync(sessions)[0] as string), line);
  const third = await one(bytesRead(ours('after one more line', home, THREADS, true)), 1);
  assertCount(third.count, line.length, 'bytes read of one more line');
  return [
    {
      label: 'unchanged files again, CPU against the first run, without what starting costs',
      value: (second.cpuSeconds - starting.cpuSeconds) / (first.cpuSeconds - starting.cpuSeconds),
      ...(bytes >= INDEX_BAR_BYTES && { bar: 0.05, aim: 0.02 }),
      unit: '×',
      costs: [first, second, third, starting],
    },
  ];
};

/**
 * The search for secrets in ordinary transcripts beside ripgrep with the same patterns, on files in the page cache. All
 * contenders must count the same lines before any time is told. `scale` makes the corpus smaller than 200 MB.
 */
export const benchTranscripts = async (scale: number, rounds: number): Promise<Row[]> => {
  const home = mkdtempSync(path.join(tmpdir(), 'bench-transcripts-'));
  try {
    const planted = makeTranscripts(home, BYTES * scale, SEED);
    const patterns = path.join(home, 'patterns');
    writeFileSync(patterns, `${ripgrepPatterns().join('\n')}\n`);
    const agents = path.join(home, '.openclaw/agents');
    const bytes = bytesBelow(agents);
    const single = await one(ours('one thread', home, 1), rounds);
    assertCount(single.count, planted, 'lines with a secret');
    const starting = await one(ours('nothing to search', path.join(home, 'empty'), 1), rounds);
    const [both, rg] = (await compare(
      [ours(`${THREADS} threads`, home, THREADS), ripgrep(agents, patterns, planted)],
      rounds,
    )) as [Measured, Measured];
    const megabytes = bytes / 1e6;
    const label = `${megabytes.toFixed(0)} MB of transcripts`;
    return [
      {
        label: `${label}, wall against ${rg.name}`,
        value: both.wallSeconds / rg.wallSeconds,
        bar: 1,
        aim: 0.5,
        unit: '×',
        costs: [both, rg],
      },
      {
        label: `${label}, CPU of one thread for ${MEGABYTES_PER_SECOND} MB, without what starting costs`,
        value: ((single.cpuSeconds - starting.cpuSeconds) * MEGABYTES_PER_SECOND) / megabytes,
        bar: 1,
        aim: 0.75,
        unit: 's',
        costs: [single, starting],
      },
      { label: `${label}, peak memory`, value: both.peakMiB, bar: 400, aim: 250, unit: 'MiB', costs: [both] },
      ...(await benchIndex(home, bytes, starting, rounds)),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};
