import { execute } from '@oclif/core';
import { commandFirst, pluginsFor } from './commands-first.ts';
import { writeFailureText } from './render/outputs.ts';

/** What a reader that went away, or a full disk, is to a command: an end, not a crash. */
const outputWasLost = ({ code = '' }: NodeJS.ErrnoException): void => {
  if (code === 'EPIPE') return;
  process.stderr.write(`openclaw-security: ${writeFailureText('stdout', code)}\n`);
  process.exitCode ??= 3;
};

/**
 * Runs the command that the words name, and answers through stdout, stderr and the exit code.
 * @param args what follows the program's name
 * @param program address of the program's own file (`import.meta.url`), by which oclif finds the package
 */
export const main = async (args: readonly string[], program: string): Promise<void> => {
  // oclif throws errors of stdout out of their event, as a stack trace.
  process.stdout
    .removeAllListeners('error')
    .once('error', outputWasLost)
    .on('error', () => undefined);
  // Where stderr cannot be written either there is nobody to tell: the exit code says it.
  process.stderr.on('error', () => undefined);
  const ordered = commandFirst(args);
  await execute({ dir: program, args: ordered, loadOptions: { pluginAdditions: { core: pluginsFor(ordered) } } });
};
