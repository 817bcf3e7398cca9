import { isAbsolute, normalize, relative, resolve } from 'node:path/posix';
import type { JsonObject } from '../../../audit/context.ts';
import { filledTextAt, listAt, objectAt, textAt } from '../../config-reader.ts';
import type { Breach, Rule } from './rule.ts';

const isUnconfined = (text: string | undefined): boolean => text?.trim().toLowerCase() === 'unconfined';

/** What would let a sandbox out to the host (spec CR 2.5). */
function* sandboxDocker(docker: JsonObject): Iterable<Breach> {
  if (textAt(docker, 'network')?.trim().toLowerCase() === 'host') {
    yield { at: ['network'], message: 'must not be "host", which takes the network isolation away' };
  }
  for (const key of ['seccompProfile', 'apparmorProfile']) {
    if (isUnconfined(textAt(docker, key))) yield { at: [key], message: 'must not be "unconfined"' };
  }
  for (const [index, bind] of (listAt(docker, 'binds') ?? []).entries()) {
    if (typeof bind !== 'string' || bind.trim().startsWith('/')) continue;
    yield { at: ['binds', index], message: 'must start with an absolute path, as in "/source:/target"' };
  }
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

const isTimeOfDay = (text: string | undefined, isEnd: boolean): boolean =>
  text === undefined || TIME_OF_DAY.test(text) || (isEnd && text === '24:00');

/** Words a heartbeat target may be beside a channel. */
const HEARTBEAT_TARGETS = ['last', 'none'];

const heartbeat: Rule = function* (beat, { dialect, discovered }) {
  if (filledTextAt(beat, 'every')) {
    for (const [key, isEnd] of [['start', false] as const, ['end', true] as const]) {
      if (isTimeOfDay(textAt(beat, `activeHours.${key}`), isEnd)) continue;
      const latest = isEnd ? '24:00' : '23:59';
      yield { at: ['activeHours', key], message: `must be a time of day from "00:00" to "${latest}"` };
    }
  }
  const target = textAt(beat, 'target')?.trim().toLowerCase();
  if (target === '') yield { at: ['target'], message: 'must not be empty' };
  if (!target || discovered === undefined) return;
  const channels = [...dialect.channelIds, ...discovered.channelIds].map((id) => id.toLowerCase());
  if (HEARTBEAT_TARGETS.includes(target) || channels.includes(target)) return;
  yield { at: ['target'], message: 'must be "last", "none" or a channel' };
};

const isOutside = (path: string, workspace: string): boolean => {
  const inside = relative(workspace, resolve(workspace, path));
  return inside === '..' || inside.startsWith('../');
};

/** An avatar is a web address, a data URI, or a file in the agent's workspace (spec CR 2.5). */
function* avatar(agent: JsonObject): Iterable<Breach> {
  const picture = filledTextAt(agent, 'identity.avatar');
  if (picture === undefined || /^(https?:|data:)/i.test(picture)) return;
  const at = ['identity', 'avatar'];
  if (picture.startsWith('~') || /^[a-z][a-z0-9+.-]+:/i.test(picture)) {
    yield { at, message: 'must be a path inside the workspace, an http(s) URL or a data URI' };
    return;
  }
  // Where an absolute path stands is only known beside an absolute workspace.
  const workspace = filledTextAt(agent, 'workspace');
  const isWorkspaceKnown = workspace !== undefined && isAbsolute(workspace);
  if (isAbsolute(picture) && !isWorkspaceKnown) return;
  if (isOutside(picture, isWorkspaceKnown ? workspace : '/workspace')) {
    yield { at, message: 'must stay inside the agent’s workspace' };
  }
}

const agentsOf = (config: JsonObject): readonly unknown[] => listAt(config, 'agents.list') ?? [];

function* broadcastAgents(config: JsonObject): Iterable<Breach> {
  const agents = agentsOf(config);
  if (agents.length === 0) return;
  const ids = new Set(agents.map((agent) => textAt(agent, 'id')));
  for (const [peer, targets] of Object.entries(objectAt(config, 'broadcast'))) {
    if (peer === 'strategy' || !Array.isArray(targets)) continue;
    for (const [index, id] of targets.entries()) {
      if (typeof id !== 'string' || ids.has(id)) continue;
      yield {
        at: ['broadcast', peer, index],
        message: 'must be the id of an agent in agents.list, in the same spelling',
      };
    }
  }
}

/**
 * Two agents in one directory would read each other's credentials (spec CR 2.5). Compares the directories that are written
 * down; list entries of one id are one agent.
 */
function* sharedAgentDirs(config: JsonObject): Iterable<Breach> {
  const owners = new Map<string, { readonly index: number; readonly id: string | undefined }>();
  for (const [index, agent] of agentsOf(config).entries()) {
    const directory = filledTextAt(agent, 'agentDir');
    if (directory === undefined) continue;
    const path = normalize(directory).replace(/\/$/, '');
    const id = filledTextAt(agent, 'id')?.toLowerCase();
    const owner = owners.get(path);
    if (owner === undefined) owners.set(path, { index, id });
    else if (owner.id !== id) {
      const message = `must be another directory than that of agents.list.${owner.index}`;
      yield { at: ['agents', 'list', index, 'agentDir'], message };
    }
  }
}

function* agentReferences(config: JsonObject): Iterable<Breach> {
  yield* broadcastAgents(config);
  yield* sharedAgentDirs(config);
}

/** Rules for `agents`, and for what names an agent. */
export const AGENT_RULES = {
  'agent-references': agentReferences,
  avatar,
  heartbeat,
  'sandbox-docker': sandboxDocker,
} as const satisfies Record<string, Rule>;
