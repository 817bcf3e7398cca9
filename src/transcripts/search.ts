import { scryptSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { matchSecrets } from './match-secrets.ts';
import { ESCAPED_RUNS, literalNeedle, type Needle, parseNeedle, withEscapedSlashes } from './needle.ts';
import { writtenForms } from './own-secrets.ts';
import { type CompiledNeedle, createPrefilter, type Prefilter } from './prefilter.ts';
import { PRESET_DETECTORS } from './preset-needles.ts';
import { SECRET_RULES } from './rules.ts';
import { isChosenByPeople, type OwnSecret } from './secret-match.ts';

/** One secret in one piece of a line, without its value. */
export type SecretSign = {
  /** What a user calls it ("Telegram bot token"), or for one of this host's own secrets `own/<file>: <key>`. */
  readonly kind: string;
  readonly fingerprint: Fingerprint;
};

/** How a file's bytes are searched: first for needles, then, only around them, for secrets. */
export type Search = {
  readonly nextNeedle: Prefilter;
  /** The secrets in a piece of a line. */
  readonly signsIn: (piece: Buffer) => Promise<SecretSign[]>;
  /** True when a sign of an earlier run would be given today: a secret that is no longer this host's is not one of its own. */
  readonly isCurrent: (sign: SecretSign) => boolean;
};

/** What a search is made of; plain data, so that it can be sent to a thread. */
export type SearchOptions = { readonly own: readonly OwnSecret[]; readonly salt: Uint8Array };

const compile = (needle: Needle): CompiledNeedle =>
  typeof needle === 'string'
    ? { sets: parseNeedle(needle) }
    : { sets: parseNeedle(needle.text), confirm: needle.confirm };

/** The needles of every rule that is in force. */
const needlesFor = (own: readonly OwnSecret[]): CompiledNeedle[] => [
  ...[...PRESET_DETECTORS, ...SECRET_RULES].flatMap(({ needles }) => needles.flatMap(withEscapedSlashes).map(compile)),
  ...ESCAPED_RUNS.map(compile),
  ...own.flatMap(({ value }) => writtenForms(value).map((form) => ({ sets: literalNeedle(form) }))),
];

const KINDS: ReadonlyMap<string, string> = new Map([
  ...PRESET_DETECTORS.map(({ detector, kind }) => [`secretlint/${detector}`, kind] as const),
  ...SECRET_RULES.map(({ id, kind }) => [id, kind] as const),
]);

/** Every kind that a search can tell of, each once. */
export const kindsOf = (own: readonly OwnSecret[]): string[] => [
  ...new Set([...KINDS.values(), ...own.map(({ rule }) => rule)]),
];

/** Raise it when the same bytes would give other findings for a reason that `searchDigest` does not see. */
const SEARCH_VERSION = 1;
/** About ten milliseconds, once per run. */
const SCRYPT_COST = { N: 4096 };
const SECRETLINT_VERSION: string = createRequire(import.meta.url)('@secretlint/core/package.json').version;

/**
 * Changes whenever a file that was searched before has to be searched again: other rules, another secretlint, another secret of
 * this host. What a provider renews by itself is left out: it cannot stand in a file that has not changed since. 32 bytes
 * in hex. Slow on purpose (scrypt), as it covers secrets that people chose.
 */
export const searchDigest = (own: readonly OwnSecret[], salt: Uint8Array): string => {
  const rules = SECRET_RULES.map(({ id, kind, pattern, accept }) => [id, kind, String(pattern), String(accept)]);
  const secrets = own.filter(({ renewed }) => !renewed).map(({ rule, value }) => [rule, value]);
  return scryptSync(
    JSON.stringify([SEARCH_VERSION, SECRETLINT_VERSION, PRESET_DETECTORS, rules, secrets]),
    salt,
    32,
    SCRYPT_COST,
  ).toString('hex');
};

/** Prepares a search: once per thread, not once per file. */
export const createSearch = ({ own, salt }: SearchOptions): Search => {
  const inUse = new Set(own.map(({ rule, value }) => `${rule}\n${fingerprintOf(value, salt, isChosenByPeople(rule))}`));
  // Built when the first file is read: where nothing has changed none is.
  let prefilter: Prefilter | undefined;
  return {
    nextNeedle: (bytes, from, end) => {
      prefilter ??= createPrefilter(needlesFor(own));
      return prefilter(bytes, from, end);
    },
    signsIn: async (piece) => {
      const matches = await matchSecrets(piece.toString('utf8'), own);
      return matches.map(({ rule, secret }) => ({
        kind: KINDS.get(rule) ?? rule,
        fingerprint: fingerprintOf(secret, salt, isChosenByPeople(rule)),
      }));
    },
    isCurrent: ({ kind, fingerprint }) => !kind.startsWith('own/') || inUse.has(`${kind}\n${fingerprint}`),
  };
};
