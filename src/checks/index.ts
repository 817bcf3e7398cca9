import type { AnyCheckModule } from './judge.ts';

/** In the original's order (spec checks 3). */
export const configChecks: readonly AnyCheckModule[] = [];
export const pluginChecks: readonly AnyCheckModule[] = [];
export const channelChecks: readonly AnyCheckModule[] = [];
