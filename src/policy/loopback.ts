const LOOPBACK_IPV4 = /^127(?:\.\d{1,3}){3}$/;
// The URL parser writes ::ffff:127.0.0.1 as ::ffff:7f00:1.
const LOOPBACK_MAPPED_IPV4 = /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/;

/**
 * True when the host of a parsed URL is this machine: a loopback address or the name `localhost`.
 * The URL parser has already turned other spellings (127.1, 2130706433, 0x7f.1, capitals) into the usual one,
 * so that a host of digits and dots is an address, and `127.example.com` a name.
 */
export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' ||
  url.hostname === '[::1]' ||
  LOOPBACK_IPV4.test(url.hostname) ||
  LOOPBACK_MAPPED_IPV4.test(url.hostname);

/** The URL without user name and password: safe to show. */
export const withoutUserInfo = (url: URL): string => {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
};
