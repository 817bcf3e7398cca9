import type { Report } from '../audit/report.ts';
import { writeFileAtomically } from '../platform/write-file-atomically.ts';
import { type Output, writeFailureText } from './outputs.ts';
import { type RenderOptions, rendererFor } from './renderers.ts';
import { writeToStream } from './write-to-stream.ts';

/** A file is no terminal. */
const FOR_FILES = { columns: undefined, colour: false } as const;

/**
 * Writes a report everywhere it was asked for: files first, then stdout, so that what a pipe reads is not waited for in vain.
 * @param options as for the terminal behind `stdout`; files get neither colour nor wrapping
 * @returns one line for each report that could not be written
 */
export const writeReports = async (
  report: Report,
  outputs: readonly Output[],
  options: RenderOptions,
  stdout: NodeJS.WritableStream,
): Promise<string[]> => {
  const failures: string[] = [];
  for (const { format, file } of outputs) {
    if (file === undefined) continue;
    const render = await rendererFor(format);
    const written = writeFileAtomically(file, render(report, { ...options, ...FOR_FILES }));
    if (written.kind === 'failed') failures.push(writeFailureText(file, written.code));
  }
  for (const { format, file } of outputs) {
    if (file !== undefined) continue;
    const render = await rendererFor(format);
    const written = await writeToStream(stdout, render(report, options));
    if (written.kind === 'failed') failures.push(writeFailureText('stdout', written.code));
  }
  return failures;
};
