import type { FixCommands } from '../finding-command.ts';

/** What the page needs besides the report. */
export type HtmlOptions = FixCommands & {
  /** Home directory, shortened to `~` in places. */
  readonly home?: string | undefined;
  /** What `--fix` would do, one line each, as the fix plan describes it; undefined when no plan was made. */
  readonly plannedChanges?: readonly string[] | undefined;
};
