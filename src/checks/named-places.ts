import type { Check, CheckModule } from '../audit/check.ts';
import { isMendablePlace } from '../context/mendable-place.ts';
import { lookAtNamedPlaces, type NamedPlace, type PlaceKind, permissionMask, whoLoses } from '../scan/named-places.ts';
import type { PlaceFact } from './named-places/fact.ts';
import { linkRow } from './named-places/link-row.ts';
import { permissionRow } from './named-places/permission-row.ts';
import { STATE_ROWS } from './named-places/state-rows.ts';

/** In the original's order; `first` row of a place's aspect wins. */
export const NAMED_PLACE_ROWS: readonly Check<PlaceFact>[] = [
  ...STATE_ROWS,
  linkRow('state_dir', 'warn'),
  permissionRow('state_dir', 'perms_world_writable', 'critical'),
  permissionRow('state_dir', 'perms_group_writable', 'warn'),
  permissionRow('state_dir', 'perms_readable', 'warn'),
  linkRow('config', 'warn'),
  permissionRow('config', 'perms_writable', 'critical'),
  permissionRow('config', 'perms_world_readable', 'critical'),
  permissionRow('config', 'perms_group_readable', 'warn'),
  linkRow('config_include', 'info'),
  permissionRow('config_include', 'perms_writable', 'critical'),
  permissionRow('config_include', 'perms_world_readable', 'critical'),
  permissionRow('config_include', 'perms_group_readable', 'warn'),
  linkRow('credentials_dir', 'warn'),
  permissionRow('credentials_dir', 'perms_writable', 'critical'),
  permissionRow('credentials_dir', 'perms_readable', 'warn'),
  linkRow('auth_profiles', 'info'),
  permissionRow('auth_profiles', 'perms_writable', 'critical'),
  permissionRow('auth_profiles', 'perms_readable', 'warn'),
  linkRow('sessions_store', 'info'),
  permissionRow('sessions_store', 'perms_writable', 'critical', 'write'),
  permissionRow('sessions_store', 'perms_readable', 'warn'),
  linkRow('log_file', 'info'),
  permissionRow('log_file', 'perms_writable', 'warn', 'write'),
  permissionRow('log_file', 'perms_readable', 'warn'),
];

/** A credentials "directory" that is a file holds no credentials: the original skips it, and so do we. */
const isJudged = (place: NamedPlace): boolean => place.kind !== 'credentials_dir' || place.isDirectory;

/** The places that a config names with any path. */
const MENDED_AS: Partial<Record<PlaceKind, 'include' | 'log'>> = { config_include: 'include', log_file: 'log' };

const ASPECTS = ['state', 'link', 'write', 'mode'] as const;

/** The places that OpenClaw itself looks at by name, each judged under all its aspects (spec: checks 4.2). */
export const namedPlaces: CheckModule<PlaceFact> = {
  name: 'named-places',
  keep: 'first',
  checks: NAMED_PLACE_ROWS,
  facts: (context) => {
    const mask = permissionMask(context);
    const who = whoLoses(mask);
    return lookAtNamedPlaces(context).flatMap((place) => {
      const isMendable =
        isMendablePlace(place.path, MENDED_AS[place.kind] ?? 'other', context.paths) &&
        (place.kind !== 'state_dir' || place.isDirectory);
      return ASPECTS.filter(
        (aspect) => aspect === 'state' || (place.state === 'present' && isJudged(place)) || aspect === 'link',
      ).map(
        (aspect) =>
          ({
            ...place,
            isMendable,
            aspect,
            who,
            bits: aspect === 'state' || aspect === 'link' ? 0 : place.mode & mask,
          }) as const,
      );
    });
  },
};
