import { execute } from '@oclif/core';
import { commandFirst, pluginsFor } from './commands-first.ts';

/**
 * Runs the command that the words name, and answers through stdout, stderr and the exit code.
 * @param args what follows the program's name
 * @param program address of the program's own file (`import.meta.url`), by which oclif finds the package
 */
export const main = async (args: readonly string[], program: string): Promise<void> => {
  const ordered = commandFirst(args);
  await execute({ dir: program, args: ordered, loadOptions: { pluginAdditions: { core: pluginsFor(ordered) } } });
};
