/** U+DC80..U+DCFF stand for the raw bytes 0x80..0xFF, any other lone surrogate for the replacement character. */
const percent = (character: string): string => {
  const code = character.charCodeAt(0);
  if (character.length === 1 && code >= 0xdc80 && code <= 0xdcff)
    return `%${(code - 0xdc00).toString(16).toUpperCase()}`;
  return encodeURIComponent(character.toWellFormed()).replace(
    /[!'()*]/g,
    (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`,
  );
};

/** A path as the path part of a URI (RFC 3986): every byte that is not plain is percent-encoded; backslashes of Windows paths become slashes. */
export const uriPath = (path: string, isWindows = /^[A-Za-z]:[\\/]|^\\\\/.test(path)): string =>
  [...(isWindows ? path.replaceAll('\\', '/') : path)]
    .map((character) => (character === '/' ? '/' : percent(character)))
    .join('');

/** An absolute path as a `file:` URI (RFC 8089): "/a b" → "file:///a%20b", "C:\a" → "file:///C:/a". */
export const fileUri = (path: string): string => {
  const encoded = uriPath(path).replace(/^([A-Za-z])%3A\//, '/$1:/');
  return encoded.startsWith('//') ? `file:${encoded}` : `file://${encoded}`;
};
