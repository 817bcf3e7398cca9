import { addValues, anyOf, type Evaluation, NOTHING, pathsOf, textsOf } from './evaluation.ts';
import { isFunction, type Node, nodeAt, nodesAt, textOf } from './node.ts';
import { ANY_ELEMENT, type Definition, resolve, stepOf } from './scopes.ts';
import { canonical, MAX_TEXT, memberOfRef, ref, text, type Value } from './value.ts';

/** Assignments to one name or property that are followed. */
const MAX_DEFINITIONS = 200;

const INDEX = /^\d+$/;

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

const memberOfLiteral = (evaluation: Evaluation, node: Node, name: string, depth: number): readonly Value[] => {
  if (node.type.startsWith('Class')) return name === 'constructor' ? [ref('Function')] : NOTHING;
  if (isFunction(node)) return [ref(name === 'constructor' ? 'Function' : `Function.prototype.${name}`)];
  if (node.type === 'ArrayExpression') {
    if (name === ANY_ELEMENT) return anyOf(evaluation, nodesAt(node, 'elements'), depth);
    if (!INDEX.test(name)) return [ref(name === 'constructor' ? 'Array' : `Array.prototype.${name}`)];
    const element = (node.elements as (Node | null)[])[Number(name)];
    return element ? evaluation.evaluate(element, depth) : NOTHING;
  }
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
      return [ref(name === 'constructor' ? 'String' : `String.prototype.${name}`)];
    case 'number':
      return [ref(name === 'constructor' ? 'Number' : `Number.prototype.${name}`)];
    case 'list':
      if (name === ANY_ELEMENT) return value.items.map(text);
      return [INDEX.test(name) ? text(value.items[Number(name)] ?? '') : ref(`Array.prototype.${name}`)];
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

/** What `object.name` or `object[expression]` stands for. */
export const evaluateMember = (evaluation: Evaluation, node: Node, depth: number): readonly Value[] => {
  const { survey, evaluate, follow } = evaluation;
  const object = nodeAt(node, 'object');
  if (object === undefined) return NOTHING;
  const step = stepOf(node, 'property');
  const isThis = object.type === 'ThisExpression';
  const found: Value[] = [];
  if (typeof step === 'string') {
    const name = object.type === 'Identifier' ? (textOf(object, 'name') ?? '') : undefined;
    const owner = isThis ? survey.self : name === undefined ? undefined : resolve(object.inScope, name);
    addValues(found, definedValues(evaluation, owner?.members.get(step) ?? [], depth));
  }
  const base = isThis ? [ref('this')] : evaluate(object, depth);
  addValues(found, follow(base, [step], depth));
  // A member that nobody can tell of something dangerous: `for (name in cp) cp[name]('x')`.
  if (found.length === 0)
    addValues(
      found,
      pathsOf(base).flatMap((path) => (path.startsWith('#') ? [ref(`${path}.${ANY_ELEMENT}`)] : [])),
    );
  // `x.constructor.constructor` is Function, whatever x is.
  if (found.length === 0 && step === 'constructor' && textOf(nodeAt(object, 'property') ?? object, 'name') === step)
    return [ref('Function')];
  return found;
};
