import { readRegularFile } from './read-file.ts';

/** The text of a file that a flag names, or one line that says why there is none. */
export type NamedFile = { readonly text: string } | { readonly fault: string };

const decoder = new TextDecoder('utf-8', { fatal: true });

const decode = (bytes: Buffer): NamedFile => {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { fault: 'it is no UTF-8 text' };
  }
};

/** Reads the UTF-8 text of a regular file of at most `maxBytes`, following links. */
export const readNamedFile = (path: string, maxBytes: number): NamedFile => {
  const read = readRegularFile(path, maxBytes);
  switch (read.kind) {
    case 'read':
      return decode(read.bytes);
    case 'missing':
    case 'unreachable':
      return { fault: 'there is no such file, or no way to it' };
    case 'not-a-file':
      return { fault: 'it is no regular file' };
    case 'too-large':
      return { fault: `it is too large (${read.size} bytes, at most ${maxBytes})` };
    case 'unreadable':
      return { fault: `it cannot be read (${read.code})` };
  }
};
