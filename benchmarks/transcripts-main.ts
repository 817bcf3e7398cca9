/** One search in a process of its own, for transcripts.ts: `HOME THREADS [cache]`; its counts go to stdout. Runs what is built. */
type Context = typeof import('../src/context/create-context.ts');
type Audit = typeof import('../src/transcripts/audit-transcripts.ts');

const built = (file: string): string => new URL(`../dist/src/${file}`, import.meta.url).href;
const { createContext }: Context = await import(built('context/create-context.js'));
const { auditTranscripts }: Audit = await import(built('transcripts/audit-transcripts.js'));

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
