import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { nativePath } from './path-bytes.ts';

/**
 * POSIX access control lists (acl(5)). Where a file carries one beyond its mode, the group bits of the mode are the list's
 * mask: to take them away is to lock out everybody whom the list names.
 */
const PLACES = ['/usr/bin', '/bin', '/usr/sbin', '/usr/local/bin'];
const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** A system program by its absolute path: the user's PATH is not asked, we may be root. */
const find = (name: string): string | undefined =>
  PLACES.map((place) => `${place}/${name}`).find((path) => existsSync(path));

const run = (program: string, args: readonly string[], input: string | Buffer, cwd = '/') =>
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
const forChild = (path: string): string => path.replace(/^\/proc\/self\//, `/proc/${process.pid}/`);

/** Entries of an extended list: a named user or group, or a mask. `default:` lists of a directory cut nobody off. */
const EXTENDED = /^(user:[^:]+:|group:[^:]+:|mask:)/m;

/** `undefined`: no list beyond the mode, or this system has no getfacl. Throws when getfacl is there and fails. */
export const extendedAcl = (path: string): string | undefined => {
  const getfacl = find('getfacl');
  if (getfacl === undefined) return undefined;
  const { status, stdout, stderr, error } = run(getfacl, ['-cEnp', '--', forChild(path)], '');
  if (error !== undefined || status !== 0) throw new Error(`getfacl failed: ${error?.message ?? stderr.trim()}`);
  return EXTENDED.test(stdout) ? stdout : undefined;
};

/** Gives `path` the list that `extendedAcl` read. Throws when setfacl is missing or fails. */
export const setAcl = (path: string, acl: string): void => {
  const setfacl = find('setfacl');
  if (setfacl === undefined) throw new Error('setfacl is not installed');
  const { status, stderr, error } = run(setfacl, ['--set-file=-', '--', forChild(path)], acl);
  if (error !== undefined || status !== 0) throw new Error(`setfacl failed: ${error?.message ?? stderr.trim()}`);
};

/** getfacl's spelling of odd bytes in a name: a backslash and three octal digits, or two backslashes for one. */
const unescapeName = (text: string): string =>
  text.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
    code === '\\' ? code : String.fromCharCode(Number.parseInt(code, 8)),
  );

const asBytes = (name: string): Buffer => {
  const native = nativePath(name);
  return typeof native === 'string' ? Buffer.from(native, 'utf8') : native;
};

/**
 * Those of `names` (relative to `directory`) that carry a list beyond their mode: one process for all of them. What vanished
 * meanwhile carries none. Undefined when it cannot be told: getfacl is there and does not answer.
 */
export const namesWithAcl = (directory: string, names: readonly string[]): ReadonlySet<string> | undefined => {
  const getfacl = find('getfacl');
  if (getfacl === undefined || names.length === 0) return new Set();
  // A name with a line break cannot be put into a list of lines; it goes as an argument.
  const lines = names.filter((name) => !name.includes('\n'));
  const others = names.filter((name) => name.includes('\n'));
  const list = nativePath(`./${lines.join('\n./')}\n`);
  const input = typeof list === 'string' ? Buffer.from(list, 'utf8') : list;
  // Nearly always there is no answer at all: the table for reading one is made when it is needed.
  let table: ReadonlyMap<string, string> | undefined;
  const nameOf = (text: string): string | undefined => {
    table ??= new Map(names.map((name) => [`./${asBytes(name).toString('latin1')}`, name]));
    return table.get(unescapeName(text));
  };
  const found = new Set<string>();
  const ask = (args: readonly string[], stdin: Buffer): boolean => {
    const { stdout, error, signal } = run(getfacl, ['-sEnp', ...args], stdin, forChild(directory));
    for (const answer of (stdout ?? '').split('\n\n').filter(Boolean)) {
      const name = nameOf(/^# file: (.*)$/m.exec(answer)?.[1] ?? '');
      if (name !== undefined && EXTENDED.test(answer)) found.add(name);
    }
    return error === undefined && signal === null;
  };
  const answered =
    (lines.length === 0 || ask(['-'], input)) && others.every((name) => ask(['--', `./${name}`], Buffer.alloc(0)));
  return answered ? found : undefined;
};
