import type { JsonObject } from '../../../audit/context.ts';
import type { Dialect } from '../dialect.ts';

/** The keys and indexes that lead to a value, from the outside in; empty for the object itself. */
export type KeyPath = readonly (string | number)[];

/** Plugins and their channels found on this host, beside those OpenClaw brings along. */
export type Discovered = { readonly channelIds: readonly string[]; readonly pluginIds: readonly string[] };

/** What a rule may know besides the object it judges. */
export type RuleScope = {
  readonly dialect: Dialect;
  /** Undefined when nobody looked: then an id that no one knows is only reported when it looks like a slip. */
  readonly discovered: Discovered | undefined;
};

/** A rule that does not hold: where, as a path inside the judged object, and what would be right. */
export type Breach = {
  readonly kind?: 'rule' | 'unknown-key';
  readonly at: KeyPath;
  /** What is wrong, as the rest of a sentence that starts with the key. Never holds a string value of the config. */
  readonly message: string;
};

/** What an object as a whole must satisfy. The object may hold anything: types are reported elsewhere. */
export type Rule = (object: JsonObject, scope: RuleScope) => Iterable<Breach>;
