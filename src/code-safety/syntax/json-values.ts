import { type Evaluation, type KnownCall, NOTHING, textsOf } from './evaluation.ts';
import { type Members, text, type Value } from './value.ts';

/** A member takes more memory than a constant: it counts for more work. */
const MEMBER_WORK = 16;

const membersOfJson = (evaluation: Evaluation, entries: Iterable<[string, unknown]>, depth: number): Members => {
  const members = new Map<string, readonly Value[]>();
  for (const [name, entry] of entries) {
    if (!evaluation.spend(MEMBER_WORK)) break;
    const value = fromJson(evaluation, entry, depth);
    if (value !== undefined) members.set(name, [value]);
  }
  return members;
};

const fromJson = (evaluation: Evaluation, json: unknown, depth: number): Value | undefined => {
  if (typeof json === 'string') return text(json);
  if (typeof json === 'number') return { kind: 'number', number: json };
  if (json === null || typeof json !== 'object' || !evaluation.mayGoDeeper(depth)) return undefined;
  return {
    kind: 'container',
    shape: Array.isArray(json) ? 'list' : 'object',
    members: membersOfJson(evaluation, Object.entries(json), depth + 1),
  };
};

/** What `JSON.parse` gives for constant texts. */
export const parseJson: KnownCall = (evaluation, { nodes: [first] }, depth) => {
  const texts = first === undefined ? [] : textsOf(evaluation.evaluate(first, depth));
  return texts.flatMap((json): readonly Value[] => {
    if (!evaluation.spend(json.length)) return NOTHING;
    try {
      const value = fromJson(evaluation, JSON.parse(json), depth);
      return value === undefined ? NOTHING : [value];
    } catch {
      // What is no JSON makes the program throw: it gives nothing.
      return NOTHING;
    }
  });
};
