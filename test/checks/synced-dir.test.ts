import path from 'node:path';
import test from 'ava';
import { syncedDir } from '../../src/checks/synced-dir.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';
import { makeHome } from '../helpers/home.ts';

const state = (stateDir: string) => ({ paths: { home: '/nonexistent/ada', stateDir } });
const FOUND = ['fs.synced_dir warn'];

checkTable(syncedDir, [
  ['the usual place', {}, []],
  ['Dropbox', state('/nonexistent/ada/Dropbox/oc'), FOUND],
  ['a name with a label', state('/nonexistent/ada/OneDrive - Contoso/oc'), FOUND],
  ['iCloud as macOS has it', state('/nonexistent/ada/Library/Mobile Documents/com~apple~CloudDocs/oc'), FOUND],
  ['part of a word', state('/nonexistent/ada/micloudy/oc'), []],
  ['the default folder of Syncthing', state('/nonexistent/ada/Sync/oc'), FOUND],
  ['the same word elsewhere', state('/nonexistent/srv/sync/oc'), []],
  ['only the config', { paths: { configPath: '/nonexistent/ada/Nextcloud/openclaw.json' } }, FOUND],
]);

test('a link into a synced folder', async (t) => {
  const home = makeHome(t, { 'pCloudDrive/oc': { dir: true }, '.openclaw': { link: 'pCloudDrive/oc' } });
  const [finding] = await findingsOf(syncedDir, { paths: { home, stateDir: path.join(home, '.openclaw') } });
  t.regex(finding?.detail ?? '', /pCloud/);
});
