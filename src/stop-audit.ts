const MILLISECONDS = 1000;

/** What ends an audit early. */
export type AuditStop = {
  readonly signal: AbortSignal;
  /** True when it was the user, not the clock. */
  readonly wasInterrupted: () => boolean;
  /** Listens no longer, so that the process can end and a later SIGINT does what it always does. */
  readonly release: () => void;
};

/** Stops at the first SIGINT (the second ends the process as usual), and after a time when one is given. */
export const stopAudit = (timeoutSeconds: number | undefined): AuditStop => {
  const stop = new AbortController();
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    stop.abort();
  };
  process.once('SIGINT', interrupt);
  const timer =
    timeoutSeconds === undefined ? undefined : setTimeout(() => stop.abort(), timeoutSeconds * MILLISECONDS);
  return {
    signal: stop.signal,
    wasInterrupted: () => interrupted,
    release: () => {
      clearTimeout(timer);
      process.removeListener('SIGINT', interrupt);
    },
  };
};
