import type { Check } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
import { shellWord } from '../../audit/shell-quote.ts';
import { formatMode } from '../../audit/units.ts';
import type { NamedPlace, PlaceKind } from '../../scan/named-places.ts';
import type { PlaceFact } from './fact.ts';
import { PLACE_TEXTS } from './texts.ts';

const exposureText = (place: NamedPlace): string =>
  place.exposure.exposed
    ? ''
    : ` Exposed: no, closed by ${place.exposure.closedBy} (${formatMode(place.exposure.closedByMode)}); that is the only thing in the way.`;

const throughLink = (place: NamedPlace): string =>
  place.linkTarget === undefined ? '' : ` (a link to ${place.linkTarget}; the target is judged)`;

const chmodCommand = (place: PlaceFact): string | undefined => {
  const word = shellWord(place.path);
  return word === undefined || !place.isMendable ? undefined : `chmod ${place.who}-rwx ${word}`;
};

/** How a mode can be loose: the last part of a row's id, the bits that make it so, whom they let in and to do what. */
const LOOSENESS = {
  perms_world_writable: { bits: 0o002, access: 'written', who: 'everyone on this host' },
  perms_group_writable: { bits: 0o020, access: 'written', who: 'its group' },
  perms_writable: { bits: 0o022, access: 'written', who: 'others' },
  perms_world_readable: { bits: 0o004, access: 'read', who: 'everyone on this host' },
  perms_group_readable: { bits: 0o040, access: 'read', who: 'its group' },
  perms_readable: { bits: 0o044, access: 'read', who: 'others' },
} as const;

/**
 * The row for one named place whose mode lets others in. With the aspect `write` it is judged beside the place's other
 * rows, so that the place can have a finding of each.
 */
export const permissionRow = (
  kind: PlaceKind,
  looseness: keyof typeof LOOSENESS,
  severity: Severity,
  aspect: 'mode' | 'write' = 'mode',
): Check<PlaceFact> => {
  const { bits, access, who } = LOOSENESS[looseness];
  const { name, [access]: risk } = PLACE_TEXTS[kind];
  const title = `${name} can be ${access} by ${who}`;
  return {
    id: `fs.${kind}.${looseness}`,
    severity,
    title,
    detail: (place) =>
      `${place.path} has mode ${formatMode(place.mode)}${throughLink(place)}: ${who} can ${risk}.${exposureText(place)}`,
    remediation: ({ isMendable }) =>
      isMendable
        ? 'Take the access of others away; the owner keeps what the owner has.'
        : 'Leave its mode alone: this is not what OpenClaw would put there. Correct the setting that names it.',
    command: chmodCommand,
    exposure: (place) => place.exposure,
    places: (place) => [{ file: place.path }],
    fixable: ({ isMendable }) => isMendable,
    when: (place) => place.kind === kind && place.aspect === aspect && (place.bits & bits) !== 0,
    docs: {
      summary: title,
      why: `Whoever can get there can ${risk}.`,
      triggers: `Mode bits ${formatMode(bits)} on the file or directory itself; for a link, on its target. Execute bits do not count. The first matching row of a place is reported.`,
      mend: '`chmod go-rwx PATH`, or `openclaw-security security audit --fix`, which never adds a bit.',
      example: `chmod ${kind.endsWith('_dir') ? '755' : access === 'written' ? '666' : '644'} PATH`,
    },
  };
};
