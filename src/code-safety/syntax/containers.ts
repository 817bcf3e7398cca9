import { addValues, anyOf, type Evaluation, NOTHING, textsOf } from './evaluation.ts';
import { isClass, type Node, nodeAt, propertiesOf } from './node.ts';
import { ANY_ELEMENT, stepOf } from './scopes.ts';
import { type Container, type Members, ref, text, type Value } from './value.ts';

/** Members of one object, list or map that are kept apart. Whatever comes behind them may lie under any name. */
const MAX_MEMBERS = 4_096;
/** A member takes more memory than a constant: it counts for more work, so that a hostile file cannot have many. */
const MEMBER_WORK = 16;

const NO_MEMBERS: Members = new Map();

/** These values under any name. */
export const anyMember = (values: readonly Value[]): Members =>
  values.length === 0 ? NO_MEMBERS : new Map([[ANY_ELEMENT, values]]);

const pair = (names: readonly string[], values: readonly Value[]): Container => {
  const known = names.filter((name) => name !== ANY_ELEMENT).map(text);
  return {
    kind: 'container',
    shape: 'list',
    members: new Map([
      ['0', known],
      ['1', values],
    ]),
  };
};

/** The names a property may have; none when they cannot be told. */
export const namesOf = ({ evaluate }: Evaluation, property: Node, depth: number): string[] => {
  const step = stepOf(property, 'key');
  return typeof step === 'string' ? [step] : textsOf(evaluate(step, depth));
};

/** What a property of an object literal may be: for a getter, what it returns. */
export const valuesOfProperty = (evaluation: Evaluation, property: Node, depth: number): readonly Value[] => {
  const value = nodeAt(property, 'value');
  if (value === undefined) return NOTHING;
  return anyOf(evaluation, property.kind === 'get' ? (evaluation.survey.returns.get(value) ?? []) : [value], depth);
};

/** What `...x` may bring in under a name. Something that is spread into itself (`a = { ...a }`) brings nothing more. */
export const spreadUnder = (evaluation: Evaluation, spread: Node, name: string, depth: number): readonly Value[] => {
  const source = spread.type === 'SpreadElement' ? nodeAt(spread, 'argument') : undefined;
  if (source === undefined) return NOTHING;
  spread.knownSpread ??= new Map();
  const known = spread.knownSpread.get(name);
  if (known !== undefined) return known;
  if (!evaluation.mayGoDeeper(depth) || !evaluation.spend(MEMBER_WORK)) return NOTHING;
  spread.knownSpread.set(name, NOTHING);
  const values = evaluation.follow(evaluation.evaluate(source, depth + 1), [name], depth + 1);
  spread.knownSpread.set(name, values);
  return values;
};

/** Members that are put together one after the other, while the file has work left. */
class MemberList {
  readonly members = new Map<string, Value[]>();
  readonly #evaluation: Evaluation;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** Adds what may lie under any of these names; without a name, under any at all. */
  add(names: readonly string[], values: readonly Value[]): void {
    if (values.length === 0) return;
    for (const name of names.length === 0 ? [ANY_ELEMENT] : names) {
      if (!this.#evaluation.spend(MEMBER_WORK)) return;
      const kept = this.members.size < MAX_MEMBERS || this.members.has(name) ? name : ANY_ELEMENT;
      const known = this.members.get(kept) ?? [];
      addValues(this.#evaluation, known, values);
      this.members.set(kept, known);
    }
  }

  addAll(members: Members): void {
    for (const [name, values] of members) this.add([name], values);
  }
}

const membersOfObject = (evaluation: Evaluation, object: Node, depth: number): Members => {
  const list = new MemberList(evaluation);
  for (const property of propertiesOf(object)) {
    const spread = property.type === 'SpreadElement' ? nodeAt(property, 'argument') : undefined;
    if (spread === undefined)
      list.add(namesOf(evaluation, property, depth), valuesOfProperty(evaluation, property, depth));
    else for (const value of evaluation.evaluate(spread, depth)) list.addAll(membersOf(evaluation, value, depth));
  }
  return list.members;
};

const membersOfArray = (evaluation: Evaluation, array: Node, depth: number): Members => {
  const list = new MemberList(evaluation);
  const elements = array.elements as (Node | null)[];
  // Behind a spread nobody can tell the index.
  const firstSpread = elements.findIndex((element) => element?.type === 'SpreadElement');
  for (const [index, element] of elements.entries()) {
    if (element === null) continue;
    const names = firstSpread === -1 || index < firstSpread ? [String(index)] : [];
    list.add(names, evaluation.evaluate(element, depth));
    list.add([], spreadUnder(evaluation, element, ANY_ELEMENT, depth));
  }
  return list.members;
};

const membersOfLiteral = (evaluation: Evaluation, node: Node, depth: number): Members => {
  if (node.knownMembers !== undefined) return node.knownMembers;
  if (!evaluation.mayGoDeeper(depth)) return NO_MEMBERS;
  // While they are being put together, something that is spread into itself holds nothing.
  node.knownMembers = NO_MEMBERS;
  if (node.type === 'ObjectExpression' || isClass(node))
    node.knownMembers = membersOfObject(evaluation, node, depth + 1);
  if (node.type === 'ArrayExpression') node.knownMembers = membersOfArray(evaluation, node, depth + 1);
  return node.knownMembers;
};

const membersOfList = (evaluation: Evaluation, items: readonly string[]): Members => {
  const list = new MemberList(evaluation);
  for (const [index, item] of items.entries()) list.add([String(index)], [text(item)]);
  return list.members;
};

/** A list of `[name, value]`, one for each member; empty when the file has no work left. */
export const pairsOf = (evaluation: Evaluation, members: Members): Members => {
  if (!evaluation.spend(members.size * MEMBER_WORK)) return NO_MEMBERS;
  return new Map([...members].map(([name, values], index) => [String(index), [pair([name], values)]]));
};

/** The members of a value by name, by index, or of a map its pairs by index. Empty when they cannot be told. */
export const membersOf = (evaluation: Evaluation, value: Value, depth: number): Members => {
  if (value.kind === 'list') return membersOfList(evaluation, value.items);
  if (value.kind === 'container') return value.shape === 'map' ? pairsOf(evaluation, value.members) : value.members;
  if (value.kind === 'ref' && value.path.startsWith('#')) return anyMember([ref(`${value.path}.${ANY_ELEMENT}`)]);
  return value.kind === 'literal' ? membersOfLiteral(evaluation, value.node, depth) : NO_MEMBERS;
};

/** Everything that lies under some name, up to the bound of `addValues`. */
export const allOf = (evaluation: Evaluation, members: Members): readonly Value[] => {
  const found: Value[] = [];
  for (const values of members.values()) addValues(evaluation, found, values);
  return found;
};

/** What may lie under a name. */
export const under = (evaluation: Evaluation, members: Members, name: string): readonly Value[] =>
  name === ANY_ELEMENT
    ? allOf(evaluation, members)
    : [...(members.get(name) ?? []), ...(members.get(ANY_ELEMENT) ?? [])];

/** `[name, value]` for all members together. */
export const anyPairOf = (evaluation: Evaluation, members: Members): Container =>
  pair([...members.keys()], allOf(evaluation, members));

/** The members that pairs of a name and a value make. */
export const membersFromPairs = (evaluation: Evaluation, pairs: readonly Value[], depth: number): Members => {
  const list = new MemberList(evaluation);
  if (!evaluation.spend(pairs.length)) return list.members;
  for (const pair of pairs)
    list.add(textsOf(evaluation.follow([pair], ['0'], depth)), evaluation.follow([pair], ['1'], depth));
  return list.members;
};

/** A container with these members; nothing when it has none. */
export const container = (shape: Container['shape'], members: Members): readonly Value[] =>
  members.size === 0 ? NOTHING : [{ kind: 'container', shape, members }];
