import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * POSIX access control lists (acl(5)). Where a file carries one beyond its mode, the group bits of the mode are the list's
 * mask: to take them away is to lock out everybody whom the list names.
 */
const PLACES = ['/usr/bin', '/bin', '/usr/sbin', '/usr/local/bin'];
const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** A system program by its absolute path: the user's PATH is not asked, we may be root. */
export const findAclProgram = (name: string): string | undefined =>
  PLACES.map((place) => `${place}/${name}`).find((path) => existsSync(path));

/** Runs one of them; what it prints is given byte for byte, as Latin-1. */
export const runAclProgram = (program: string, args: readonly string[], input: string | Buffer, cwd = '/') =>
  spawnSync(program, args, {
    cwd,
    input,
    encoding: 'latin1',
    env: { LC_ALL: 'C' },
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  });

/** Our descriptor's path as a child process sees it. */
export const forChild = (path: string): string => path.replace(/^\/proc\/self\//, `/proc/${process.pid}/`);

/** Entries of an extended list: a named user or group, or a mask. `default:` lists of a directory cut nobody off. */
export const EXTENDED = /^(user:[^:]+:|group:[^:]+:|mask:)/m;

/** `undefined`: no list beyond the mode, or this system has no getfacl. Throws when getfacl is there and fails. */
export const extendedAcl = (path: string): string | undefined => {
  const getfacl = findAclProgram('getfacl');
  if (getfacl === undefined) return undefined;
  const { status, stdout, stderr, error } = runAclProgram(getfacl, ['-cEnp', '--', forChild(path)], '');
  if (error !== undefined || status !== 0) throw new Error(`getfacl failed: ${error?.message ?? stderr.trim()}`);
  return EXTENDED.test(stdout) ? stdout : undefined;
};

/** Gives `path` the list that `extendedAcl` read. Throws when setfacl is missing or fails. */
export const setAcl = (path: string, acl: string): void => {
  const setfacl = findAclProgram('setfacl');
  if (setfacl === undefined) throw new Error('setfacl is not installed');
  const { status, stderr, error } = runAclProgram(setfacl, ['--set-file=-', '--', forChild(path)], acl);
  if (error !== undefined || status !== 0) throw new Error(`setfacl failed: ${error?.message ?? stderr.trim()}`);
};
