import type { JsonObject } from '../audit/context.ts';
import { objectAt, textAt } from '../context/config-reader.ts';
import { listedAgents } from './agents.ts';

/** `off`: tools run on the host. `non-main`: only the main session does. `all`: none does. */
export type SandboxMode = 'off' | 'non-main' | 'all';

const isMode = (value: string | undefined): value is SandboxMode =>
  value === 'off' || value === 'non-main' || value === 'all';

/**
 * The sandbox mode of an agent: its own, else that of `agents.defaults`, else `off` (spec: config-and-resolution 3.4).
 * A word that is no mode counts as unset.
 * @param agent entry of `agents.list`; without one the answer is that of the defaults
 */
export const sandboxMode = (config: JsonObject, agent?: JsonObject): SandboxMode =>
  [textAt(agent, 'sandbox.mode'), textAt(config, 'agents.defaults.sandbox.mode')].find(isMode) ?? 'off';

/** One place of the config that describes a sandbox. */
export type SandboxSource = {
  /** For the reader, with the agent's id: `agents.list.ops.sandbox`. */
  readonly label: string;
  /** The place in the config, with the index: `agents.list.0.sandbox`. */
  readonly key: string;
  readonly sandbox: JsonObject;
  /** The mode that decides whether this sandbox is used. */
  readonly mode: SandboxMode;
};

/** The sandbox of the defaults, then that of each listed agent. Objects that are not there are empty. */
export const sandboxSources = (config: JsonObject): SandboxSource[] => [
  {
    label: 'agents.defaults.sandbox',
    key: 'agents.defaults.sandbox',
    sandbox: objectAt(config, 'agents.defaults.sandbox'),
    mode: sandboxMode(config),
  },
  ...listedAgents(config).map(({ id, index, entry }) => ({
    label: `agents.list.${id}.sandbox`,
    key: `agents.list.${index}.sandbox`,
    sandbox: objectAt(entry, 'sandbox'),
    mode: sandboxMode(config, entry),
  })),
];
