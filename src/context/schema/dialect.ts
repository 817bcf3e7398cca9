import type { ObjectShape } from './shape.ts';
import { CHANNEL_IDS, PLUGIN_IDS } from './v2026.2.17/identifiers.ts';
import { LEGACY_KEYS } from './v2026.2.17/legacy-keys.ts';
import { CONFIG } from './v2026.2.17/settings.ts';

/** A key of an earlier version, dotted, and where its content belongs now. */
export type LegacyKey = {
  readonly key: string;
  readonly home: string;
  /** Legacy only while it holds text. */
  readonly onlyText?: true;
};

/** What one version of OpenClaw takes as its config. */
export type Dialect = {
  /** The version of OpenClaw that the tables were made for. */
  readonly version: string;
  readonly config: ObjectShape;
  readonly legacyKeys: readonly LegacyKey[];
  readonly channelIds: readonly string[];
  readonly pluginIds: readonly string[];
};

/** Known for 2026.2.17: asked of its gateway (`config.schema`) and tried out on its command; spec CR 2.5, 2.6, 2.8. */
export const DIALECT: Dialect = {
  version: '2026.2.17',
  config: CONFIG,
  legacyKeys: LEGACY_KEYS,
  channelIds: CHANNEL_IDS,
  pluginIds: PLUGIN_IDS,
};
