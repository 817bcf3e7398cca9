import type { CheckModule } from '../audit/check.ts';
import { type HooksFact, hooksFacts } from './hooks/fact.ts';
import { hookRows } from './hooks/rows.ts';

/** Webhooks: who may start agents by HTTP, and in which session (spec: checks 4.7). */
export const hooks: CheckModule<HooksFact> = {
  name: 'hooks',
  facts: hooksFacts,
  keep: 'every',
  checks: hookRows,
};
