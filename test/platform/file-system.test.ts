import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { fileSystemAt, modeSupport, parseMountInfo } from '../../src/platform/file-system.ts';

const EXT4 = '29 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro';
const SPACE = '31 29 0:44 /sub /mnt/my\\040disk\\134x rw - vfat /dev/sdb1 rw,fmask=0022';
const READ_ONLY = '32 29 7:0 / /snap ro,nodev shared:2 master:3 - squashfs /dev/loop0 ro';

test('a mount table is read, optional fields and escapes included', (t) => {
  t.deepEqual(parseMountInfo(`${EXT4}\n${SPACE}\n${READ_ONLY}\n`), [
    { id: 29, mountPoint: '/', type: 'ext4', options: ['rw', 'relatime', 'rw', 'errors=remount-ro'] },
    { id: 31, mountPoint: '/mnt/my disk\\x', type: 'vfat', options: ['rw', 'rw', 'fmask=0022'] },
    { id: 32, mountPoint: '/snap', type: 'squashfs', options: ['ro', 'nodev', 'ro'] },
  ]);
});

test('what is no mount table has no mounts', (t) => {
  t.deepEqual(parseMountInfo('\nrubbish\n - \n'), []);
});

for (const [type, options, expected] of [
  ['ext4', 'rw', 'kept'],
  ['overlay', 'rw,lowerdir=/a', 'kept'],
  ['tmpfs', 'rw,mode=700', 'kept'],
  ['vfat', 'rw,fmask=0077', 'fixed'],
  ['vboxsf', 'rw', 'fixed'],
  ['nfs4', 'rw,vers=4.2', 'server'],
  ['fuse.sshfs', 'rw', 'server'],
  ['drvfs', 'rw,noatime', 'fixed'],
  ['drvfs', 'rw,metadata', 'kept'],
  ['9p', 'rw,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/', 'fixed'],
  ['9p', 'rw,aname=drvfs;path=C:\\134;metadata;symlinkroot=/mnt/', 'kept'],
  ['9p', 'rw,trans=virtio', 'unknown'],
  ['cifs', 'rw,vers=3.1.1,file_mode=0755', 'fixed'],
  ['cifs', 'rw,posix', 'server'],
  ['fuseblk', 'rw,user_id=0', 'unknown'],
  ['somethingfs', 'rw', 'unknown'],
] as const) {
  test(`what a mode is worth on ${type} (${options})`, (t) => {
    const [mount] = parseMountInfo(`40 1 0:1 / /m rw - ${type} none ${options}`);
    t.is(mount && modeSupport(mount), expected);
  });
}

if (process.platform === 'linux') {
  test('the file system of a real path; links are followed', (t) => {
    t.like(fileSystemAt('/proc/self'), { type: 'proc', mountPoint: '/proc' });
    const folder = mkdtempSync(join(tmpdir(), 'file-system-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    symlinkSync('/proc', join(folder, 'link'));
    t.is(fileSystemAt(join(folder, 'link'))?.type, 'proc');
    t.not(fileSystemAt(folder)?.type, 'proc');
  });
}

test('a path that is missing has no file system', (t) => {
  t.is(fileSystemAt('/does/not/exist'), undefined);
});
