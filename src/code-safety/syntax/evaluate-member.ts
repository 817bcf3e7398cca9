import { allOf, anyMember, anyPairOf, container, namesOf, spreadUnder, under, valuesOfProperty } from './containers.ts';
import { addValues, anyOf, type Evaluation, NOTHING, pathsOf, textsOf } from './evaluation.ts';
import { isClass, isFunction, type Node, nodeAt, nodesAt, propertiesOf, textOf } from './node.ts';
import { ANY_ELEMENT, type Definition, REST, resolve, type Step, stepOf } from './scopes.ts';
import { type Container, canonical, MAX_TEXT, memberOfRef, ref, THIS, text, type Value } from './value.ts';

const INDEX = /^\d+$/;

/** What every value of a built-in class has under a name. */
const ofClass = (className: string, name: string): Value =>
  ref(name === 'constructor' ? className : `${className}.prototype.${name}`);

/** What the property `name` of an object literal or class may be: its own, else what is spread into it before. */
const propertyOf = (evaluation: Evaluation, object: Node, name: string, depth: number): readonly Value[] => {
  const found: Value[] = [];
  let spread: readonly Value[] = NOTHING;
  const properties = propertiesOf(object);
  if (!evaluation.spend(properties.length)) return found;
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      spread = [...spread, ...spreadUnder(evaluation, property, name, depth)];
      continue;
    }
    const isAny = name === ANY_ELEMENT;
    if (!isAny && !namesOf(evaluation, property, depth).includes(name)) continue;
    addValues(evaluation, found, valuesOfProperty(evaluation, property, depth));
    if (!isAny) spread = NOTHING;
  }
  addValues(evaluation, found, spread);
  return found;
};

const elementsOf = (evaluation: Evaluation, elements: readonly Node[], depth: number): readonly Value[] => {
  const found: Value[] = [...anyOf(evaluation, elements, depth)];
  for (const element of elements) addValues(evaluation, found, spreadUnder(evaluation, element, ANY_ELEMENT, depth));
  return found;
};

const memberOfArray = (evaluation: Evaluation, array: Node, name: string, depth: number): readonly Value[] => {
  if (name === ANY_ELEMENT) return elementsOf(evaluation, nodesAt(array, 'elements'), depth);
  if (!INDEX.test(name)) return [ofClass('Array', name)];
  const elements = array.elements as (Node | null)[];
  const index = Number(name);
  array.firstSpread ??= elements.findIndex((element) => element?.type === 'SpreadElement');
  const spread = array.firstSpread;
  // Behind a spread nobody can tell the index.
  if (spread !== -1 && spread <= index) return elementsOf(evaluation, nodesAt(array, 'elements').slice(spread), depth);
  const element = elements[index];
  return element ? evaluation.evaluate(element, depth) : NOTHING;
};

const memberOfContainer = (evaluation: Evaluation, { shape, members }: Container, name: string): readonly Value[] => {
  const isElement = name === ANY_ELEMENT || INDEX.test(name);
  if (name === ANY_ELEMENT && !evaluation.spend(members.size)) return NOTHING;
  if (shape === 'map')
    return isElement ? [anyPairOf(evaluation, members), ...allOf(evaluation, members)] : [ofClass('Map', name)];
  if (shape === 'list' && !isElement) return [ofClass('Array', name)];
  const found = under(evaluation, members, name);
  return found.length === 0 && name === 'constructor' ? [ref('Object')] : found;
};

const memberOfLiteral = (evaluation: Evaluation, node: Node, name: string, depth: number): readonly Value[] => {
  if (isClass(node)) return name === 'constructor' ? [ref('Function')] : propertyOf(evaluation, node, name, depth);
  if (isFunction(node)) return [ofClass('Function', name)];
  if (node.type === 'ArrayExpression') return memberOfArray(evaluation, node, name, depth);
  const found = propertyOf(evaluation, node, name, depth);
  return found.length === 0 && name === 'constructor' ? [ref('Object')] : found;
};

/** What the member `name` of a value may be. */
export const memberOf = (evaluation: Evaluation, value: Value, name: string, depth: number): readonly Value[] => {
  if (name === REST) return container('list', anyMember(memberOf(evaluation, value, ANY_ELEMENT, depth)));
  switch (value.kind) {
    case 'ref':
      return value.path === THIS ? memberOfThis(evaluation, name, depth) : [memberOfRef(value.path, name)];
    case 'text':
      if (INDEX.test(name)) return [text(value.text[Number(name)] ?? '')];
      return [ofClass('String', name)];
    case 'number':
      return [ofClass('Number', name)];
    case 'list':
      if (name === ANY_ELEMENT) return value.items.map(text);
      return [INDEX.test(name) ? text(value.items[Number(name)] ?? '') : ofClass('Array', name)];
    case 'literal':
      return memberOfLiteral(evaluation, value.node, name, depth);
    case 'container':
      return memberOfContainer(evaluation, value, name);
  }
};

/** What `this.name` may be: whatever was put there in this file. */
const memberOfThis = (evaluation: Evaluation, name: string, depth: number): readonly Value[] => {
  const found = [...definedValues(evaluation, evaluation.survey.self.members.get(name) ?? [], depth)];
  addValues(evaluation, found, [memberOfRef(THIS, name)]);
  return found;
};

const definedValues = (evaluation: Evaluation, definitions: readonly Definition[], depth: number): readonly Value[] => {
  const found: Value[] = [];
  if (!evaluation.spend(definitions.length)) return found;
  let joined: string | undefined;
  for (const definition of definitions) {
    if ('node' in definition && definition.appended === true) {
      const [more] = textsOf(evaluation.evaluate(definition.node, depth));
      joined = `${joined ?? textsOf(found)[0] ?? ''}${more ?? ''}`.slice(0, MAX_TEXT);
    } else if ('ref' in definition) addValues(evaluation, found, [ref(canonical(definition.ref))]);
    else
      addValues(
        evaluation,
        found,
        evaluation.follow(evaluation.evaluate(definition.node, depth), definition.steps, depth),
      );
  }
  // `a = 'x'; a += 'y'`: the parts in the order of the text.
  if (joined !== undefined) addValues(evaluation, found, [text(joined)]);
  return found;
};

/** What a name stands for: what was assigned to it, or the global of that name. */
export const evaluateName = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const name = textOf(node, 'name') ?? '';
  const binding = resolve(node.inScope, name);
  if (binding === undefined) return [ref(canonical(name))];
  const found = [...definedValues(evaluation, binding.definitions, depth)];
  addValues(evaluation, found, definedValues(evaluation, binding.merged, depth));
  return binding.open ? [...found, ref(canonical(name))] : found;
};

/** What was assigned to this member by name: `tools.run = exec`. */
const assignedMember = (evaluation: Evaluation, object: Node, step: Step, depth: number): readonly Value[] => {
  if (typeof step !== 'string') return NOTHING;
  const name = object.type === 'Identifier' ? textOf(object, 'name') : undefined;
  const named = name === undefined ? undefined : resolve(object.inScope, name);
  return definedValues(evaluation, named?.members.get(step) ?? [], depth);
};

/** `x.constructor.constructor` is Function, whatever x is. */
const isConstructorTwice = (object: Node, step: Step): boolean =>
  step === 'constructor' && textOf(nodeAt(object, 'property') ?? object, 'name') === step;

/** What `object.name` or `object[expression]` stands for. */
export const evaluateMember = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const object = nodeAt(node, 'object');
  if (object === undefined) return NOTHING;
  const step = stepOf(node, 'property');
  const found: Value[] = [...assignedMember(evaluation, object, step, depth)];
  const base = evaluation.evaluate(object, depth);
  addValues(evaluation, found, evaluation.follow(base, [step], depth));
  if (found.length > 0) return found;
  // A member that nobody can tell of something dangerous: `for (name in cp) cp[name]('x')`.
  const modules = pathsOf(base).filter((path) => path.startsWith('#'));
  if (modules.length > 0) return modules.map((path) => ref(`${path}.${ANY_ELEMENT}`));
  return isConstructorTwice(object, step) ? [ref('Function')] : NOTHING;
};
