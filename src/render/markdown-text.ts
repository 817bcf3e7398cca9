import { toVisible } from './sanitize.ts';

/** `_` inside a word, and `:` or `!` before a space, start nothing (GFM 6.4); left as they are, ids and sentences stay readable. */
const SPECIAL = /[&<>\\`*{}[\]#|~@$%^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[:!](?=\S)/g;

/**
 * Foreign text inside a line of Markdown, where it can be nothing but text: no markup, no HTML, no link, and nothing that
 * GitHub or GitLab act upon in a comment (@mentions, #1, !1, :emoji:, $math$, www addresses, bare URLs). Every character
 * that could start something is a character reference (CommonMark 2.5), which is shown as the character it means.
 */
export const markdownText = (raw: string): string =>
  toVisible(raw)
    .replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\bwww(?=\.)/gi, (www) => `${www.slice(0, 2)}&#${www.charCodeAt(2)};`);

/** A line to copy, in a fence that it cannot close. */
export const markdownCommand = (raw: string): string => {
  const shown = toVisible(raw);
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${shown}\n${fence}`;
};
