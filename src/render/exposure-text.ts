import type { Exposure } from '../audit/finding.ts';
import { formatMode } from '../audit/units.ts';
import { placeText } from './place-text.ts';

/** Who gets there, in words; made visible. */
export const exposureText = (exposure: Exposure, home: string | undefined): string => {
  if (exposure.exposed) return 'others can get there';
  return `nobody else gets there: closed by ${placeText({ file: exposure.closedBy }, home)} (mode ${formatMode(exposure.closedByMode)})`;
};
