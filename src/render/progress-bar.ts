import cliProgress from 'cli-progress';
import { isOther, type ProgressDisplay, type ProgressStream } from './progress-display.ts';
import { type Progress, progressText } from './progress-text.ts';
import { cutToColumns } from './text/page.ts';

const BAR_COLUMNS = 24;

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

/** A bar on a terminal, drawn at once. `now`: milliseconds from any start. */
export const createProgressBar = (stream: ProgressStream, now: () => number): ProgressDisplay => {
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
