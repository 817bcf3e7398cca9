import { isOther, type ProgressDisplay, type ProgressStream } from './progress-display.ts';
import { type Progress, progressText } from './progress-text.ts';

/** One line for the log of a job every so often. */
const LINE_EVERY_MS = 5_000;

const SILENT: ProgressDisplay = { update: () => undefined, stop: () => undefined };

const asLines = (stream: ProgressStream, now: () => number): ProgressDisplay => {
  let startedAt = now();
  let writtenAt = startedAt;
  let progress: Progress | undefined;
  const writeWhenDue = (): void => {
    if (progress === undefined || now() - writtenAt < LINE_EVERY_MS) return;
    writtenAt = now();
    stream.write(`${progress.part}: ${progressText(progress, now() - startedAt)}\n`);
  };
  // The timer speaks when updates stall; updates speak when the main thread is too busy for timers.
  const timer = setInterval(writeWhenDue, LINE_EVERY_MS).unref();
  return {
    update: (news) => {
      if (isOther(progress, news)) startedAt = now();
      progress = news;
      writeWhenDue();
    },
    stop: () => clearInterval(timer),
  };
};

/**
 * Progress on a stream: a bar that is drawn at once on a terminal, a line every five seconds elsewhere, nothing when not wanted.
 * @param isDumb the terminal can only go on (`TERM=dumb`): lines, as if there were none
 * @param now milliseconds from any start; the clock unless a test has its own
 */
export const createProgress = async (
  stream: ProgressStream,
  {
    show,
    isDumb = false,
    now = Date.now,
  }: { readonly show: boolean; readonly isDumb?: boolean; readonly now?: () => number },
): Promise<ProgressDisplay> => {
  if (!show) return SILENT;
  if (!stream.isTTY || isDumb) return asLines(stream, now);
  // Loaded for a terminal alone: it takes as long as the audit of a small host.
  const { createProgressBar } = await import('./progress-bar.ts');
  return createProgressBar(stream, now);
};
