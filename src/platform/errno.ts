/** The system's name for what went wrong ("EACCES"). A thrown thing without one is our bug and is thrown on. */
export const errnoOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (typeof code === 'string') return code;
  throw error;
};
