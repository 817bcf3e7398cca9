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

/** A path that icacls takes for nothing but one path: drive or share, no wildcard, no quote, no stream. */
const assertPath = (path: string): void => {
  const isAbsolute = /^([A-Za-z]:[\\/]|\\\\[^\\/?.][^\\/]*[\\/])/.test(path);
  const rest = path.slice(2);
  if (!isAbsolute || /[*?"<>|:\0]/.test(rest)) throw new Error(`Not a plain absolute path: ${JSON.stringify(path)}`);
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

/** Saves the access lists of a path in a form without names: security descriptors in SDDL. Also what an undo restores from. */
export const saveCommand = (systemRoot: string, path: string, file: string): Command => {
  assertPath(path);
  assertPath(file);
  return { program: system32(systemRoot, 'icacls.exe'), args: [path, '/save', file, '/Q'] };
};

/** One entry of an access list. */
export type AclEntry = {
  readonly kind: 'allow' | 'deny' | 'other';
  /** Full SID, or the two letters that SDDL has for a well-known one ("BA", "SY", "WD"). */
  readonly trustee: string;
  /** True when it came from a directory above. */
  readonly isInherited: boolean;
  /** True when it counts for what is created below only, not for the thing itself. */
  readonly isInheritOnly: boolean;
  readonly canRead: boolean;
  readonly canWrite: boolean;
};

/** SDDL's letters for the trustees that matter here (Microsoft, "SID strings"). */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  SY: SYSTEM_SID,
  BA: ADMINISTRATORS_SID,
  WD: 'S-1-1-0',
  AN: 'S-1-5-7',
  AU: 'S-1-5-11',
  IU: 'S-1-5-4',
  BU: 'S-1-5-32-545',
  BG: 'S-1-5-32-546',
  CO: 'S-1-3-0',
};

/** Letters of SDDL rights, and the bits of their hexadecimal form, that let someone read or change content. */
const READS = /FA|FR|GA|GR|CC/;
const WRITES = /FA|FW|GA|GW|DC|LC|WD|WO|SD/;
const READ_BITS = 0x80000000 | 0x10000000 | 0x1;
const WRITE_BITS = 0x40000000 | 0x10000000 | 0x000d0000 | 0x6;

const rightsOf = (text: string): Pick<AclEntry, 'canRead' | 'canWrite'> => {
  if (text.startsWith('0x')) {
    const bits = Number.parseInt(text, 16);
    return { canRead: (bits & READ_BITS) !== 0, canWrite: (bits & WRITE_BITS) !== 0 };
  }
  const letters = text.match(/../g) ?? [];
  return { canRead: letters.some((pair) => READS.test(pair)), canWrite: letters.some((pair) => WRITES.test(pair)) };
};

/**
 * The access list in an SDDL text ("D:PAI(A;OICI;FA;;;SY)…"), as `icacls /save` writes it. Undefined when there is none, which
 * means that everyone may do everything; an empty list means that nobody may do anything.
 */
export const parseSddl = (sddl: string): readonly AclEntry[] | undefined => {
  const list = /D:([A-Z_]*)((?:\([^()]*\))*)/.exec(sddl);
  if (list === null || list[1]?.includes('NO_ACCESS_CONTROL')) return undefined;
  return [...(list[2] ?? '').matchAll(/\(([^()]*)\)/g)].map(([, body = '']) => {
    const [type = '', flags = '', rights = '', , , trustee = ''] = body.split(';');
    const flagPairs: readonly string[] = flags.match(/../g) ?? [];
    return {
      kind: type === 'A' || type === 'XA' ? 'allow' : type === 'D' || type === 'XD' ? 'deny' : 'other',
      trustee: WELL_KNOWN[trustee] ?? trustee,
      isInherited: flagPairs.includes('ID'),
      isInheritOnly: flagPairs.includes('IO'),
      ...rightsOf(rights),
    };
  });
};

/** The SDDL lines of a file that `icacls /save` wrote (UTF-16, name and descriptor in turn): by name. */
export const parseSaved = (bytes: Uint8Array): ReadonlyMap<string, string> => {
  const lines = new TextDecoder('utf-16le').decode(bytes).split(/\r?\n/);
  const saved = new Map<string, string>();
  for (let at = 0; at + 1 < lines.length; at += 2) {
    if (lines[at] !== '') saved.set(lines[at] as string, lines[at + 1] as string);
  }
  return saved;
};

/** Who besides the user, the system and the administrators may read or write, by an access list. */
export const othersIn = (entries: readonly AclEntry[], userSid: string): readonly AclEntry[] => {
  const trusted = new Set([userSid, SYSTEM_SID, ADMINISTRATORS_SID, 'S-1-3-0']);
  return entries.filter(
    ({ kind, trustee, isInheritOnly, canRead, canWrite }) =>
      kind === 'allow' && !isInheritOnly && (canRead || canWrite) && !trusted.has(trustee),
  );
};
