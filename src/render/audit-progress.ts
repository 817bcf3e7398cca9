import { createProgress } from './progress.ts';
import type { ProgressStream } from './progress-display.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const EVERY_MS = 100;

/** The progress of a whole audit, part after part. */
export type AuditProgress = {
  /** The state scan has begun; `seen` tells how many entries it has looked at, `estimate` how many there may be. */
  readonly scanning: (seen: () => number, estimate?: () => number | undefined) => void;
  readonly code: (done: number, total: number) => void;
  readonly transcripts: (progress: {
    readonly files: number;
    readonly found: number;
    readonly isListed: boolean;
  }) => void;
  readonly stop: () => void;
};

/**
 * The progress of an audit on `stream`, until `stop` is called.
 * @param show false: nothing is ever written.
 * @param isDumb the terminal can only go on (`TERM=dumb`): no bar
 */
export const createAuditProgress = async (
  stream: ProgressStream,
  show: boolean,
  isDumb = false,
): Promise<AuditProgress> => {
  const display = await createProgress(stream, { show, isDumb });
  let timer: NodeJS.Timeout | undefined;
  return {
    scanning: (seen, estimate) => {
      clearInterval(timer);
      const tick = () =>
        display.update({
          part: 'Scanning state',
          done: seen(),
          estimate: estimate?.(),
          unit: 'entry',
          units: 'entries',
        });
      timer = setInterval(tick, EVERY_MS).unref();
    },
    code: (done, total) => {
      clearInterval(timer);
      display.update({ part: 'Scanning code', done, unit: 'file', total });
    },
    transcripts: ({ files, found, isListed }) => {
      clearInterval(timer);
      display.update({ part: 'Searching transcripts', done: files, unit: 'file', total: isListed ? found : undefined });
    },
    stop: () => {
      clearInterval(timer);
      display.stop();
    },
  };
};
