import type { BaselineComparison, GrownFinding } from '../audit/report.ts';
import { formatCount } from '../audit/units.ts';

/** "3 new (1 of them grown), 12 unchanged (not shown), 0 gone". */
export const baselineText = ({ new: fresh, grown, unchanged, gone }: BaselineComparison): string => {
  const more = grown.length === 0 ? '' : ` (${grown.length} of them grown)`;
  return `${fresh.length} new${more}, ${unchanged} unchanged (not shown), ${gone.length} gone`;
};

/** "10 → 40,000". */
export const growthText = ({ from, to }: GrownFinding): string => `${formatCount(from)} → ${formatCount(to)}`;
