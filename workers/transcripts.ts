/** Thread entry of the transcript search: one exported function per task. */
export { scanBatch } from '../src/transcripts/scan-batch.ts';
export { readStore } from '../src/transcripts/session-store.ts';
