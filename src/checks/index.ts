import { browser } from './browser.ts';
import { configSecrets } from './config-secrets.ts';
import { elevated } from './elevated.ts';
import { exposure } from './exposure.ts';
import { gateway } from './gateway.ts';
import { hooks } from './hooks.ts';
import { http } from './http.ts';
import type { AnyCheckModule } from './judge.ts';
import { logging } from './logging.ts';
import { models } from './models.ts';
import { nodes } from './nodes.ts';
import { pluginsTrust } from './plugins-trust.ts';
import { sandboxBinds } from './sandbox-binds.ts';
import { sandboxContainer } from './sandbox-container.ts';
import { sandboxUnused } from './sandbox-unused.ts';
import { smallModelChecks } from './small-models.ts';
import { summary } from './summary.ts';
import { syncedDir } from './synced-dir.ts';
import { toolLimits } from './tool-limits.ts';
import { toolProfile } from './tool-profile.ts';

/** What is judged from the config before the files, in the order of the report (spec: checks 3). */
export const configChecks: readonly AnyCheckModule[] = [
  summary,
  syncedDir,
  gateway,
  browser,
  logging,
  elevated,
  hooks,
  http,
  sandboxUnused,
  sandboxBinds,
  sandboxContainer,
  nodes,
  toolProfile,
  toolLimits,
  configSecrets,
  models,
  smallModelChecks,
  exposure,
];

/** What comes right after the files. */
export const pluginChecks: readonly AnyCheckModule[] = [pluginsTrust];

/** After the plugins' code, in the original's order of channels (spec: checks 5.1). */
export { channelChecks } from './channels/index.ts';
