import cliProgress from 'cli-progress';
import { type Progress, progressText } from './progress-text.ts';
import { cutToColumns } from './text/page.ts';

/** One line for the log of a job every so often. */
const LINE_EVERY_MS = 5_000;
const BAR_COLUMNS = 24;

/** Where progress goes: stderr, or a stand-in. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Shows how far the audit is. `update` is cheap: call it as often as there is news. */
export type ProgressDisplay = {
  readonly update: (progress: Progress) => void;
  /** Clears the bar. Nothing is shown afterwards. Safe to call twice. */
  readonly stop: () => void;
};

const SILENT: ProgressDisplay = { update: () => undefined, stop: () => undefined };

/** "Scanning state [=====-----] 12 of 100 files · 6 a second · 15 s left", cut to the width; no bar while the total is unknown. */
export const barLine = (
  progress: Progress,
  elapsedMs: number,
  columns: number,
  bar: (share: number) => string,
): string => {
  const { part, done, total } = progress;
  const share = total === undefined || total === 0 ? undefined : Math.min(done / total, 1);
  const parts = [part, ...(share === undefined ? [] : [`[${bar(share)}]`]), progressText(progress, elapsedMs)];
  // The last column stays free: a full line makes some terminals wrap.
  return cutToColumns(parts.join(' '), columns - 1);
};

/** True when this is no longer what was going on before: its rate has a start of its own. */
const isOther = (before: Progress | undefined, { part, done }: Progress): boolean =>
  before !== undefined && (before.part !== part || done < before.done);

const onTerminal = (stream: ProgressStream, now: () => number): ProgressDisplay => {
  let startedAt = now();
  let progress: Progress | undefined;
  const bar = new cliProgress.SingleBar({
    stream,
    // Nothing that a crash would leave behind: the cursor stays visible and line wrapping on.
    hideCursor: false,
    linewrap: true,
    clearOnComplete: true,
    barsize: BAR_COLUMNS,
    format: (options) =>
      progress === undefined
        ? 'Starting'
        : barLine(progress, now() - startedAt, stream.columns ?? 80, (share) =>
            cliProgress.Format.BarFormat(share, options),
          ),
  });
  bar.start(0, 0);
  return {
    update: (news) => {
      if (isOther(progress, news)) startedAt = now();
      progress = news;
      bar.update(news.done);
    },
    stop: () => bar.stop(),
  };
};

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
 * @param now milliseconds from any start; the clock unless a test has its own
 */
export const createProgress = (
  stream: ProgressStream,
  { show, now = Date.now }: { readonly show: boolean; readonly now?: () => number },
): ProgressDisplay => {
  if (!show) return SILENT;
  return stream.isTTY ? onTerminal(stream, now) : asLines(stream, now);
};
