import type { NamedPlace } from '../../scan/named-places.ts';

/** A place, seen under one aspect: its rows are an else-if chain. */
export type PlaceFact = NamedPlace & {
  readonly aspect: 'state' | 'link' | 'mode' | 'write';
  /** Mode bits of others that count under the audit's permission policy. */
  readonly bits: number;
  /** What a fix takes away: "go" or "o". */
  readonly who: 'go' | 'o';
};
