import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { closeDirectory, openDirectory } from '../../src/platform/directory-handle.ts';
import { systemCalls } from '../../src/platform/load-system-calls.ts';
import { namesWithAcl } from '../../src/platform/names-with-acl.ts';
import { nativePath } from '../../src/platform/path-bytes.ts';

const withSetfacl = fs.existsSync('/usr/bin/setfacl') ? test : test.skip;

const folder = (t: ExecutionContext): string => {
  const path = fs.mkdtempSync(join(tmpdir(), 'acl-'));
  t.teardown(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
};
const NAMES = ['plain', 'named user', 'quo"te', 'line\nbreak', 'back\\slash', '-dash', 'é', 'raw\udcff', '#hash'];

for (const [way, calls] of [
  ['system calls', systemCalls()],
  ['getfacl', undefined],
] as const) {
  withSetfacl(`by ${way}: entries with an access list are told from plain ones, whatever their names`, (t) => {
    const path = folder(t);
    const directory = openDirectory(path);
    t.teardown(() => closeDirectory(directory));
    const listed = (names: readonly string[]) => [...(namesWithAcl(directory, names, calls) ?? ['?'])].sort();
    for (const name of NAMES) fs.writeFileSync(nativePath(`${path}/${name}`), '');
    t.deepEqual(listed(NAMES), []);
    // The name that is no UTF-8 cannot be an argument of Node's child processes: its list comes from its directory.
    const nameable = NAMES.slice(1).filter((one) => !one.includes('\udcff'));
    for (const name of nameable) execFileSync('setfacl', ['-m', 'u:65534:r', '--', `${path}/${name}`]);
    fs.mkdirSync(join(path, 'd'));
    execFileSync('setfacl', ['-d', '-m', 'u:65534:r', join(path, 'd')]);
    t.deepEqual(listed([...NAMES, 'd', 'gone']), [...nameable].sort(), 'a default list alone cuts nobody off');
    fs.writeFileSync(nativePath(`${path}/d/raw\udcff`), '');
    fs.renameSync(nativePath(`${path}/d/raw\udcff`), nativePath(`${path}/raw\udcff`));
    t.deepEqual(listed(NAMES), NAMES.slice(1).sort());
  });
}
