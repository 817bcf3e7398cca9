import type { Check } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
import type { PlaceKind } from '../../scan/named-places.ts';
import type { PlaceFact } from './fact.ts';
import { PLACE_TEXTS } from './texts.ts';

/** The row that says of one place that it is a symbolic link. */
export const linkRow = (kind: PlaceKind, severity: Severity): Check<PlaceFact> => {
  const { name } = PLACE_TEXTS[kind];
  return {
    id: `fs.${kind}.symlink`,
    severity,
    title: `${name} is a symbolic link`,
    detail: (place) =>
      `${place.path} points to ${place.linkTarget}. Whoever can change that link or its target decides what OpenClaw reads and writes. The target's own mode is judged separately.`,
    remediation:
      'Make sure that the target and every directory above it belong to you and nobody else can write there.',
    places: (place) => [{ file: place.path }],
    when: (place) => place.kind === kind && place.aspect === 'link' && place.linkTarget !== undefined,
    docs: {
      summary: `${name} is a symbolic link`,
      why: 'A link moves the trust to another place: its target, and all directories above that, must be as well protected.',
      triggers: 'The path itself is a link, wherever it points.',
      mend: 'Keep the link if you made it and the target is yours alone; else put the real file or directory there.',
      example: 'ln -s /srv/openclaw ~/.openclaw',
    },
  };
};
