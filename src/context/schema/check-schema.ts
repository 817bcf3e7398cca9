import type { ConfigProblem, JsonObject } from '../../audit/context.ts';
import { valueOnPath } from '../config-reader.ts';
import { hasReference } from '../substitute.ts';
import { DIALECT, type Dialect } from './dialect.ts';
import { FORMATS, type FormatName } from './formats.ts';
import { describeLeaf, hasType, isAllowed, type Leaf, parseLeaf } from './leaf.ts';
import { findLegacyKeys } from './legacy.ts';
import { nearestKey } from './nearest-key.ts';
import { ProblemList } from './problem-list.ts';
import type { Discovered, KeyPath, RuleScope } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';
import { alternativesOf, isListShape, type Members, membersOf, type ObjectShape, type Shape } from './shape.ts';
import { describe, takes, typeName } from './shape-type.ts';

/** A config to be held against the schema, in both of its forms. */
export type SchemaInput = {
  /** The merged config, `${VAR}` substituted. */
  readonly value: unknown;
  /** The same before substitution: what came out of a variable is never repeated in a message. */
  readonly raw: unknown;
  /** Plugins found on this host. Without it an id that OpenClaw does not bring along gets the benefit of the doubt. */
  readonly discovered?: Discovered;
};

/** Short and plainly a word, so a slip ("tokens") can be named and a secret is not. */
const WORD = /^[a-z][a-z-]{0,15}$/i;

/** One walk over one config. Its depth is that of the schema, which ends after a dozen levels, not that of the config. */
class SchemaWalk {
  readonly problems: ProblemList;
  readonly #raw: unknown;
  readonly #scope: RuleScope;
  readonly #legacy: ReadonlySet<string>;
  readonly #path: (string | number)[] = [];

  constructor(input: SchemaInput, dialect: Dialect, fileFor: (keyPath: KeyPath) => string) {
    this.#raw = input.raw;
    this.#scope = { dialect, discovered: input.discovered };
    this.problems = new ProblemList(input.value, fileFor);
    this.#legacy = findLegacyKeys(input.value, dialect, this.problems);
  }

  check(shape: Shape, value: unknown): void {
    const choice = alternativesOf(shape);
    const fitting = choice === undefined ? shape : choice.find((alternative) => takes(alternative, value));
    if (fitting === undefined || !takes(fitting, value)) {
      const found = typeName(value);
      this.problems.add('wrong-type', this.#path, () => `must be ${describe(shape)}, and is ${found}`);
    } else if (typeof fitting === 'string') this.#checkLeaf(fitting, value);
    else if (isListShape(fitting)) {
      for (const [index, item] of (value as readonly unknown[]).entries()) this.#checkMember(index, fitting[0], item);
    } else this.#checkObject(membersOf(fitting as ObjectShape), value as JsonObject);
  }

  #checkMember(key: string | number, shape: Shape, value: unknown): void {
    this.#path.push(key);
    this.check(shape, value);
    this.#path.pop();
  }

  #checkLeaf(notation: string, value: unknown): void {
    const leaves = parseLeaf(notation).filter((leaf) => hasType(leaf, value));
    if (leaves.some((leaf) => isAllowed(leaf, value))) return;
    // An unset variable is a problem of its own; what it would hold is not known.
    if (typeof value === 'string' && hasReference(value)) return;
    this.problems.add('bad-value', this.#path, () => this.#badValue(leaves, value));
  }

  #badValue(leaves: readonly Leaf[], value: unknown): string {
    const allowed = leaves.map(describeLeaf).join(', or ');
    const isWord = leaves.some((leaf) => leaf.words !== undefined) && typeof value === 'string' && WORD.test(value);
    const isWritten = isWord && valueOnPath(this.#raw, this.#path) === value;
    return `must be ${allowed}${isWritten ? `, and is "${value}"` : ''}`;
  }

  #checkObject(members: Members, object: JsonObject): void {
    for (const [key, value] of Object.entries(object)) {
      const shape = members.known.get(key);
      if (shape !== undefined) this.#checkMember(key, shape, value);
      else this.#checkOther(members, key, value);
    }
    for (const key of members.required) {
      if (Object.hasOwn(object, key)) continue;
      const what = describe(members.known.get(key) as Shape);
      this.problems.add('rule', [...this.#path, key], () => `is missing, and must be ${what}`);
    }
    this.#checkRules(members, object);
  }

  #checkOther(members: Members, key: string, value: unknown): void {
    if (members.others === undefined) {
      const path = [...this.#path, key];
      if (this.#legacy.has(path.join('.'))) return;
      this.problems.add('unknown-key', path, () => this.#unknownKey(members, key));
      return;
    }
    const format = members.otherKeys as FormatName | undefined;
    if (format !== undefined && !FORMATS[format].accepts(key)) {
      this.problems.add(
        'bad-value',
        [...this.#path, key],
        () => `is no name that is allowed here: ${FORMATS[format].meaning}`,
      );
    }
    this.#checkMember(key, members.others, value);
  }

  #unknownKey(members: Members, key: string): string {
    const nearest = nearestKey(key, members.known.keys());
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    const version = `OpenClaw ${this.#scope.dialect.version}`;
    return members.drops ? `is dropped by ${version} without a word${hint}` : `is not known to ${version}${hint}`;
  }

  #checkRules(members: Members, object: JsonObject): void {
    for (const name of members.rules) {
      const rule = RULES.get(name);
      if (rule === undefined) throw new Error(`the schema table names a rule that does not exist: ${name}`);
      for (const breach of rule(object, this.#scope)) {
        const judged = valueOnPath(object, breach.at);
        if (typeof judged === 'string' && hasReference(judged)) continue;
        this.problems.add(breach.kind ?? 'rule', [...this.#path, ...breach.at], () => breach.message);
      }
    }
  }
}

/**
 * What OpenClaw would refuse in a config that could be read: unknown keys, wrong types, values that are not allowed, keys of
 * earlier versions, broken rules across keys (spec CR 2.5, 2.6). Never throws for anything a JSON value may hold, and never
 * repeats a text of the config, save a short word where one of a few words is expected. At most 200 problems of a kind are
 * listed, the rest counted. `fileFor` names the file that holds a key path. Unset variables are the loader's to report.
 */
export const checkSchema = (
  input: SchemaInput,
  fileFor: (keyPath: readonly (string | number)[]) => string,
  dialect: Dialect = DIALECT,
): ConfigProblem[] => {
  const walk = new SchemaWalk(input, dialect, fileFor);
  walk.check(dialect.config, input.value);
  return walk.problems.finish();
};
