import { closeSync, openSync, readFileSync } from 'node:fs';
import { O_PATH } from './directory-handle.ts';
import { assertSystemError } from './errno.ts';

/** One line of a mount table: proc_pid_mountinfo(5). */
export type Mount = {
  readonly id: number;
  readonly mountPoint: string;
  /** As the kernel names it: `ext4`, `9p`, `fuse.sshfs`, … */
  readonly type: string;
  /** Of this mount and of the file system below it. A value may hold anything. */
  readonly options: readonly string[];
};

/**
 * What a mode on this file system is worth.
 * `kept`: chmod sets it and this machine obeys it. `fixed`: it is made up by the mount; chmod does nothing, or does not last.
 * `server`: it is kept, but another machine decides who gets in, for its other clients too. `unknown`: not in our table.
 */
export type ModeSupport = 'kept' | 'fixed' | 'server' | 'unknown';

export type FileSystem = {
  readonly mountPoint: string;
  readonly type: string;
  readonly modes: ModeSupport;
  readonly readOnly: boolean;
};

const KEPT =
  'bcachefs btrfs erofs ext2 ext3 ext4 f2fs iso9660 jfs overlay ramfs reiserfs squashfs tmpfs ubifs virtiofs xfs zfs';
const FIXED =
  'drvfs exfat fakeowner fuse.gvfsd-fuse fuse.grpcfuse fuse.osxfs fuse.rclone fuse.vmhgfs-fuse msdos prl_fs vboxsf vfat';
const SERVER = 'afs ceph fuse.ceph fuse.glusterfs fuse.sshfs lustre nfs nfs4';

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const TABLE: readonly (readonly [ReadonlySet<string>, ModeSupport])[] = [
  [names(KEPT), 'kept'],
  [names(FIXED), 'fixed'],
  [names(SERVER), 'server'],
];

/** Types whose modes depend on how they are mounted: the option that makes them real, and what they are then. */
const BY_OPTION: Readonly<Record<string, { readonly option: RegExp; readonly modes: ModeSupport }>> = {
  // WSL: without `metadata` the modes of a Windows drive come from the mount options. WSL 2 writes them into `aname`.
  drvfs: { option: /^metadata$/, modes: 'kept' },
  '9p': { option: /^aname=drvfs;.*\bmetadata\b/, modes: 'kept' },
  // mount.cifs(8): without POSIX extensions or ACL mapping, modes are file_mode and dir_mode.
  cifs: { option: /^(posix|unix|cifsacl|modefromsid)$/, modes: 'server' },
  smb3: { option: /^(posix|unix|cifsacl|modefromsid)$/, modes: 'server' },
};

/** The `\040` escapes of space, tab, newline and backslash. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Reads the text of /proc/PID/mountinfo; lines of another form are left out. */
export const parseMountInfo = (text: string): readonly Mount[] =>
  text.split('\n').flatMap((line) => {
    const [left, right] = line.split(' - ');
    const [id, , , , mountPoint, mountOptions = ''] = left?.split(' ') ?? [];
    const [type, , superOptions = ''] = right?.split(' ') ?? [];
    if (mountPoint === undefined || type === undefined) return [];
    const options = [...mountOptions.split(','), ...superOptions.split(',')].map(unescaped);
    return [{ id: Number(id), mountPoint: unescaped(mountPoint), type, options }];
  });

/** What a mode is worth on this mount. */
export const modeSupport = ({ type, options }: Mount): ModeSupport => {
  const byOption = BY_OPTION[type];
  if (byOption !== undefined) {
    if (options.some((option) => byOption.option.test(option))) return byOption.modes;
    // 9p is also how virtual machines share folders; only a Windows drive is known to make modes up.
    return type === '9p' && !options.some((option) => option.startsWith('aname=drvfs')) ? 'unknown' : 'fixed';
  }
  return TABLE.find(([types]) => types.has(type))?.[1] ?? 'unknown';
};

/** The number of the mount a path is on (`mnt_id`, proc_pid_fdinfo(5)): right where mounts hide one another, too. */
const mountIdOf = (path: string): number => {
  const descriptor = openSync(path, O_PATH);
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1');
    return Number(/^mnt_id:\s*(\d+)$/m.exec(info)?.[1]);
  } finally {
    closeSync(descriptor);
  }
};

/**
 * The file system that an existing path is on; links are followed. Linux only.
 * @returns undefined where it cannot be told: another OS, no /proc, a path that is missing or out of reach
 */
export const fileSystemAt = (path: string): FileSystem | undefined => {
  try {
    // The table first: without one this is not Linux, and O_PATH would mean something else.
    const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
    const id = mountIdOf(path);
    const mount = mounts.find((one) => one.id === id);
    if (mount === undefined) return undefined;
    const { mountPoint, type, options } = mount;
    return { mountPoint, type, modes: modeSupport(mount), readOnly: options.includes('ro') };
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};
