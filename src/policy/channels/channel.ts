import type { JsonObject } from '../../audit/context.ts';

/** The questions about files that decide whether an account has credentials. Answered by a reader in `context`. */
export type ChannelFiles = {
  /** False only when there is certainly no file with content: what cannot be looked at counts as there. */
  readonly hasContent: (path: string) => boolean;
  /** Is a WhatsApp session linked for the account; undefined when that cannot be told. `authDir` as in the config. */
  readonly whatsappLinked: (accountId: string, authDir: string | undefined) => boolean | undefined;
  /** Has the Matrix client stored an access token of its own. */
  readonly matrixLoggedIn: () => boolean;
};

/** One account as its channel reads it. */
export type AccountView = {
  /** Normalized id, `default` when the section has no accounts. */
  readonly id: string;
  readonly isDefault: boolean;
  /** The account's own object; where there is none, the section for `default` and `{}` for others. No schema defaults. */
  readonly own: JsonObject;
  /** The section without `accounts`. No schema defaults; `{}` when there is no section. */
  readonly section: JsonObject;
  /** Whether `channels.<id>` exists. */
  readonly hasSection: boolean;
  /** Section and account merged, schema defaults included. */
  readonly merged: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  readonly files: ChannelFiles;
};

/** Where a channel keeps who may send direct messages: keys relative to the section or account, first filled one counts. */
export type DirectMessageKeys = { readonly policy: readonly string[]; readonly allowFrom: readonly string[] };

/** A map of groups inside the section, and where each group keeps its senders and its inner groups. */
export type GroupMap = {
  /** Key of the map, relative to the section, account or outer group. */
  readonly key: string;
  /** Key of the sender list inside each group, where the schema has one. */
  readonly senders?: string;
  readonly inner?: GroupMap;
};

/** What OpenClaw's rules need to know about one channel (spec: checks 5.1, 5.2). */
export type ChannelDescriptor = {
  readonly id: string;
  readonly label: string;
  /** Place in the walk; equal places go by id. */
  readonly order: number;
  /** False: the channel has no settings this audit has rules for. */
  readonly judged: boolean;
  /** `exact`: the gateway looks the normalized id up as written, so a key with capitals is never found. */
  readonly accountLookup: 'exact' | 'any-case' | 'single';
  /** True where the account `default` is the section itself, and an object of that name is ignored. */
  readonly defaultIsSection?: true;
  /** Keys whose objects are merged one level deeper than the rest. */
  readonly deepKeys?: readonly string[];
  /** What the schema fills into the section and into every account object (spec: CR 2.5). */
  readonly schemaDefaults?: JsonObject;
  readonly configured: (view: AccountView) => boolean;
  /** Absent: the original judges no direct messages of this channel. */
  readonly directMessages?: DirectMessageKeys;
  /** Group policy when neither account, section nor `channels.defaults` has one; `unjudged`: the original never warns. */
  readonly groupDefault: 'open' | 'allowlist' | 'unjudged';
  /** True where `channels.defaults.groupPolicy` has no effect. */
  readonly ignoresDefaults?: boolean;
  readonly groups?: GroupMap;
  /** The form in which two allowlist entries for the same sender are equal. */
  readonly normalizeEntry: (entry: string) => string;
};
