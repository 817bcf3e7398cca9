/** A PEM key's base64, however its lines are broken: up to and with the first line that is shorter (RFC 7468, 2). */
export const pemBody = (block: string): string => {
  const lines = block
    .replace(/-----[A-Z ]+-----/g, '')
    .split(/(?:\s|\\+[nr])+/)
    .filter(Boolean);
  const last = lines.findIndex((line) => line.length < (lines[0] as string).length);
  return lines.slice(0, last === -1 ? lines.length : last + 1).join('');
};
