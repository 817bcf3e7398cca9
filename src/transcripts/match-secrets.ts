import { pemBody } from './pem-body.ts';
import { isPlaceholder } from './placeholder.ts';
import { SECRET_RULES } from './rules.ts';
import { isChosenByPeople, type OwnSecret, type SecretMatch } from './secret-match.ts';
import { readings } from './unescape-json.ts';

const GENERIC = new Set(SECRET_RULES.filter((rule) => rule.generic).map((rule) => rule.id));

const tableMatches = (text: string): SecretMatch[] =>
  SECRET_RULES.flatMap(({ id, pattern, accept }) =>
    Array.from(text.matchAll(pattern), (match) => ({ rule: id, secret: match.groups?.secret ?? match[0] }))
      .filter(({ secret }) => accept?.(secret) ?? true)
      .map(({ rule, secret }) => ({
        rule,
        secret: rule === 'private-key-block' ? pemBody(secret) : secret,
      })),
  );

/** 0 for the word that wins when two rules see the same characters. A known token in a URL is told by its own name. */
const rank = ({ rule }: SecretMatch): number => {
  if (rule.startsWith('own/')) return 0;
  return GENERIC.has(rule) || isChosenByPeople(rule) ? 2 : 1;
};

/** Beyond this many different secrets in one piece, what overlaps is no longer sorted out: that grows with the square. */
const MAX_COMPARED = 256;

const distinct = (matches: readonly SecretMatch[]): SecretMatch[] => [
  ...new Map(matches.map((match) => [`${match.rule}\n${match.secret}`, match])).values(),
];

/** Keeps one match where several say the same: our own secret before a known form before a general one, longer before shorter. */
const withoutOverlap = (matches: readonly SecretMatch[]): SecretMatch[] => {
  const kept: SecretMatch[] = [];
  const inOrder = distinct(matches).sort((a, b) => rank(a) - rank(b) || b.secret.length - a.secret.length);
  for (const match of inOrder) {
    const isSaid = kept
      .slice(0, MAX_COMPARED)
      .some(({ secret }) => secret.includes(match.secret) || match.secret.includes(secret));
    if (!isSaid) kept.push(match);
  }
  return kept;
};

/**
 * Every secret in a piece of a line, once each, whatever JSON escapes stand in it. The same characters are one match, by the
 * most telling rule. Texts of up to 64 KiB are meant; time grows with length.
 */
export const matchSecrets = async (text: string, own: readonly OwnSecret[]): Promise<SecretMatch[]> => {
  // Secretlint takes a while to load: a host without a suspicious line never does.
  const { lintText } = await import('./lint-text.ts');
  const matches: SecretMatch[] = [];
  for (const reading of readings(text)) {
    for (const { rule, value } of own) if (reading.includes(value)) matches.push({ rule, secret: value });
    // A password in a URL is judged by its own rule, which knows that people choose it.
    const known = [...(await lintText(reading)), ...tableMatches(reading)];
    matches.push(
      ...known.filter(({ rule, secret }) => secret !== '' && (isChosenByPeople(rule) || !isPlaceholder(secret))),
    );
  }
  return withoutOverlap(matches);
};
