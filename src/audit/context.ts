/** A JSON object as it was read: nothing about its members is known. */
export type JsonObject = { readonly [key: string]: unknown };

/** Where things are on this host. Absolute paths; none needs to exist. */
export type HostPaths = {
  /** The effective home (spec: config-and-resolution 1.1). */
  readonly home: string;
  readonly stateDir: string;
  /** The one config file that is loaded, checked and fixed. */
  readonly configPath: string;
  /** `OPENCLAW_OAUTH_DIR` or `<state>/credentials`. */
  readonly credentialsDir: string;
  /** Current working directory, for relative `logging.file`. */
  readonly cwd: string;
};

/** A fault in a config that could be read all the same. */
export type ConfigProblem = {
  readonly kind: 'unknown-key' | 'wrong-type' | 'bad-value' | 'legacy-key' | 'unset-variable' | 'rule';
  readonly file: string;
  /** Dotted path in the merged config, array indexes as numbers. */
  readonly key: string;
  /** One sentence: what is wrong and what is allowed. Never contains the value of a string. */
  readonly message: string;
};

/** A fault that left nothing, or not all, of the config to read. */
export type ConfigFailure = {
  readonly kind: 'syntax' | 'unreadable' | 'not-a-file' | 'not-an-object' | 'include';
  readonly file: string;
  readonly line?: number;
  readonly message: string;
};

/** The file that holds a value, and the value's key path inside that file. */
export type Origin = { readonly file: string; readonly keyPath: readonly (string | number)[] };

/** The config as it was read, or why it was not. Data only. */
export type LoadedConfig = {
  readonly status: 'missing' | 'loaded' | 'unreadable';
  readonly path: string;
  /** Includes merged, `${VAR}` substituted (an unset one stays as written), no schema defaults. `{}` unless loaded. */
  readonly value: JsonObject;
  /** As `value`, before substitution: secrets given as `${VAR}` are still references here. */
  readonly raw: JsonObject;
  readonly problems: readonly ConfigProblem[];
  readonly failure?: ConfigFailure;
  /** Every file an `$include` names, in document order, each once. Absolute, not necessarily readable. */
  readonly includes: readonly string[];
  /** The file and place a merged key comes from; undefined when the key is not set. */
  readonly originOf: (keyPath: readonly (string | number)[]) => Origin | undefined;
};

/** What a shell must be told so that `openclaw` means the audited installation and not the shell's own. */
export type OtherInstallation = {
  readonly variables: Readonly<Record<'OPENCLAW_STATE_DIR' | 'OPENCLAW_CONFIG_PATH', string>>;
  /** Who owns the state directory; undefined when there is none, or there are no owners. */
  readonly ownerUid?: number;
};

/** Everything the audit knows before it looks at the state tree. Read once, never changed. */
export type AuditContext = {
  readonly paths: HostPaths;
  /** The variables the gateway would see: the process environment, then `<state>/.env`, then the config's `env` block. Data only. */
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
  /** Numeric user id of the auditor; undefined on Windows. */
  readonly uid: number | undefined;
  readonly config: LoadedConfig;
  /** `owner`: nobody but the owner. `group`: the group shares the state on purpose. */
  readonly permissions: 'owner' | 'group';
  /** Set when this is not the installation that the auditor's own environment names. */
  readonly other?: OtherInstallation;
  /** The time the audit counts as now; fixed in tests. */
  readonly now: Date;
};
