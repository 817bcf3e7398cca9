import { isOlder, parseVersion } from './version.ts';

/** A published hole in the OpenClaw gateway or what it guards. */
export type KnownHole = {
  readonly id: `CVE-${number}-${string}`;
  /** The first affected version; all earlier ones when absent. */
  readonly since?: string;
  /** The first version without the hole. */
  readonly fixedIn: string;
  /** What an attacker gets. No full stop. */
  readonly gist: string;
};

/** The date of the newest CVE record that the table was compared with. Holes published later are not in it. */
export const KNOWN_HOLES_AS_OF = '2026-09-24';

/**
 * Not every hole: those that touch the gateway itself, enough to name the oldest version worth running.
 * Source: the CVE records (github.com/CVEProject/cvelistV5), `affected` of pkg:npm/openclaw and pkg:npm/clawdbot.
 * Ordered by the version of the fix.
 */
export const KNOWN_HOLES: readonly KnownHole[] = [
  {
    id: 'CVE-2026-25253',
    fixedIn: '2026.1.29',
    gist: 'a web page can make the Control UI send the gateway token to it',
  },
  {
    id: 'CVE-2026-28472',
    fixedIn: '2026.2.2',
    gist: 'a client gets in without a device identity by showing any token',
  },
  { id: 'CVE-2026-28466', fixedIn: '2026.2.14', gist: 'a client can run commands on nodes without approval' },
  { id: 'CVE-2026-32045', fixedIn: '2026.2.21', gist: 'HTTP routes can be used without token on a Tailscale network' },
  { id: 'CVE-2026-32034', fixedIn: '2026.2.21', gist: 'the Control UI can be let in over plain HTTP' },
  {
    id: 'CVE-2026-32057',
    fixedIn: '2026.2.25',
    gist: 'a client that calls itself the Control UI can skip pairing behind a proxy',
  },
  {
    id: 'CVE-2026-32922',
    fixedIn: '2026.3.11',
    gist: 'a client that may only pair devices can make itself an admin token',
  },
  { id: 'CVE-2026-22172', fixedIn: '2026.3.12', gist: 'a client with the shared token can give itself admin scopes' },
  { id: 'CVE-2026-35625', fixedIn: '2026.3.25', gist: 'a local reconnect turns read access into admin access' },
  {
    id: 'CVE-2026-33579',
    fixedIn: '2026.3.28',
    gist: 'a client that may only pair devices can approve an admin device',
  },
  { id: 'CVE-2026-41399', fixedIn: '2026.3.28', gist: 'anyone on the network can exhaust the gateway before login' },
  { id: 'CVE-2026-43585', fixedIn: '2026.4.15', gist: 'a revoked token keeps working' },
  {
    id: 'CVE-2026-45001',
    fixedIn: '2026.4.20',
    gist: 'a prompt-injected agent can change protected settings of the gateway',
  },
  {
    id: 'CVE-2026-53821',
    fixedIn: '2026.5.18',
    gist: 'an unpaired client behind a trusted proxy can get admin rights',
  },
  {
    id: 'CVE-2026-62202',
    since: '2026.6.1',
    fixedIn: '2026.6.9',
    gist: 'a scheduled job gets back the tools it was denied',
  },
];

/** The listed holes that a version has, in the order of their fixes; undefined when the text is no version. */
export const holesIn = (version: string): readonly KnownHole[] | undefined => {
  const parsed = parseVersion(version);
  if (parsed === undefined) return undefined;
  return KNOWN_HOLES.filter(({ since, fixedIn }) => {
    const first = since === undefined ? undefined : parseVersion(since);
    const fix = parseVersion(fixedIn);
    return fix !== undefined && isOlder(parsed, fix) && !(first !== undefined && isOlder(parsed, first));
  });
};
