import type { NamedPlace } from '../../scan/named-places.ts';

/** A place, seen under one aspect: its rows are an else-if chain. */
export type PlaceFact = NamedPlace & {
  readonly aspect: 'state' | 'link' | 'mode' | 'write';
  /** Mode bits of others that count under the audit's permission policy. */
  readonly bits: number;
  /** False where a tighter mode would not help or do harm: what stands there is another thing than OpenClaw would put there. */
  readonly isMendable: boolean;
  /** What a fix takes away: "go" or "o". */
  readonly who: 'go' | 'o';
};
