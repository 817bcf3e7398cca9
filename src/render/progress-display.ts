import type { Progress } from './progress-text.ts';

/** Where progress goes: stderr, or a stand-in. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Shows how far the audit is. `update` is cheap: call it as often as there is news. */
export type ProgressDisplay = {
  readonly update: (progress: Progress) => void;
  /** Clears the bar. Nothing is shown afterwards. Safe to call twice. */
  readonly stop: () => void;
};

/** True when this is no longer what was going on before: its rate has a start of its own. */
export const isOther = (before: Progress | undefined, { part, done }: Progress): boolean =>
  before !== undefined && (before.part !== part || done < before.done);
