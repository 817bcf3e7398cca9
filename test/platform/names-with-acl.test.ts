import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { namesWithAcl } from '../../src/platform/names-with-acl.ts';
import { nativePath } from '../../src/platform/path-bytes.ts';

const withSetfacl = fs.existsSync('/usr/bin/setfacl') ? test : test.skip;

const folder = (t: ExecutionContext): string => {
  const path = fs.mkdtempSync(join(tmpdir(), 'acl-'));
  t.teardown(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
};
const NAMES = ['plain', 'named user', 'quo"te', 'line\nbreak', 'back\\slash', '-dash', 'é', 'raw\udcff', '#hash'];

withSetfacl('entries with an access list are told from plain ones, whatever their names', (t) => {
  const path = folder(t);
  for (const name of NAMES) fs.writeFileSync(nativePath(`${path}/${name}`), '');
  t.deepEqual(namesWithAcl(path, NAMES), new Set());
  // The name that is no UTF-8 cannot be an argument of Node's child processes: its list comes from its directory.
  for (const name of NAMES.slice(1).filter((one) => !one.includes('\udcff')))
    execFileSync('setfacl', ['-m', 'u:65534:r', '--', `${path}/${name}`]);
  fs.mkdirSync(join(path, 'd'));
  execFileSync('setfacl', ['-d', '-m', 'u:65534:r', join(path, 'd')]);
  fs.writeFileSync(nativePath(`${path}/d/raw\udcff`), '');
  t.deepEqual(
    [...(namesWithAcl(path, [...NAMES, 'd', 'd/raw\udcff', 'gone']) ?? [])].sort(),
    [...NAMES.slice(1).filter((one) => !one.includes('\udcff')), 'd/raw\udcff'].sort(),
    'a default list alone cuts nobody off',
  );
});
