import { posix } from 'node:path';

/** A place that a container must not be given. Absolute, normalized path. */
export type ProtectedPlace = {
  readonly path: string;
  /** What it is, as the end of a sentence: "the state directory". */
  readonly what: string;
  /** `tree`: the place and everything below. `self`: what lies below is nobody's business. */
  readonly extent: 'tree' | 'self';
  /** Children of a tree that are meant to be mounted. */
  readonly except?: RegExp;
};

/** `inside`: the source is the place, or lies in it. `contains`: the place lies in the source. */
export type BindDanger = { readonly place: ProtectedPlace; readonly relation: 'inside' | 'contains' };

const system = (what: string, ...paths: readonly string[]): ProtectedPlace[] =>
  paths.map((path) => ({ path, what, extent: 'tree' }));

/** Directories that hold the host itself (spec: config-and-resolution 3.11). The order decides which one is named. */
export const SYSTEM_PLACES: readonly ProtectedPlace[] = [
  ...system("the host's system configuration", '/etc', '/private/etc'),
  ...system("the host's processes", '/proc'),
  ...system("the host's kernel settings", '/sys'),
  ...system("the host's devices", '/dev'),
  ...system("root's home directory", '/root'),
  ...system("the host's boot files", '/boot'),
  ...system("the host's service sockets, Docker's among them", '/run', '/var/run', '/private/var/run'),
];

/** Below the state directory, what sandboxed agents work in. */
const WORKSPACES = /^(?:workspace(?:-[^/]*)?|sandboxes)(?:\/|$)/;

/** What a home directory holds that no container should see; paths relative to it. */
const IN_ANY_HOME: readonly ProtectedPlace[] = [
  ...['.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.config/gcloud', '.config/gh', '.netrc', '.npmrc'].map(
    (path): ProtectedPlace => ({ path, what: 'private keys or logins', extent: 'tree' }),
  ),
  { path: '.openclaw', what: 'the state of an OpenClaw', extent: 'tree', except: WORKSPACES },
];

/** The auditor's own places: a container that sees them has the keys of the gateway or of the user. */
export const ownPlaces = (paths: {
  readonly home: string;
  readonly stateDir: string;
  readonly configPath: string;
  readonly credentialsDir: string;
}): ProtectedPlace[] => [
  { path: paths.credentialsDir, what: "OpenClaw's credentials", extent: 'tree' },
  { path: paths.configPath, what: "OpenClaw's config", extent: 'tree' },
  { path: paths.stateDir, what: "OpenClaw's state directory", extent: 'tree', except: WORKSPACES },
  ...IN_ANY_HOME.map((place) => ({ ...place, path: posix.join(paths.home, place.path) })),
  { path: paths.home, what: 'a home directory', extent: 'self' },
];

/** Everyone's home directories, and what lies in them, wherever this user's is. */
const HOMES = /^\/(?:home|Users)(?:\/[^/]+(?:\/(?<rest>.+))?)?$/i;

/** Everything Docker knows: images, volumes, other containers' files. Whoever writes here is root on the host. */
const DOCKER_DATA = /^\/var\/lib\/(?:docker|containerd|containers)(?:\/|$)/;

/** The host side of a bind, without blanks around it: what stands before the first colon, or everything (spec: config-and-resolution 3.11). */
export const bindSource = (bind: string): string => {
  const text = bind.trim();
  const colon = text.indexOf(':');
  return colon > 0 ? text.slice(0, colon).trim() : text;
};

/** `//etc/../etc/` → `/etc`. */
export const normalizeSource = (source: string): string => {
  const normal = posix.normalize(source).replace(/^\/\/+/, '/');
  return normal === '/' ? normal : normal.replace(/\/$/, '');
};

type Fold = (path: string) => string;

const isInside = (path: string, place: ProtectedPlace, fold: Fold): boolean => {
  const root = fold(place.path);
  if (path === root) return true;
  if (place.extent === 'self' || !path.startsWith(`${root}/`)) return false;
  return !place.except?.test(path.slice(root.length + 1));
};

/**
 * What a container gets hold of through a bind; undefined when it is nothing protected.
 * @param source absolute, normalized
 * @param places the first match is named, nearness first
 * @param ignoreCase for file systems on which `/ETC` is `/etc`
 */
export const bindDanger = (
  source: string,
  places: readonly ProtectedPlace[],
  ignoreCase = false,
): BindDanger | undefined => {
  const fold: Fold = ignoreCase ? (path) => path.toLowerCase() : (path) => path;
  const path = fold(source);
  if (path === '/') return { place: { path, what: 'the whole host', extent: 'tree' }, relation: 'inside' };
  const around = places.find((place) => isInside(path, place, fold));
  if (around !== undefined) return { place: around, relation: 'inside' };
  const home = HOMES.exec(path);
  if (home !== null) {
    const rest = home.groups?.rest;
    if (rest === undefined)
      return { place: { path: source, what: 'home directories', extent: 'self' }, relation: 'inside' };
    const store = IN_ANY_HOME.find((place) => isInside(rest, place, fold));
    if (store !== undefined) return { place: { ...store, path: source }, relation: 'inside' };
  }
  const within = places.find((place) => fold(place.path).startsWith(`${path}/`));
  return within === undefined ? undefined : { place: within, relation: 'contains' };
};

/** True for the data directory of a container engine. */
export const isDockerData = (source: string): boolean => DOCKER_DATA.test(source);
