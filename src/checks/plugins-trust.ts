import { dirname } from 'node:path';
import type { CheckModule } from '../audit/check.ts';
import type { AuditContext, JsonObject } from '../audit/context.ts';
import { countOf } from '../audit/units.ts';
import type { CodeUnit } from '../code-safety/code-unit.ts';
import { findPlugins } from '../code-safety/find-plugins.ts';
import { readPluginManifest } from '../code-safety/plugin-manifest.ts';
import { objectAt, objectsAt } from '../context/config-reader.ts';
import { agentToolCheck } from '../policy/agent-tools.ts';
import { listedAgents } from '../policy/agents.ts';
import { channelsWithNativeSkills } from '../policy/native-commands.ts';
import { isPluginEnabled, pluginSettings } from '../policy/plugin-enable.ts';
import { normalizeToolName } from '../policy/tool-groups.ts';
import { effectiveProfile, namesAt, profilePolicy } from '../policy/tool-policy.ts';
import { listLines } from './list-lines.ts';

/** A plugin that is there, whether or not it is loaded. */
type InstalledPlugin = { readonly id: string; readonly kind: string | undefined; readonly path: string };

export type PluginTrust = {
  readonly plugins: readonly InstalledPlugin[];
  /** Directories that could not be listed, and the system's word for why. */
  readonly unreadable: readonly { readonly path: string; readonly code: string }[];
  readonly hasAllowlist: boolean;
  /** Channels on which skills are commands, so that strangers find what plugins add. */
  readonly skillChannels: readonly string[];
  /** Ids of the plugins that are loaded, lower-case. */
  readonly enabled: readonly string[];
  /** `default`, or `agents.list.<id>`: where the tools of these plugins can be called. */
  readonly permissiveContexts: readonly string[];
};

/** A name that no group and no profile knows: where it is allowed, every plugin's tool is. */
const UNKNOWN_TOOL = '__any_plugin_tool__';

/** The names that a `tools` block allows, for all providers and for single ones. */
const allowedNames = (tools: JsonObject): string[] =>
  [tools, ...objectsAt(tools, 'byProvider').map(([, provider]) => provider)].flatMap((block) => [
    ...(namesAt(block, 'allow') ?? []),
    ...(namesAt(block, 'alsoAllow') ?? []),
  ]);

/** Where tools of the enabled plugins may be called (spec: checks 4.15). */
const permissiveContexts = (config: JsonObject, enabled: readonly string[]): string[] => {
  const isAllowed = agentToolCheck(config);
  const markers = new Set(['group:plugins', ...enabled]);
  const namesPlugin = (tools: JsonObject): boolean =>
    allowedNames(tools).some((name) => markers.has(normalizeToolName(name)));
  const globalNamesPlugin = namesPlugin(objectAt(config, 'tools'));
  const isPermissive = (agent?: JsonObject): boolean =>
    isAllowed(agent, UNKNOWN_TOOL) ||
    (profilePolicy(effectiveProfile(config, agent)) === undefined &&
      (globalNamesPlugin || namesPlugin(objectAt(agent, 'tools'))));
  return [
    ...(isPermissive() ? ['default'] : []),
    ...listedAgents(config)
      .filter(({ entry }) => isPermissive(entry))
      .map(({ id }) => `agents.list.${id}`),
  ];
};

/** The manifest of a single file of code lies beside it. */
const installedPlugin = ({ root, isFolder, name }: CodeUnit): InstalledPlugin => {
  const { id, kind } = readPluginManifest(isFolder ? root : dirname(root));
  return { id: id ?? name, kind, path: root };
};

const pluginTrust = (context: AuditContext): PluginTrust => {
  const { config, env } = context;
  const { units, closed } = findPlugins(context);
  const plugins = units.map(installedPlugin);
  const settings = pluginSettings(config.value);
  const loaded = plugins.filter(({ id, kind }) => isPluginEnabled(settings, id, kind));
  const enabled = [...new Set(loaded.map(({ id }) => id.toLowerCase()))];
  return {
    plugins,
    unreadable: closed,
    hasAllowlist: settings.allow.size > 0,
    skillChannels: channelsWithNativeSkills(config.value, env),
    enabled,
    permissiveContexts: enabled.length === 0 ? [] : permissiveContexts(config.value, enabled),
  };
};

const SET_ALLOW = 'List the plugins you trust in plugins.allow, and remove the others from the disk.';
const RESTRICT =
  'Give agents that meet strangers a restrictive tools.profile ("coding", "messaging", "minimal"), or list their tools in tools.allow.';

/** Code that OpenClaw loads and did not ship (spec: checks 4.15, differences D30). */
export const pluginsTrust: CheckModule<PluginTrust> = {
  name: 'plugins-trust',
  facts: (context) => [pluginTrust(context)],
  keep: 'every',
  checks: [
    {
      id: 'plugins.extensions_no_allowlist',
      severity: ({ skillChannels }) => (skillChannels.length > 0 ? 'critical' : 'warn'),
      severities: ['warn', 'critical'],
      title: 'Every plugin that is found is loaded',
      detail: ({ plugins, skillChannels }) => {
        const reach =
          skillChannels.length > 0
            ? ` Skills are offered as commands on ${skillChannels.join(', ')}, so that strangers can find them.`
            : '';
        return `${countOf(plugins.length, 'plugin')} found, and plugins.allow is empty: whatever lies there runs inside the gateway, with all its rights.${reach}\n${listLines(plugins.map(({ id, path }) => `${id}: ${path}`))}`;
      },
      remediation: SET_ALLOW,
      keys: ['plugins.allow'],
      places: ({ plugins }) => plugins.map(({ path }) => ({ file: path })),
      when: ({ plugins, hasAllowlist }) => plugins.length > 0 && !hasAllowlist,
      docs: {
        summary: 'Plugins are installed and plugins.allow does not say which ones are wanted',
        why: 'A plugin is code in the process of the gateway. Without a list, a file that appears in the right folder is enough to run there.',
        triggers:
          'There is a plugin in <state>/extensions, in .openclaw/extensions of the default workspace or at plugins.load.paths (a directory, a single file of code or a link to one; hidden folders and node_modules do not count), and plugins.allow is empty. Critical when a configured Discord, Telegram or Slack channel offers skills as native commands, otherwise a warning.',
        mend: SET_ALLOW,
        example: 'mkdir -p ~/.openclaw/extensions/demo',
      },
    },
    {
      id: 'plugins.tools_reachable_permissive_policy',
      severity: 'warn',
      title: 'Tools of plugins can be called everywhere',
      detail: ({ enabled, permissiveContexts: contexts }) =>
        `Loaded plugins: ${enabled.join(', ')}. Nothing keeps these agents from their tools:\n${listLines(contexts)}`,
      remediation: RESTRICT,
      keys: ['tools.profile'],
      when: ({ permissiveContexts: contexts }) => contexts.length > 0,
      docs: {
        summary: 'Agents may call tools of plugins that OpenClaw does not ship',
        why: 'What a tool of a plugin does is up to its author. An agent that reads messages of strangers should not have it by default.',
        triggers:
          'A plugin that OpenClaw does not ship is loaded, and for the defaults or for an agent a tool that no group knows is allowed by profile, global, agent and (in mode "all") sandbox policy; or no profile restricts the agent and an allow list names the plugin or group:plugins.',
        mend: RESTRICT,
        example: 'mkdir -p ~/.openclaw/extensions/demo',
      },
    },
    {
      id: 'plugins.extensions_unreadable',
      severity: 'warn',
      title: 'A plugin directory cannot be listed',
      detail: ({ unreadable }) =>
        `It cannot be said which plugins are there:\n${listLines(unreadable.map(({ path, code }) => `${path}: ${code}`))}`,
      remediation: 'Run the audit as the user of the gateway.',
      places: ({ unreadable }) => unreadable.map(({ path }) => ({ file: path })),
      when: ({ unreadable }) => unreadable.length > 0,
      docs: {
        summary: 'A directory from which plugins are loaded is not readable for the audit',
        why: 'What cannot be listed cannot be judged, and silence would look like "no plugins".',
        triggers: 'Listing <state>/extensions, the extensions of the workspace or a load path fails.',
        mend: 'Run the audit as the user of the gateway.',
      },
    },
  ],
};
