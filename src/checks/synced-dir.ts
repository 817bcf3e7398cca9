import type { CheckModule } from '../audit/check.ts';
import { realPath } from '../platform/real-path.ts';
import { syncServicesOf } from '../policy/synced-folders.ts';

export type SyncedPlaces = {
  readonly stateDir: string;
  readonly configPath: string;
  /** Of the two places, as written and with links followed. */
  readonly services: readonly string[];
};

const MOVE =
  'Move the state to a folder that stays on this machine, such as ~/.openclaw, and point OPENCLAW_STATE_DIR there.';

/** Credentials and transcripts that a sync program copies elsewhere (spec: checks 4.2, differences D32). */
export const syncedDir: CheckModule<SyncedPlaces> = {
  name: 'synced-dir',
  facts: ({ paths: { stateDir, configPath, home } }) => {
    const places = [stateDir, configPath, realPath(stateDir), realPath(configPath)];
    return [{ stateDir, configPath, services: [...new Set(places.flatMap((place) => syncServicesOf(place, home)))] }];
  },
  keep: 'every',
  checks: [
    {
      id: 'fs.synced_dir',
      severity: 'warn',
      title: 'The state lies in a synced folder',
      detail: ({ stateDir, configPath, services }) =>
        `${stateDir} (config: ${configPath}) looks like a folder of ${services.join(', ')}. Tokens, credentials and transcripts are copied to other devices and to the service, and a sync conflict can bring back an old config.`,
      remediation: MOVE,
      places: ({ stateDir }) => [{ file: stateDir }],
      when: ({ services }) => services.length > 0,
      docs: {
        summary: 'The state directory or the config lies in a folder that is synced to other machines',
        why: 'A sync service copies secrets to everything that is logged in there, keeps old versions, and does not keep file modes.',
        triggers:
          'A folder on the way to the state directory or the config is named like those of iCloud Drive, Dropbox, Google Drive, OneDrive, Nextcloud, Syncthing, Box or pCloud. Links are followed. Whole folder names count: "micloudy" is not iCloud.',
        mend: MOVE,
        example: 'OPENCLAW_STATE_DIR=~/Dropbox/openclaw openclaw-security security audit',
      },
    },
  ],
};
