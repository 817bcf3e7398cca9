import type { JsonObject } from '../audit/context.ts';
import { isObject, listAt } from '../context/config-reader.ts';

const DEFAULT_ID = 'main';
const PLAIN_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/i;
const MAX_LENGTH = 64;

/**
 * The name under which an agent lives on disk (spec: config-and-resolution 3.3): 1 to 64 lower-case characters;
 * `main` for a blank id or one without a usable character.
 */
export const normalizeAgentId = (id: string): string => {
  const trimmed = id.trim();
  if (PLAIN_ID.test(trimmed)) return trimmed.toLowerCase();
  const dashed = trimmed
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+/, '');
  // Not with /-+$/, which takes quadratic time on a long run of dashes in the middle.
  let end = dashed.length;
  while (dashed[end - 1] === '-') end -= 1;
  return dashed.slice(0, Math.min(end, MAX_LENGTH)) || DEFAULT_ID;
};

/** An entry of `agents.list` that has an id. */
export type Agent = {
  /** As written. */
  readonly id: string;
  /** Position in `agents.list`: its place in the file. */
  readonly index: number;
  readonly entry: JsonObject;
};

/** The entries of `agents.list` whose id is a string, in file order. Ids may repeat. */
export const listedAgents = (config: JsonObject): Agent[] =>
  (listAt(config, 'agents.list') ?? []).flatMap((entry, index) =>
    isObject(entry) && typeof entry.id === 'string' ? [{ id: entry.id, index, entry }] : [],
  );

/** The normalized id of the agent that answers when nothing else is bound: the first marked one, else the first, else `main`. */
export const defaultAgentId = (config: JsonObject): string => {
  const entries = (listAt(config, 'agents.list') ?? []).filter(isObject);
  const chosen = entries.find((entry) => entry.default === true) ?? entries[0];
  return normalizeAgentId(typeof chosen?.id === 'string' ? chosen.id : '');
};

/** Normalized ids of the default agent and every listed one with an id that is not blank, each once. */
export const configuredAgentIds = (config: JsonObject): string[] => {
  const listed = listedAgents(config).filter(({ id }) => id.trim() !== '');
  return [...new Set([defaultAgentId(config), ...listed.map(({ id }) => normalizeAgentId(id))])];
};

/** Finds an agent as OpenClaw does: ids are compared normalized, and the first entry wins. */
export const agentFinder = (config: JsonObject): ((id: string) => Agent | undefined) => {
  const byId = new Map<string, Agent>();
  for (const agent of listedAgents(config)) {
    const id = normalizeAgentId(agent.id);
    if (!byId.has(id)) byId.set(id, agent);
  }
  return (id) => byId.get(normalizeAgentId(id));
};
