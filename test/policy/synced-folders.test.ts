import test from 'ava';
import { syncServicesOf } from '../../src/policy/synced-folders.ts';

const HOME = '/home/ada';

for (const [path, services] of [
  ['/home/ada/.openclaw', ''],
  ['/home/ada/Dropbox/oc', 'Dropbox'],
  ['/home/ada/Dropbox (Personal)/oc', 'Dropbox'],
  ['/home/ada/dropboxes/oc', ''],
  ['/home/ada/micloudy/oc', ''],
  ['/home/ada/Library/Mobile Documents/com~apple~CloudDocs/oc', 'iCloud Drive'],
  ['/home/ada/Library/CloudStorage/GoogleDrive-ada@example.com/My Drive', 'Google Drive'],
  ['/home/ada/Library/iCloud~md~obsidian/oc', 'iCloud Drive'],
  ['/home/ada/Google Drive/oc', 'Google Drive'],
  ['/home/ada/Library/CloudStorage/Box-Box/oc', 'Box'],
  ['/home/ada/Library/CloudStorage/OneDrive-Personal/oc', 'OneDrive'],
  ['C:\\Users\\ada\\OneDrive - Contoso\\oc', 'OneDrive'],
  ['/mnt/Nextcloud/oc', 'Nextcloud'],
  ['/home/ada/pCloudDrive/oc', 'pCloud'],
  ['/home/ada/Sync/oc', 'Syncthing'],
  ['/home/adam/Sync/oc', ''],
  ['/home/ada/Box/oc', 'Box'],
  ['/home/box/.openclaw', ''],
  ['/home/ada/Dropbox/Nextcloud', 'Dropbox, Nextcloud'],
] as const) {
  test(`${path}: ${services || 'none'}`, (t) => {
    t.is(syncServicesOf(path, HOME).join(', '), services);
  });
}
