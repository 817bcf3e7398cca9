import { Readable } from 'node:stream';
import type { Finding } from '../audit/finding.ts';
import type { Report, SuppressedFinding } from '../audit/report.ts';
import type { FileWrite } from '../platform/write-file-atomically.ts';
import { closingLines, findingLine, headerLine, suppressedLine } from './ndjson.ts';
import { pipeToStream } from './write-to-stream.ts';

/** The lines of `renderNdjson`, written while the audit goes on, findings in any order. */
export type LiveNdjson = {
  readonly header: (host: Report['host']) => void;
  readonly finding: (finding: Finding) => void;
  readonly suppressed: (finding: SuppressedFinding) => void;
  /** Writes the last lines; what came of it all once the reader has everything, or has gone. */
  readonly finish: (report: Report, fix?: object) => Promise<FileWrite>;
};

async function* linesOf(waiting: AsyncIterable<() => string>): AsyncGenerator<string> {
  for await (const makeLine of waiting) yield makeLine();
}

/**
 * Starts to write to a stream that stays open (stdout). A slow reader never holds up the audit: what waits for it is a finding
 * that the report keeps anyway, made into text when there is room for it. A reader that goes away is no failure.
 */
export const startLiveNdjson = (stream: NodeJS.WritableStream): LiveNdjson => {
  const waiting = new Readable({ objectMode: true, read: () => undefined });
  const written = pipeToStream(stream, Readable.from(linesOf(waiting)));
  const add = (makeLine: () => string): void => {
    if (!waiting.destroyed) waiting.push(makeLine);
  };
  return {
    header: (host) => add(() => headerLine(host)),
    finding: (finding) => add(() => findingLine(finding)),
    suppressed: (finding) => add(() => suppressedLine(finding)),
    finish: (report, fix) => {
      for (const line of closingLines(report, fix)) add(() => line);
      if (!waiting.destroyed) waiting.push(null);
      return written;
    },
  };
};
