import type { JsonObject } from '../audit/context.ts';
import { listAt, textAt } from '../context/config-reader.ts';
import { expandGroups, normalizeToolName } from './tool-groups.ts';

/** Whether a policy lets a tool through; takes a normalized name. */
export type ToolPolicy = (tool: string) => boolean;

/** Names, groups and patterns with `*`, as written. */
export type ToolLists = {
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
};

/** Matches `*` as any run of characters, without a regular expression: a config may hold any pattern. */
const matches = (pattern: string, name: string): boolean => {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
};

/** Sorted out once, since a policy is asked for every tool of every agent. */
const matcher = (names: readonly string[]): ToolPolicy => {
  const exact = new Set(names);
  const patterns = [...exact].filter((name) => name.includes('*'));
  return (tool) => exact.has(tool) || patterns.some((pattern) => matches(pattern, tool));
};

/** A deny match wins; an empty `allow` lets everything else through (spec: config-and-resolution 3.6). */
export const toolPolicy = ({ allow = [], deny = [] }: ToolLists): ToolPolicy => {
  const allowed = expandGroups(allow);
  const isDenied = matcher(expandGroups(deny));
  const isAllowed = matcher(allowed);
  return (tool) =>
    !isDenied(tool) &&
    // Whoever may run commands may patch files; denying exec does not deny apply_patch.
    (allowed.length === 0 || isAllowed(tool) || (tool === 'apply_patch' && isAllowed('exec')));
};

const PROFILES: ReadonlyMap<string, ToolPolicy> = new Map([
  ['minimal', toolPolicy({ allow: ['session_status'] })],
  ['coding', toolPolicy({ allow: ['group:fs', 'group:runtime', 'group:sessions', 'group:memory', 'image'] })],
  [
    'messaging',
    toolPolicy({ allow: ['group:messaging', 'sessions_list', 'sessions_history', 'sessions_send', 'session_status'] }),
  ],
]);

/** The policy of a profile; undefined where it restricts nothing (`full`, unset, unknown). */
export const profilePolicy = (profile: string | undefined): ToolPolicy | undefined =>
  profile === undefined ? undefined : PROFILES.get(profile);

/** The text entries of a list; undefined when it is no list. */
export const namesAt = (tools: unknown, key: string): string[] | undefined =>
  listAt(tools, key)?.filter((name) => typeof name === 'string');

/**
 * The policy that a `tools` object states: undefined when it states none. `alsoAllow` without `allow` means "everything, and
 * these"; it never widens a profile here.
 */
export const scopePolicy = (tools: JsonObject): ToolPolicy | undefined => {
  const allow = namesAt(tools, 'allow');
  const also = namesAt(tools, 'alsoAllow') ?? [];
  const deny = namesAt(tools, 'deny');
  if (also.length > 0) return toolPolicy({ allow: [...(allow?.length ? allow : ['*']), ...also], deny });
  return allow === undefined && deny === undefined ? undefined : toolPolicy({ allow, deny });
};

/** Whether every one of several policies lets a tool through. No policy lets everything through. */
export const isToolAllowed = (tool: string, policies: readonly (ToolPolicy | undefined)[]): boolean => {
  const name = normalizeToolName(tool);
  return policies.every((policy) => policy === undefined || policy(name));
};

/** The profile in force for an agent (an entry of `agents.list`): its own, else the global one. */
export const effectiveProfile = (config: JsonObject, agent?: JsonObject): string | undefined =>
  textAt(agent, 'tools.profile') ?? textAt(config, 'tools.profile');
