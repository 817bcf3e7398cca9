import type { AuditContext } from './context.ts';
import type { Exposure, Place } from './finding.ts';
import type { Severity } from './severity.ts';

/** A constant, or a pure function of the judged fact. */
export type Of<Fact, Value> = Value | ((fact: Fact) => Value);

/** What `checks show ID` and docs/checks.md say. Plain English, whole sentences, no trailing newline. */
export type CheckDocs = {
  /** One line for `checks`: what the finding states. No full stop. */
  readonly summary: string;
  /** Why it matters: what can happen. */
  readonly why: string;
  /** What exactly triggers it, thresholds included. */
  readonly triggers: string;
  /** How to mend it: the command or the config change. */
  readonly mend: string;
  /** A config (JSON5) or a shell line that triggers it. */
  readonly example?: string;
};

/** A declarative row that may yield one finding for each fact it is shown. Pure: no I/O, no state. */
export type Check<Fact> = {
  /** Permanent: it is API. Where the id carries a name, that part is written `<name>` here and `idFor` fills it. */
  readonly id: string;
  readonly idFor?: (fact: Fact) => string;
  readonly severity: Of<Fact, Severity>;
  /** All severities it can have; required where `severity` is a function. */
  readonly severities?: readonly Severity[];
  readonly title: Of<Fact, string>;
  readonly detail: Of<Fact, string>;
  readonly remediation?: Of<Fact, string>;
  /** A shell line that mends it, names in it quoted (src/audit/shell-quote.ts). Undefined where none does. */
  readonly command?: (fact: Fact) => string | undefined;
  /** Config keys (dotted) the finding points at; the file is looked up from the config's provenance. */
  readonly keys?: Of<Fact, readonly string[]>;
  /** Places that are no config keys. */
  readonly places?: (fact: Fact) => readonly Place[];
  /** How many things the finding stands for, where it is a sum. */
  readonly count?: (fact: Fact) => number;
  /** Only for permissions: whether anyone else can get there. */
  readonly exposure?: (fact: Fact) => Exposure | undefined;
  /** True when `--fix` takes the finding away. */
  readonly fixable?: Of<Fact, boolean>;
  readonly docs: CheckDocs;
  readonly when: (fact: Fact) => boolean;
};

/** One topic: where its facts come from, and the rows that judge each of them. */
export type CheckModule<Fact> = {
  readonly name: string;
  /** May do I/O. Everything after it is pure. */
  readonly facts: (context: AuditContext) => Iterable<Fact> | Promise<Iterable<Fact>>;
  /** `first`: the rows are an else-if chain for each fact. `every`: each row judges each fact. */
  readonly keep: 'every' | 'first';
  readonly checks: readonly Check<Fact>[];
};
