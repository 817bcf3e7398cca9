import { countOf, formatCount, formatWholeSeconds } from '../audit/units.ts';

/** How far one part of the audit is. */
export type Progress = {
  /** What is going on, e.g. "Scanning state". */
  readonly part: string;
  readonly done: number;
  /** Undefined while it is not known; may grow while directories are still being found. */
  readonly total?: number | undefined;
  /** What the total may be, while it is not known. */
  readonly estimate?: number | undefined;
  /** What is counted: "file", or "entry" with its plural, "entries". */
  readonly unit: string;
  readonly units?: string;
};

/** Items in a second; undefined before there is anything to divide by. */
export const rateOf = ({ done }: Progress, elapsedMs: number): number | undefined =>
  done > 0 && elapsedMs > 0 ? (done / elapsedMs) * 1000 : undefined;

/** Seconds to go at the rate so far; undefined when the total is unknown or nothing is done yet. */
export const remainingSeconds = (progress: Progress, elapsedMs: number): number | undefined => {
  const rate = rateOf(progress, elapsedMs);
  if (rate === undefined || progress.total === undefined) return undefined;
  return Math.max(progress.total - progress.done, 0) / rate;
};

/** So long the first figures say little about the rest. */
const ESTIMATE_AFTER_MS = 3000;

/** As exact as a guess may look: seconds by fives, then minutes, then hours. Rounded up, so that it never says 0. */
const roughly = (seconds: number): string => {
  const step = seconds <= 60 ? 5 : seconds <= 3600 ? 60 : 3600;
  return formatWholeSeconds(Math.max(Math.ceil(seconds / step) * step, step)).replace(/ 0 (?:s|min)$/, '');
};

/** "~20 s left"; undefined while there is nothing to go by, and once more was seen than was guessed. */
const guessText = (progress: Progress, elapsedMs: number): string | undefined => {
  const { done, total, estimate } = progress;
  if (total !== undefined || estimate === undefined || estimate <= done || elapsedMs < ESTIMATE_AFTER_MS)
    return undefined;
  const seconds = remainingSeconds({ ...progress, total: estimate }, elapsedMs);
  return seconds === undefined ? undefined : `~${roughly(seconds)} left`;
};

/** "120,000 of 1,000,000 files · 410,256 a second · 2 s left", as far as it is known; a total that is guessed gives "~2 s left". */
export const progressText = (progress: Progress, elapsedMs: number): string => {
  const { done, total, unit, units } = progress;
  const rate = rateOf(progress, elapsedMs);
  const remaining = remainingSeconds(progress, elapsedMs);
  const guess = guessText(progress, elapsedMs);
  return [
    total === undefined ? countOf(done, unit, units) : `${formatCount(done)} of ${countOf(total, unit, units)}`,
    ...(rate === undefined ? [] : [`${formatCount(Math.round(rate))} a second`]),
    ...(remaining === undefined ? [] : [`${formatWholeSeconds(remaining)} left`]),
    ...(guess === undefined ? [] : [guess]),
  ].join(' · ');
};
