/** An error of the operating system: `code` is its name ("EACCES"). */
type SystemError = NodeJS.ErrnoException & { readonly code: string };

/** Goes on for an error of the operating system only. Any other thrown thing is our bug and is thrown on. */
export function assertSystemError(error: unknown): asserts error is SystemError {
  if (typeof (error as NodeJS.ErrnoException | undefined)?.code !== 'string') throw error;
}

/** The system's name for what went wrong ("EACCES"). A thrown thing without one is our bug and is thrown on. */
export const errnoOf = (error: unknown): string => {
  assertSystemError(error);
  return error.code;
};
