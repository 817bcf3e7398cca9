import type { Check } from '../audit/check.ts';
import type { CodeFact } from '../code-safety/code-facts.ts';
import type { CodeUnit } from '../code-safety/code-unit.ts';
import { extentRows } from './code-safety/extent-rows.ts';
import { isUnitOf } from './code-safety/fact-kinds.ts';
import { hitRows } from './code-safety/hit-rows.ts';
import { manifestRows } from './code-safety/manifest-rows.ts';
import { scanFailed } from './code-safety/scan-failed.ts';
import { rowFor } from './row-for.ts';

/** The rows that all kinds share; ids begin with `plugins.`, `skills.` or `hooks.`. */
const rowsOf = (kind: CodeUnit['kind']): Check<CodeFact>[] => [
  scanFailed(kind),
  ...[...hitRows(kind), ...extentRows(kind)].map((row) => rowFor(isUnitOf(kind), row)),
];

/** In the original's order (spec: checks 3): manifests, then what failed and the code; plugins, then skills, then hooks. */
export const codeSafetyChecks: readonly Check<CodeFact>[] = [
  ...manifestRows,
  ...rowsOf('plugin'),
  ...rowsOf('skill'),
  ...rowsOf('hook'),
];
