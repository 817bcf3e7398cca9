const MILLISECONDS = 1000;

/** Ctrl-C, and how `timeout`, systemd and others end a command. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export type StopSignal = (typeof SIGNALS)[number];

/** What ends an audit early. */
export type AuditStop = {
  readonly signal: AbortSignal;
  /** The signal, where it was one and not the clock. */
  readonly interruptedBy: () => StopSignal | undefined;
  /** Listens no longer: a later signal does what it always does. */
  readonly release: () => void;
};

/**
 * Stops at the first signal (the second of a kind ends the process as usual), and after a time when one is given. Keeps no process
 * alive by itself.
 */
export const stopAudit = (timeoutSeconds: number | undefined): AuditStop => {
  const stop = new AbortController();
  let interruptedBy: StopSignal | undefined;
  const interrupt = (signal: NodeJS.Signals) => {
    interruptedBy ??= signal as StopSignal;
    stop.abort();
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
  const timer =
    timeoutSeconds === undefined ? undefined : setTimeout(() => stop.abort(), timeoutSeconds * MILLISECONDS).unref();
  return {
    signal: stop.signal,
    interruptedBy: () => interruptedBy,
    release: () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.removeListener(signal, interrupt);
    },
  };
};
