/** One search in a process of its own, for transcripts.ts: `HOME THREADS [cache]`; its counts go to stdout. */
import { createContext } from '../src/context/create-context.ts';
import { auditTranscripts } from '../src/transcripts/audit-transcripts.ts';

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
