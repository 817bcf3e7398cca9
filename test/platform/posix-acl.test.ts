import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { extendedAcl } from '../../src/platform/posix-acl.ts';

const withSetfacl = fs.existsSync('/usr/bin/setfacl') ? test : test.skip;

const folder = (t: ExecutionContext): string => {
  const path = fs.mkdtempSync(join(tmpdir(), 'acl-'));
  t.teardown(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
};
withSetfacl('one file: its list, or undefined', (t) => {
  const file = join(folder(t), 'a');
  fs.writeFileSync(file, '');
  t.is(extendedAcl(file), undefined);
  execFileSync('setfacl', ['-m', 'g:65533:rw', file]);
  t.regex(extendedAcl(file) ?? '', /^group:65533:rw-$/m);
});
