import type { Check } from '../audit/check.ts';
import type { CodeFact } from '../code-safety/code-facts.ts';
import { manifestRows } from './code-safety/manifest-rows.ts';
import { sharedRows } from './code-safety/shared-rows.ts';

/** In the original's order (spec: checks 3): manifests, then what failed and the code; plugins, then skills, then hooks. */
export const codeSafetyChecks: readonly Check<CodeFact>[] = [
  ...manifestRows,
  ...sharedRows('plugin'),
  ...sharedRows('skill'),
  ...sharedRows('hook'),
];
