import type { JsonObject } from '../audit/context.ts';
import { listAt, textAt, valueAt } from '../context/config-reader.ts';
import { listedAgents } from './agents.ts';

/** A model that the config gives to agents. */
export type ConfiguredModel = {
  /** Trimmed, not blank: `anthropic/claude-opus-4-6`. */
  readonly model: string;
  /** For the reader, with the agent's id. */
  readonly source: string;
  /** The place in the config. */
  readonly key: string;
  /** Id of the agent, as written; undefined for the defaults. */
  readonly agentId: string | undefined;
  readonly isImageModel: boolean;
};

type Place = { readonly root: unknown; readonly label: string; readonly key: string; readonly agentId?: string };

const modelsAt = ({ root, label, key, agentId }: Place, field: 'model' | 'imageModel'): ConfiguredModel[] => {
  const isText = typeof valueAt(root, field) === 'string';
  const candidates: (readonly [string, unknown])[] = isText
    ? [[field, valueAt(root, field)]]
    : [
        [`${field}.primary`, textAt(root, `${field}.primary`)],
        ...(listAt(root, `${field}.fallbacks`) ?? []).map((model, at) => [`${field}.fallbacks.${at}`, model] as const),
      ];
  return candidates.flatMap(([path, model]) =>
    typeof model === 'string' && model.trim() !== ''
      ? [
          {
            model: model.trim(),
            source: `${label}.${path.replace(/\.\d+$/, '')}`,
            key: `${key}.${path}`,
            agentId,
            isImageModel: field === 'imageModel',
          },
        ]
      : [],
  );
};

/** The models of the defaults, then of each listed agent, in file order (spec: checks 4.13). */
export const configuredModels = (config: JsonObject): ConfiguredModel[] => {
  const defaults = { root: valueAt(config, 'agents.defaults'), label: 'agents.defaults', key: 'agents.defaults' };
  return [
    ...modelsAt(defaults, 'model'),
    ...modelsAt(defaults, 'imageModel'),
    ...listedAgents(config).flatMap(({ id, index, entry }) =>
      modelsAt({ root: entry, label: `agents.list.${id}`, key: `agents.list.${index}`, agentId: id }, 'model'),
    ),
  ];
};
