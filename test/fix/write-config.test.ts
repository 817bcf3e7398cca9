import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ConfigWriteError, writeConfig } from '../../src/fix/write-config.ts';

const uid = process.getuid?.();
const owner = { mask: 0o077, uid };
const modeOf = (path: string) => fs.lstatSync(path).mode & 0o7777;

const folder = (t: ExecutionContext): string => {
  const path = fs.mkdtempSync(join(tmpdir(), 'write-config-'));
  t.teardown(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
};
const config = (t: ExecutionContext, text = '{a:1}', mode = 0o600): string => {
  const path = join(folder(t), 'openclaw.json');
  fs.writeFileSync(path, text);
  fs.chmodSync(path, mode);
  return path;
};
const change = (text: string) => text.replace('1', '2');

test('the new text is there, the old one is kept in a private copy, nothing else is left behind', (t) => {
  const file = config(t, '\ufeff{a:1} // é\r\n', 0o644);
  const result = writeConfig(file, change, owner);
  t.deepEqual(result, { written: true, file, backup: `${file}.before-fix.bak` });
  t.is(fs.readFileSync(file, 'utf8'), '\ufeff{a:2} // é\r\n');
  t.is(fs.readFileSync(`${file}.before-fix.bak`, 'utf8'), '\ufeff{a:1} // é\r\n');
  t.is(modeOf(`${file}.before-fix.bak`), 0o600);
  t.deepEqual(fs.readdirSync(join(file, '..')).sort(), ['openclaw.json', 'openclaw.json.before-fix.bak']);
});

const modes = [
  { before: 0o644, mask: 0o077, after: 0o600 },
  { before: 0o400, mask: 0o077, after: 0o400 },
  { before: 0o664, mask: 0o007, after: 0o660 },
  { before: 0o2660, mask: 0o007, after: 0o2660 },
];
for (const { before, mask, after } of modes) {
  test(`mode ${before.toString(8)} under mask ${mask.toString(8)} becomes ${after.toString(8)}: bits are only taken`, (t) => {
    const file = config(t, '{a:1}', before);
    writeConfig(file, change, { mask, uid });
    t.is(modeOf(file), after);
  });
}

test('no change writes nothing, not even a copy', (t) => {
  const file = config(t);
  const { ino } = fs.statSync(file);
  t.deepEqual(
    writeConfig(file, (text) => text, owner),
    { written: false, file },
  );
  t.is(fs.statSync(file).ino, ino);
  t.deepEqual(fs.readdirSync(join(file, '..')), ['openclaw.json']);
});

test('through a link the target is edited and the link stays', (t) => {
  const file = config(t);
  const link = join(folder(t), 'openclaw.json');
  fs.symlinkSync(file, link);
  t.is(writeConfig(link, change, owner).file, file);
  t.is(fs.readlinkSync(link), file);
  t.is(fs.readFileSync(file, 'utf8'), '{a:2}');
});

test('an edit that somebody makes between read and write is kept, and ours is made on top of it', (t) => {
  const file = config(t);
  let calls = 0;
  writeConfig(
    file,
    (text) => {
      calls += 1;
      if (calls === 1) fs.writeFileSync(file, '{a:1,theirs:true}');
      return change(text);
    },
    owner,
  );
  t.is(calls, 2);
  t.is(fs.readFileSync(file, 'utf8'), '{a:2,theirs:true}');
});

test('a file that never holds still is given up, whole, with a clear reason', (t) => {
  const file = config(t);
  let count = 0;
  const error = t.throws(
    () =>
      writeConfig(
        file,
        (text) => {
          count += 1;
          fs.writeFileSync(`${file}.new`, `{a:1,n:${count}}`);
          fs.renameSync(`${file}.new`, file);
          return change(text);
        },
        owner,
      ),
    { instanceOf: ConfigWriteError },
  );
  t.regex(error.message, /another program changed it/);
  t.is(fs.readFileSync(file, 'utf8'), '{a:1,n:5}');
  t.deepEqual(
    fs.readdirSync(join(file, '..')).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('what cannot be replaced without harm is refused and stays', (t) => {
  const linked = config(t);
  fs.linkSync(linked, `${linked}.twin`);
  t.throws(() => writeConfig(linked, change, owner), { instanceOf: ConfigWriteError, message: /hard link/ });

  const binary = config(t);
  fs.writeFileSync(binary, Buffer.from([0x7b, 0x22, 0xff, 0x31, 0x22, 0x7d]));
  t.throws(() => writeConfig(binary, change, owner), { instanceOf: ConfigWriteError, message: /UTF-8/ });

  const directory = join(folder(t), 'openclaw.json');
  fs.mkdirSync(directory);
  t.throws(() => writeConfig(directory, change, owner), { instanceOf: ConfigWriteError, message: /regular file/ });
  t.throws(() => writeConfig(`${directory}/none`, change, owner), {
    instanceOf: ConfigWriteError,
    message: /not there/,
  });
});

const asRoot = uid === 0 ? test : test.skip;

asRoot('root keeps the owner of the file', (t) => {
  const file = config(t);
  fs.chownSync(file, 65534, 65533);
  writeConfig(file, change, owner);
  for (const path of [file, `${file}.before-fix.bak`]) {
    const { uid: ownerId, gid } = fs.statSync(path);
    t.deepEqual([ownerId, gid], [65534, 65533]);
  }
});

asRoot('a link that another user made to a file of root is not followed', (t) => {
  const file = config(t);
  const link = join(folder(t), 'openclaw.json');
  fs.symlinkSync(file, link);
  fs.lchownSync(link, 65534, 65534);
  t.throws(() => writeConfig(link, change, { mask: 0o077, uid: 1000 }), { message: /another user/ });
  fs.lchownSync(link, 65534, 65534);
  t.is(fs.readFileSync(file, 'utf8'), '{a:1}');
});

const hasSetfacl = fs.existsSync('/usr/bin/setfacl') ? test : test.skip;

hasSetfacl('an access list is carried over and its mask is not cut', (t) => {
  const file = config(t, '{a:1}', 0o604);
  execFileSync('setfacl', ['-m', 'u:65534:r', file]);
  t.true(writeConfig(file, change, owner).keptAcl);
  t.is(fs.readFileSync(file, 'utf8'), '{a:2}');
  const list = execFileSync('getfacl', ['-cEnp', file], { encoding: 'utf8' });
  t.regex(list, /^user:65534:r--$/m);
  t.regex(list, /^mask::r--$/m);
  t.regex(list, /^other::---$/m);
});
