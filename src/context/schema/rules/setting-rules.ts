import type { JsonObject } from '../../../audit/context.ts';
import { filledTextAt, listAt, numberAt, objectAt, textAt, valueAt } from '../../config-reader.ts';
import { FORMATS } from '../formats.ts';
import type { Breach, Rule } from './rule.ts';

function* toolLists(tools: JsonObject): Iterable<Breach> {
  if (!listAt(tools, 'allow')?.length || !listAt(tools, 'alsoAllow')?.length) return;
  yield { at: ['alsoAllow'], message: 'must not stand beside allow: put its entries there, or leave allow out' };
}

/** Each threshold must be lower than the next one that is set. */
function* loopThresholds(detection: JsonObject): Iterable<Breach> {
  const steps = [
    ['warningThreshold', 'criticalThreshold'],
    ['criticalThreshold', 'globalCircuitBreakerThreshold'],
  ] as const;
  for (const [low, high] of steps) {
    const below = numberAt(detection, low);
    const above = numberAt(detection, high);
    if (below === undefined || above === undefined || below < above) continue;
    yield { at: [high], message: `must be higher than ${low}` };
  }
}

function* browserProfile(profile: JsonObject): Iterable<Breach> {
  if (valueAt(profile, 'cdpPort') !== undefined || textAt(profile, 'cdpUrl')) return;
  yield { at: [], message: 'must have cdpPort or cdpUrl' };
}

function* transcriptionCommand(transcription: JsonObject): Iterable<Breach> {
  const [program = ''] = listAt(transcription, 'command') ?? [true];
  if (typeof program !== 'string' || FORMATS.executable.accepts(program)) return;
  yield { at: ['command', 0], message: `must be ${FORMATS.executable.meaning}` };
}

const NO_SLOT = 'none';

/** A plugin that is named but nowhere to be found (spec CR 2.8); judged only when someone looked for plugins. */
const pluginIds: Rule = function* (plugins, { dialect, discovered }) {
  if (discovered === undefined) return;
  const known = new Set([...dialect.pluginIds, ...discovered.pluginIds]);
  const message = `is no plugin of OpenClaw ${dialect.version}, and none of this name is installed`;
  for (const id of Object.keys(objectAt(plugins, 'entries'))) {
    if (!known.has(id.trim())) yield { kind: 'unknown-key', at: ['entries', id], message };
  }
  for (const list of ['allow', 'deny']) {
    for (const [index, id] of (listAt(plugins, list) ?? []).entries()) {
      if (typeof id === 'string' && !known.has(id.trim())) yield { at: [list, index], message };
    }
  }
  const memory = filledTextAt(plugins, 'slots.memory');
  if (memory !== undefined && memory !== NO_SLOT && !known.has(memory)) yield { at: ['slots', 'memory'], message };
};

/** Rules for every other section. */
export const SETTING_RULES = {
  'tool-lists': toolLists,
  'loop-thresholds': loopThresholds,
  'browser-profile': browserProfile,
  'transcription-command': transcriptionCommand,
  'plugin-ids': pluginIds,
} as const satisfies Record<string, Rule>;
