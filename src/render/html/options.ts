/** What the page needs besides the report. */
export type HtmlOptions = {
  /** Home directory, shortened to `~` in places. */
  readonly home?: string | undefined;
  /** The command line that mends what can be mended. */
  readonly fixCommand?: string | undefined;
  /** What `--fix` would do, one line each, as the fix plan describes it; undefined when no plan was made. */
  readonly plannedChanges?: readonly string[] | undefined;
};
