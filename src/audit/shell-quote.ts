/**
 * A word as a POSIX shell takes it: as it is when nothing in it is special, else in single quotes (POSIX.1-2017, Shell
 * Command Language 2.2.2). A name with control characters or bytes that are no UTF-8 has no safe visible form: undefined.
 */
export const shellWord = (text: string): string | undefined => {
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};
