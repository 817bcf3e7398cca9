import type { Finding } from '../audit/finding.ts';

/** How this audit's `--fix` is called, with the flags that chose the installation and its permission policy. */
export type FixCommands = {
  /** For the one installation; undefined where there is none, or no safe spelling. */
  readonly fixCommand?: string | undefined;
  /** For one state directory of a report of several. */
  readonly fixCommandOf?: ((stateDir: string) => string | undefined) | undefined;
};

/** The shell line that mends a finding: its own, else `--fix` where that takes it away. Raw. */
export const commandOf = (
  { command, fixable, stateDir }: Finding,
  { fixCommand, fixCommandOf }: FixCommands,
): string | undefined => {
  if (command !== undefined || !fixable) return command;
  return stateDir === undefined ? fixCommand : fixCommandOf?.(stateDir);
};
