import { addValues, anyOf, type Evaluation, NOTHING, pathsOf, textsOf } from './evaluation.ts';
import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { ANY_ELEMENT, type Definition, resolve, type Step, stepOf } from './scopes.ts';
import { canonical, MAX_TEXT, memberOfRef, ref, text, type Value } from './value.ts';

/** Assignments to one name or property that are followed. */
const MAX_DEFINITIONS = 200;

const INDEX = /^\d+$/;

/** What every value of a built-in class has under a name. */
const ofClass = (className: string, name: string): Value =>
  ref(name === 'constructor' ? className : `${className}.prototype.${name}`);

const propertyOf = (evaluation: Evaluation, object: Node, name: string, depth: number): readonly Value[] => {
  const found: Value[] = [];
  if (!evaluation.spend((object.properties as unknown[]).length)) return found;
  for (const entry of nodesAt(object, 'properties')) {
    const value = nodeAt(entry, 'value');
    if (value === undefined) continue;
    const step = stepOf(entry, 'key');
    const names = typeof step === 'string' ? [step] : textsOf(evaluation.evaluate(step, depth));
    if (name !== ANY_ELEMENT && !names.includes(name)) continue;
    const given = entry.kind === 'get' ? (evaluation.survey.returns.get(value) ?? []) : [value];
    addValues(found, anyOf(evaluation, given, depth));
  }
  return found;
};

const memberOfArray = (evaluation: Evaluation, array: Node, name: string, depth: number): readonly Value[] => {
  if (name === ANY_ELEMENT) return anyOf(evaluation, nodesAt(array, 'elements'), depth);
  if (!INDEX.test(name)) return [ofClass('Array', name)];
  const element = (array.elements as (Node | null)[])[Number(name)];
  return element ? evaluation.evaluate(element, depth) : NOTHING;
};

const memberOfLiteral = (evaluation: Evaluation, node: Node, name: string, depth: number): readonly Value[] => {
  if (node.type.startsWith('Class')) return name === 'constructor' ? [ref('Function')] : NOTHING;
  if (isFunction(node)) return [ofClass('Function', name)];
  if (node.type === 'ArrayExpression') return memberOfArray(evaluation, node, name, depth);
  const found = propertyOf(evaluation, node, name, depth);
  return found.length === 0 && name === 'constructor' ? [ref('Object')] : found;
};

/** What the member `name` of a value may be. */
export const memberOf = (evaluation: Evaluation, value: Value, name: string, depth: number): readonly Value[] => {
  switch (value.kind) {
    case 'ref':
      return [memberOfRef(value.path, name)];
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
  }
};

const definedValues = (evaluation: Evaluation, definitions: readonly Definition[], depth: number): readonly Value[] => {
  const found: Value[] = [];
  if (!evaluation.spend(Math.min(definitions.length, MAX_DEFINITIONS))) return found;
  let joined: string | undefined;
  for (const definition of definitions.slice(0, MAX_DEFINITIONS)) {
    if ('node' in definition && definition.appended === true) {
      const [more] = textsOf(evaluation.evaluate(definition.node, depth));
      joined = `${joined ?? textsOf(found)[0] ?? ''}${more ?? ''}`.slice(0, MAX_TEXT);
    } else if ('ref' in definition) addValues(found, [ref(canonical(definition.ref))]);
    else addValues(found, evaluation.follow(evaluation.evaluate(definition.node, depth), definition.steps, depth));
  }
  // `a = 'x'; a += 'y'`: the parts in the order of the text.
  if (joined !== undefined) addValues(found, [text(joined)]);
  return found;
};

/** What a name stands for: what was assigned to it, or the global of that name. */
export const evaluateName = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const name = textOf(node, 'name') ?? '';
  const binding = resolve(node.inScope, name);
  if (binding === undefined) return [ref(canonical(name))];
  const found = definedValues(evaluation, binding.definitions, depth);
  return binding.open ? [...found, ref(canonical(name))] : found;
};

/** What was assigned to this member by name: `tools.run = exec`. */
const assignedMember = (evaluation: Evaluation, object: Node, step: Step, depth: number): readonly Value[] => {
  if (typeof step !== 'string') return NOTHING;
  const name = object.type === 'Identifier' ? textOf(object, 'name') : undefined;
  const named = name === undefined ? undefined : resolve(object.inScope, name);
  const owner = object.type === 'ThisExpression' ? evaluation.survey.self : named;
  return definedValues(evaluation, owner?.members.get(step) ?? [], depth);
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
  const base = object.type === 'ThisExpression' ? [ref('this')] : evaluation.evaluate(object, depth);
  addValues(found, evaluation.follow(base, [step], depth));
  if (found.length > 0) return found;
  // A member that nobody can tell of something dangerous: `for (name in cp) cp[name]('x')`.
  const modules = pathsOf(base).filter((path) => path.startsWith('#'));
  if (modules.length > 0) return modules.map((path) => ref(`${path}.${ANY_ELEMENT}`));
  return isConstructorTwice(object, step) ? [ref('Function')] : NOTHING;
};
