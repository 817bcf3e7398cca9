import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { matchSecrets, type OwnSecret } from './match-secrets.ts';
import { literalNeedle, type Needle, parseNeedle } from './needle.ts';
import { writtenForms } from './own-secrets.ts';
import { type CompiledNeedle, createPrefilter, type Prefilter } from './prefilter.ts';
import { PRESET_DETECTORS } from './preset-needles.ts';
import { SECRET_RULES } from './rules.ts';

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
};

/** What a search is made of; plain data, so that it can be sent to a thread. */
export type SearchOptions = { readonly own: readonly OwnSecret[]; readonly salt: Uint8Array };

const compile = (needle: Needle): CompiledNeedle =>
  typeof needle === 'string'
    ? { sets: parseNeedle(needle) }
    : { sets: parseNeedle(needle.text), confirm: needle.confirm };

/** The needles of every rule that is in force. */
const needlesFor = (own: readonly OwnSecret[]): CompiledNeedle[] => [
  ...[...PRESET_DETECTORS, ...SECRET_RULES].flatMap(({ needles }) => needles.map(compile)),
  ...own.flatMap(({ value }) => writtenForms(value).map((form) => ({ sets: literalNeedle(form) }))),
];

const KINDS: ReadonlyMap<string, string> = new Map([
  ...PRESET_DETECTORS.map(({ detector, kind }) => [`secretlint/${detector}`, kind] as const),
  ...SECRET_RULES.map(({ id, kind }) => [id, kind] as const),
]);

/** Prepares a search. Takes a few milliseconds: once per thread, not once per file. */
export const createSearch = ({ own, salt }: SearchOptions): Search => ({
  nextNeedle: createPrefilter(needlesFor(own)),
  signsIn: async (piece) => {
    const matches = await matchSecrets(piece.toString('utf8'), own);
    return matches.map(({ rule, secret }) => ({
      kind: KINDS.get(rule) ?? rule,
      fingerprint: fingerprintOf(secret, salt),
    }));
  },
});
