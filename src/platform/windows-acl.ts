/**
 * Windows has no modes: a file's access list says who may do what. Principals are named by SID, because their names are
 * translated ("VORDEFINIERT\Administratoren", "NT AUTHORITY\СИСТЕМА") and garbled by code pages on their way through a pipe.
 * Sources: Microsoft, "Security identifiers" and "icacls".
 */

/** The local system: services, and so a gateway that runs as one. */
export const SYSTEM_SID = 'S-1-5-18';
/** The group of the machine's administrators: they can take anything back, so shutting them out protects nothing. */
export const ADMINISTRATORS_SID = 'S-1-5-32-544';

/** SIDs that stand for people other than the owner: everyone, anonymous, authenticated users, interactive users, users, guests. */
export const OTHERS_SIDS: readonly string[] = [
  'S-1-1-0',
  'S-1-5-7',
  'S-1-5-11',
  'S-1-5-4',
  'S-1-5-32-545',
  'S-1-5-32-546',
];

const SID = /^S-1-\d+(-\d+){1,15}$/;

/** A program and its arguments; no shell is in between. */
export type Command = { readonly program: string; readonly args: readonly string[] };

/** The programs by their full path below the Windows directory: the search path is not asked. */
const system32 = (systemRoot: string, name: string): string =>
  `${systemRoot.replace(/[\\/]+$/, '')}\\System32\\${name}`;

const assertSid = (sid: string): void => {
  if (!SID.test(sid)) throw new Error(`Not a SID: ${JSON.stringify(sid)}`);
};

/** True for a path that icacls takes for nothing but one path: drive or share, no wildcard, no quote, no stream. */
export const isPlainPath = (path: string): boolean => {
  const isAbsolute = /^([A-Za-z]:[\\/]|\\\\[^\\/?.][^\\/]*[\\/])/.test(path);
  return isAbsolute && !/[*?"<>|:\0]/.test(path.slice(2));
};

const assertPath = (path: string): void => {
  if (!isPlainPath(path)) throw new Error(`Not a plain absolute path: ${JSON.stringify(path)}`);
};

/** Asks for the current user's name and SID, in a form that does not depend on the language. */
export const whoamiCommand = (systemRoot: string): Command => ({
  program: system32(systemRoot, 'whoami.exe'),
  args: ['/user', '/fo', 'csv', '/nh'],
});

/** The SID in the answer to `whoamiCommand`; undefined when there is none. */
export const parseWhoami = (output: string): string | undefined => {
  const sid = /"(S-1-[\d-]+)"\s*$/.exec(output.trim())?.[1];
  return sid !== undefined && SID.test(sid) ? sid : undefined;
};

/**
 * Ends inheritance and gives full control to the user, the system and the administrators, all by SID. `isDirectory`: what is
 * created below inherits that. Only then are the others' entries removed, so that nobody is ever locked out for good.
 * Throws an Error for what is no plain path (`isPlainPath`) or no SID.
 */
export const protectCommands = (
  systemRoot: string,
  path: string,
  userSid: string,
  isDirectory: boolean,
): readonly Command[] => {
  assertPath(path);
  assertSid(userSid);
  const program = system32(systemRoot, 'icacls.exe');
  const rights = isDirectory ? '(OI)(CI)F' : 'F';
  const trusted = [...new Set([userSid, SYSTEM_SID, ADMINISTRATORS_SID])];
  return [
    { program, args: [path, '/grant:r', ...trusted.map((sid) => `*${sid}:${rights}`), '/Q'] },
    { program, args: [path, '/inheritance:r', '/Q'] },
    { program, args: [path, '/remove:g', ...OTHERS_SIDS.map((sid) => `*${sid}`), '/Q'] },
  ];
};
