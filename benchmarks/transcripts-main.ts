/** One search in a process of its own, for transcripts.ts: `HOME THREADS [cache]`; its counts go to stdout. Runs what is built. */
const built = new URL('../dist/src/index.js', import.meta.url).href;
const { auditTranscripts, createContext }: typeof import('../src/index.ts') = await import(built);

const [home = '', threads = '1', cache] = process.argv.slice(2);
const context = createContext({ env: { HOME: home } });
const { findings, stats } = await auditTranscripts(context, {
  threads: Number(threads),
  cache: cache !== undefined,
  logDirectories: [],
});
const lines = findings
  .filter(({ checkId }) => checkId === 'sessions.secrets_in_transcripts')
  .map(({ detail }) => / in (?<lines>[\d,]+) lines? of/.exec(detail)?.groups?.lines ?? '')
  .reduce((sum, number) => sum + Number(number.replaceAll(',', '')), 0);
process.stdout.write(JSON.stringify({ ...stats, secretLines: lines }));
